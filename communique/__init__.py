"""communique reads diplomatic news and keeps the record, every fact tied to the exact words it rests on."""

__version__ = "0.1.0"
