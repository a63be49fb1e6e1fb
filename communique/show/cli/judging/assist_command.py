"""`communique assist`: a language model proposes findings, which wait for a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from communique.errors import ConflictError
from communique.show.cli import archive_commands as archive

if TYPE_CHECKING:
    from communique.desk.assist import Asked

KEY: Final = "COMMUNIQUE_LLM_KEY"
CONFLICT = 6


def assist(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids of articles: a-3f2b...")],
    db: archive.Db = None,
    json: archive.Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary; failures are still named.")] = False,
) -> None:
    """Have a language model propose statements, encounters and commitments that the reader missed.

    What it proposes waits in `communique review --proposed`; nothing else shows it until a person accepts it.

    \b
    export COMMUNIQUE_LLM_URL=http://127.0.0.1:8080/v1 COMMUNIQUE_LLM_MODEL=qwen2.5-7b-instruct
    communique assist a-3f2b...
    communique review --proposed

    The text of the articles goes to that endpoint. Its key, if it wants one, is COMMUNIQUE_LLM_KEY in the environment.
    """
    asked: list[Asked] = []
    with archive._open(db) as desk:
        from communique.desk.assist import Assist
        from communique.show.answers import make_table

        def rows() -> Iterator[dict[str, Any]]:
            for one in Assist(desk.archive, desk.settings, key=os.environ.get(KEY, "")).propose(articles):
                asked.append(one)
                if one.error or not quiet:
                    typer.echo(f"{one.article}: {_told(one)}", err=True)
                yield from _rows(one)

        try:
            make_table(rows(), as_json=json)
        except ConflictError as error:
            typer.echo(f"communique: {error}", err=True)
            raise typer.Exit(CONFLICT) from error
    failed = sum(one.error is not None for one in asked)
    raise typer.Exit(0 if not failed else archive.FAILED if failed == len(asked) else archive.REFUSED)


def _told(one: Asked) -> str:
    if one.error:
        return one.error
    again = len(one.findings) - one.new
    dropped = sum((one.dropped or {}).values())
    why = ", ".join(f"{count} {reason}" for reason, count in (one.dropped or {}).items())
    parts = [f"{one.new} proposed by {one.made_by}"]
    parts += [f"{again} proposed before"] if again else []
    parts += [f"{dropped} dropped ({why})"] if dropped else []
    return "; ".join(parts)


def _rows(one: Asked) -> Iterator[dict[str, Any]]:
    from communique.record.codec import finding_to_dict

    for finding in one.findings:
        told = finding_to_dict(finding)
        words = told.get("content") or [told.get("action") or told["evidence"][0]]
        yield {
            "ref": f"{one.article}/{finding.id}", "kind": type(finding).__name__.lower(), "proposed_by": one.made_by,
            "what": " ... ".join(part["quote"] for part in words), "finding": told,
        }  # fmt: skip
