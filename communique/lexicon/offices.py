"""Titles of office and the roles that they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from communique.errors import LexiconError
from communique.lexicon.toml import load_table
from communique.record.finding import Role


@dataclass(frozen=True, slots=True)
class Offices:
    """Head nouns of titles with their roles, and the words around them that change the role. All lower case, but
    those classes that say "as written". `alike`: {noun: roles of those whom it may take up}; `alone`: {word of a title:
    the one state that has such an office};
    `parts`: {name or people of a part of a state: the state}, as written.
    """

    heads: dict[str, Role]
    plurals: dict[str, str]
    before: dict[str, dict[str, Role]]
    of: dict[str, dict[str, Role]]
    same: dict[str, str]
    classes: dict[str, frozenset[str]]
    alike: dict[str, frozenset[Role]]
    alone: dict[str, str]
    parts: dict[str, str]

    def role(self, head: str, before: str, complement: str) -> Role:
        """The role of a title by its head noun, the words before it and its complement ("foreign affairs of ...").

        >>> load_offices().role("minister", "kazakh prime", "")
        'head_of_government'
        """
        if self.classes["deputy"] & set(before.replace("-", " ").split()) and self.heads[head] != "legislator":
            return "deputy"
        key = self.same.get(head, head)
        for words, role in self.before.get(key, {}).items():
            if f" {words} " in f" {before.replace('-', ' ')} " and not self._portfolio(words, complement):
                return role
        for words, role in self.of.get(key, {}).items():
            if f" {words} " in f" {complement} ":
                return role
        return self.heads[head]

    @staticmethod
    def _portfolio(before: str, complement: str) -> bool:
        """ "Cabinet Secretary for Foreign Affairs": a minister by the portfolio, not the cabinet's secretary."""
        return before == "cabinet" and complement.startswith("for ")


def load_offices(language: str = "en") -> Offices:
    """The titles of a language. Raises: LexiconError."""
    table = load_table(f"{language}/offices.toml")
    roles = set(get_args(Role))
    before, of = table["before"], table["of"]
    used = [*table["heads"].values(), *(r for rules in (before, of) for row in rules.values() for r in row.values())]
    used += [role for row in table["alike"].values() for role in row]
    if wrong := set(used) - roles:
        raise LexiconError(f"offices: unknown roles {sorted(wrong)}")
    classes = {key: frozenset(words) for key, words in table["classes"].items() if isinstance(words, list)}
    alike = {noun: frozenset(row) for noun, row in table["alike"].items()}
    parts = {name: code for code, names in table["parts"].items() for name in names}
    same, alone = table["classes"]["same"], table["alone"]
    return Offices(table["heads"], table["plurals"], before, of, same, classes, alike, alone, parts)
