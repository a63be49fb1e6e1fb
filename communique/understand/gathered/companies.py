"""Companies of encounters: who stands for which side, and whether two companies may be one."""

from __future__ import annotations

from collections.abc import Iterable

from communique.understand.attendance.parties import is_counterpart
from communique.understand.cast import Cast


class Companies:
    """Compares the companies of one article; a company is the ids of its actors."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def sides(self, roles: Iterable[str]) -> dict[str, set[str]]:
        """Who is there for each side."""
        out: dict[str, set[str]] = {}
        for id_ in roles:
            out.setdefault(self.cast.side(self.cast[id_]), set()).add(id_)
        return out

    def compatible(self, a: Iterable[str], b: Iterable[str]) -> bool:
        """One company is part of the other, and no side is there with different persons."""
        first, second = self.sides(a), self.sides(b)
        if not first or not (set(first) <= set(second) or set(second) <= set(first)):
            return False
        for side in set(first) & set(second):
            mine = {i for i in first[side] if not self._stands_in(i, second[side], b)}
            theirs = {i for i in second[side] if not self._stands_in(i, first[side], a)}
            if mine and theirs and (not mine & theirs or (mine - theirs and theirs - mine)):
                return False
        return len(set(first) & set(second)) > 1 or set(first) == set(second)

    def _stands_in(self, actor: str, others: Iterable[str], company: Iterable[str]) -> bool:
        """A state, or "his Finnish counterpart", who may be named elsewhere: one in the office of those met."""
        if not is_counterpart(self.cast[actor]):
            return self.cast[actor].kind == "state"
        posts = [{o.role for o in self.cast[i].offices} for i in others]
        theirs = {o.role for i in company if i not in others for o in self.cast[i].offices}
        return not theirs or all(not p or p & theirs for p in posts)
