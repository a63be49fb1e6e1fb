"""What speaks for a candidate of a pronoun, as names that the table of weights knows."""

from __future__ import annotations

from communique.record.language import Analysis, Token
from communique.understand.chains.binding import SUBJECTS, Grammar
from communique.understand.chains.referents import Seen

_COUNTS = (1, 2, 3, 5, 8)


class Salience:
    """Features of candidates: place, role, how often named, what sort."""

    def __init__(self, analysis: Analysis, grammar: Grammar, empty_verbs: frozenset[str]) -> None:
        self._empty_verbs = empty_verbs
        self.analysis, self.tokens, self.grammar = analysis, analysis.tokens, grammar

    def of(self, token: Token, seen: Seen, subject: int | None, rank: int) -> tuple[str, ...]:
        """Features of a mention; `subject` is that of the clause above the pronoun, `rank` counts nearer candidates."""
        distance = min(token.sentence - seen.sentence, 4)
        own = self.grammar.role(token.index)
        here = self.analysis.sentences[token.sentence]
        there = self.analysis.sentences[seen.sentence]
        sort = seen.referent.sort
        kind = "pronoun" if seen.is_pronoun else "name" if self.tokens[seen.head].pos == "PROPN" else "noun"
        quote = self.grammar.quote_at(token.index)
        counted = max(c for c in _COUNTS if c <= max(seen.referent.count, 1))
        out = [
            f"distance {distance}", f"role {seen.role}", f"rank {min(rank, 4)}", f"sort {sort}", f"kind {kind}",
            f"count {counted}", f"role {seen.role} of {own}", f"sort {sort} {kind}",
            f"distance {min(distance, 2)} {seen.role}",
        ]  # fmt: skip
        if here.paragraph == there.paragraph:
            out.append("same paragraph")
        if subject is not None and self.grammar.belongs(seen.head, subject):
            out.append("governing subject")
        if seen.quote != quote:
            out.append("quoted" if seen.quote is not None and quote is None else "other quotation")
        if self.tokens[seen.head].dep in SUBJECTS and self.tokens[seen.head].head == there.root:
            out.append("main subject")
        if seen.head - there.first < 4:
            out.append("opens sentence")
        if seen.first < seen.last and self.tokens[seen.first].lower in ("a", "an"):
            out.append("indefinite")
        if self.tokens[seen.head].dep in ("poss", "compound"):
            out.append("modifier")
        if token.lower in ("their", "its") and distance == 0 and seen.role == "subject":
            out.append("own subject")
        return tuple(out)

    def nobody(self, token: Token, candidates: int) -> tuple[str, ...]:
        """Features of the possibility that a pronoun means none of the candidates."""
        out = ["nobody", f"nobody of {min(candidates, 3)}", f"nobody as {self.grammar.role(token.index)}"]
        if token.lower == "it" and self._is_empty(token):
            out.append("empty it")
        if self.grammar.quote_at(token.index) is not None:
            out.append("nobody quoted")
        return tuple(out)

    def _is_empty(self, token: Token) -> bool:
        """ "It is clear that ...", "it seems": stands for nothing."""
        verb = self.tokens[token.head]
        if token.dep == "expl" or verb.lemma in self._empty_verbs:
            return True
        clauses = self.analysis.children(verb.index, "ccomp", "xcomp", "advcl")
        return verb.lemma == "be" and bool(self.analysis.children(verb.index, "acomp", "attr")) and bool(clauses)
