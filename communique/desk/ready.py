"""Importing it loads what every page needs, so that processes forked afterwards have it (`run/nursery.py`)."""

from __future__ import annotations

import gc
import signal
import sys
from contextlib import suppress

from communique.errors import CommuniqueError
from communique.lexicon.load import load_lexicon
from communique.pipeline import read_page
from communique.record.document import Page
from communique.run.tables.schema import schema_of

# Ctrl-C is for the program that asked, which ends its workers itself; who imports this otherwise keeps it.
if sys.argv[0] == "-c":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
# A model or a lexicon that is missing or broken is told by the worker that needs it.
with suppress(CommuniqueError):
    load_lexicon()
    read_page(Page("ready", b"The ministers met in Riga on Monday.", "text/plain"))
    schema_of("articles")
# What is there now stays: the collector neither goes through it nor touches its pages, which are shared.
gc.collect()
gc.freeze()
