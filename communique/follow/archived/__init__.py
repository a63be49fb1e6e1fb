"""Following up an archive bit by bit: `traits.py` and `wordings.py` say what is near, `carry.py` what stays known."""
