"""The one list of tables, for those who make them, copy them and compare them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import MetaData

metadata: Final = MetaData()
