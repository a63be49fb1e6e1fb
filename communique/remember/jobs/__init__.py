"""What is to be fetched, by whom and when: sources, jobs with leases, hosts. All of it outlives the process.

Begin with `queue.py`: a worker leases a job, and with it the job's host, so that no two workers ever ask one host at a
time; a lease that runs out, or whose worker died (`worker.py`), is anybody's again. `sources.py` keeps the list of
sources, `keep.py` brings what a job fetched into the archive, once, in the transaction that ends the job; `state.py`
counts for `communique status`. Times are given by the caller, so that tests need not wait.
"""
