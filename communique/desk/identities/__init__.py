"""WHO IS WHO in an archive: `spellings.py` joins the spellings of a name, `why.py` explains what was made one."""
