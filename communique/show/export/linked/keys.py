"""What is the same actor across articles: its code, or its name; a mere group is only itself."""

from __future__ import annotations

from communique.record.finding import Actor
from communique.record.ids import make_slug
from communique.record.outcome import Reading


def actor_key(actor: Actor, reading: Reading) -> str:
    """'state-AZE', 'person-ilham-aliyev', 'group-a-12-governments'; letters, digits and hyphens only.

    People of the same name are one: names are all that an article gives.
    """
    if actor.kind == "group":
        return f"group-{reading.article.id}-{make_slug(actor.id)}"
    return f"{actor.kind}-{actor.code or make_slug(actor.name)}"


def actor_keys(reading: Reading) -> dict[str, str]:
    """Keys of all actors of a reading, by id."""
    return {actor.id: actor_key(actor, reading) for actor in reading.actors}
