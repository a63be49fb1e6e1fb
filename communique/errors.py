"""Every exception of the house.

CommuniqueError
├── EvidenceError      a quote that is not the words of its text
├── CodecError         JSON that is not a reading
├── LexiconError       a data file of ours that is broken
├── ModelError         the language model is absent or not the one we expect
├── InputError         an input that does not exist or cannot be opened at all
├── ArchiveError       an archive that cannot be opened, is damaged, or is of another version
│   └── NotFoundError  nothing in the archive has that id
├── DecisionError      a decision that cannot be meant: no such field, an actor that is not there, words that are not
│   └── ConflictError  somebody else decided in the meantime; nothing was changed
├── TablesError        tables of findings that are damaged, or not what was asked for
├── EngineError        workers that cannot be started, or do not get on
├── SearchError        a query or filter that makes no sense
├── AssistError        a language model that is not set, fails, or answers without bounds
├── AlertError         an alert that cannot be meant or was not delivered
├── ExportError        something that does not fit the format it is to leave in
├── AccountError       a name, role, password or token of the team that makes no sense
└── SettingsError      a flag, variable or communique.toml that makes no sense

A document that cannot be used is no error: it is a `Refusal` (see `record/outcome.py`).
"""


class CommuniqueError(Exception):
    """Anything that the world or the programmer did wrong."""


class EvidenceError(CommuniqueError):
    """A span outside its text, or a quote that differs from the words at its span."""


class CodecError(CommuniqueError):
    """JSON that does not follow `docs/record.md`."""


class LexiconError(CommuniqueError):
    """A lexicon file that is missing, malformed, or without a source line."""


class ModelError(CommuniqueError):
    """A language model that is not installed or does not match its card."""


class InputError(CommuniqueError):
    """An input that does not exist or may not be read."""


class SettingsError(CommuniqueError):
    """A setting that does not exist or whose value makes no sense."""


class ArchiveError(CommuniqueError):
    """An archive that cannot be opened or written, is damaged, or has another version's tables."""


class NotFoundError(ArchiveError):
    """An id that nothing in the archive has."""


class DecisionError(CommuniqueError):
    """A decision that cannot be meant."""


class ConflictError(DecisionError):
    """A decision on a finding that is no longer what was seen: decided by somebody else, or read anew."""


class SearchError(CommuniqueError):
    """A query without a word, or a filter that names no kind, state, person or day."""


class AccountError(CommuniqueError):
    """A name, role, password, scope or token of the team that makes no sense."""


class ExportError(CommuniqueError):
    """What is to leave the house does not fit the format asked for, or there is nothing to tell."""


class TablesError(CommuniqueError):
    """A folder of tables that is damaged, not one of ours, or in use by another run."""


class EngineError(CommuniqueError):
    """Workers that cannot be started, die again and again, or stand still."""


class AlertError(CommuniqueError):
    """An alert that cannot be meant, or that could not be delivered."""


class AssistError(CommuniqueError):
    """A language model that is not set, cannot be reached, or answers too slowly, too much, or what is no answer."""
