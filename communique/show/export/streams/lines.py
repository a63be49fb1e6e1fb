"""JSON Lines: the record itself. With the full text it can be read back, identical; without, it is an excerpt."""

from __future__ import annotations

import json
from typing import BinaryIO

from communique.record.codec import EXCERPT_SCHEMA, to_dict, to_json
from communique.record.outcome import Reading
from communique.show.export.exporter import About


class Lines:
    """One reading a line, as `communique read` writes it; without the full text `article.text` is null."""

    def setup(self, stream: BinaryIO, about: About) -> None:
        self._stream, self._about = stream, about

    def feed(self, reading: Reading) -> None:
        if self._about.full_text:
            line = to_json(reading)
        else:
            tree = to_dict(reading)
            tree["article"] = tree["article"] | {"text": None}
            line = json.dumps(tree | {"schema": EXCERPT_SCHEMA}, ensure_ascii=False, separators=(",", ":"))
        self._stream.write(line.encode("utf-8") + b"\n")

    def finish(self) -> None:
        pass
