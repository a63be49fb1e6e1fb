"""One View -> JSON. HTML is made by the templates, from the same View."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any


def to_tree(view: Any) -> Any:
    """A View as plain Python values; fields that only the page needs are left out."""
    if is_dataclass(view) and not isinstance(view, type):
        shown = (field for field in fields(view) if not field.metadata.get("page_only"))
        return {field.name: to_tree(getattr(view, field.name)) for field in shown}
    if isinstance(view, Mapping):
        return {str(key): to_tree(value) for key, value in view.items()}
    if isinstance(view, (tuple, list)):
        return [to_tree(item) for item in view]
    return view.isoformat() if isinstance(view, date) else view


def to_json(view: Any) -> bytes:
    return json.dumps(to_tree(view), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
