"""Many pages: shards of them, done by workers that may die, each exactly once.

In: shards (`record/shard.py`) and a `Job`. Out: a row of the manifest for each. Begin with `crew.py`, which says what
every way of running promises; `conduct.py` hands out the work, `job.py` is what a worker does, `spool.py` what it has
done so far, `pool.py` the workers of this machine (`run/cluster.py`: of many).
"""
