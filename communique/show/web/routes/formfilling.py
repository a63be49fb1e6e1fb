"""Filled-in forms: read with limits, and shown again with what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import Request

from communique.show.views.reviewing.fields import EditField
from communique.show.views.reviewing.finding import FindingView

MOST_FIELDS = 400
MOST_LETTERS = 20_000


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; each may have several values."""

    values: Mapping[str, list[str]]

    def one(self, name: str) -> str:
        """The last value of a field, "" for none."""
        return (self.values.get(name) or [""])[-1]


async def read(request: Request) -> Form:
    """The fields of the body; files and what is too long are left out."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    values: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            values.setdefault(name, []).append(value[:MOST_LETTERS])
    return Form(values)


def refill(view: FindingView, form: Form) -> FindingView:
    """The finding's page with the fields as they were filled in, so that nothing typed is lost."""
    return replace(view, fields=tuple(_refilled(field, form) for field in view.fields))


def _refilled(field: EditField, form: Form) -> EditField:
    given = form.values.get(field.name)
    if field.sort == "choices" and f"{field.name}_shown" in form.values:
        given = form.values.get(field.name, [])
    if given is None:
        return field
    options = tuple(replace(option, is_chosen=option.value in given) for option in field.options)
    return replace(field, value=" ".join(given), options=options)
