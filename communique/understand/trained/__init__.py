"""What lies between a text and the trained reader's network, and between its scores and its findings.

Begin with `windows.py` (text -> windows of word pieces), then `tagging.py` (scores -> runs and links), then `seams.py`
(windows -> text). `understand/reader.py` puts them together around the network;
`attributions.py` makes one list of what it finds and what the rules find.
"""
