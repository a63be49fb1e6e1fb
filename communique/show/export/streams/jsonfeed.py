"""JSON Feed 1.1: the latest findings. Source: jsonfeed.org/version/1.1."""

from __future__ import annotations

import json
from typing import Any

from communique.show.export.streams.entries import Item, Latest


class JsonFeed(Latest):
    """One item a finding; the row of the tables goes along under `_communique`."""

    def finish(self) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1", "title": self.about.title,
            "items": [_item(item) for item in self.items()],
        }  # fmt: skip
        self.stream.write(json.dumps(feed, ensure_ascii=False).encode("utf-8") + b"\n")


def _item(item: Item) -> dict[str, Any]:
    row = {name: value if value is None or isinstance(value, (str, int, float)) else value.isoformat()
           for name, value in item.row.items()}  # fmt: skip
    out: dict[str, Any] = {"id": item.id, "title": item.title, "content_text": str(row["words"] or item.title)}
    if str(row["url"]).startswith(("http://", "https://")):
        out["url"] = row["url"]
    if item.published:
        out["date_published"] = f"{item.published.isoformat()}T00:00:00Z"
    if row["outlet"]:
        out["authors"] = [{"name": row["outlet"]}]
    return out | {"tags": [row["kind"]], "_communique": row | {"licence": item.licence}}
