"""Who is bound to do what, for whom, by when, on what condition."""

from __future__ import annotations

from dataclasses import replace

from communique.lexicon.load import Lexicon
from communique.record.document import Article
from communique.record.finding import (
    Commitment,
    CommitmentKind,
    Doubt,
    Occasion,
    Statement,
    Strength,
    Time,
    When,
)
from communique.record.ids import make_id, number_repeats
from communique.record.language import Analysis
from communique.record.text import cite
from communique.understand.bonds.agreed import is_behind_deal, is_told_as_agreed, is_told_under, is_under_deal
from communique.understand.bonds.announced import announced_visits
from communique.understand.bonds.bound import Binder, Bond
from communique.understand.bonds.conditions import find_condition
from communique.understand.bonds.deeds import Undertaking, is_encounter, is_stay
from communique.understand.bonds.fate import judge_fate
from communique.understand.bonds.made_at import Circumstances
from communique.understand.bonds.undertakings import find_undertakings
from communique.understand.cast import Cast
from communique.understand.gathered.headline import read_headline
from communique.understand.grammar import clauses
from communique.understand.grammar.calendar import Calendar
from communique.understand.grammar.schedule import Schedule
from communique.understand.naming.home import home_code, home_state


def find_commitments(
    article: Article,
    analysis: Analysis,
    lexicon: Lexicon,
    cast: Cast,
    times: tuple[Time, ...],
    statements: tuple[Statement, ...],
    occasions: tuple[Occasion, ...],
) -> tuple[Commitment, ...]:
    """The commitments of the article in the order of their words."""
    schedule = Schedule(article, analysis, times, lexicon.dates)
    home = home_state(home_code(article, lexicon), cast)
    headline = read_headline(article, cast, lexicon, home)
    circumstances = Circumstances(cast, occasions, home, headline.protagonists, schedule)
    binder = Binder(analysis, lexicon.promises, circumstances, statements)
    maker = _Maker(analysis, lexicon, schedule, Calendar(article, analysis), occasions)
    found = [(u, bond) for u in find_undertakings(analysis, lexicon.promises) if (bond := binder.bind(u)) is not None]
    found = _outermost(found, analysis)
    made = [c for u, bond in found if (c := maker.make(u, bond, found)) is not None]
    told = _answered(_invited_first(_accepted_once(made, analysis)))
    return tuple(told + announced_visits(analysis, lexicon.promises.words, cast, occasions, told, maker.once))


def _outermost(found: list[tuple[Undertaking, Bond]], analysis: Analysis) -> list[tuple[Undertaking, Bond]]:
    """Without what only spells out the deed of another: "undertook [to guarantee] their safety"."""
    deeds = {u.act for u, _ in found if u.act != u.cue}
    return [(u, b) for u, b in found if u.cue not in deeds or u.cue == u.act or analysis.tokens[u.cue].tag != "VB"]


def _accepted_once(told: list[Commitment], analysis: Analysis) -> list[Commitment]:
    """ "She accepted: "I will come with pleasure."": one acceptance, told twice in a breath."""
    out: list[Commitment] = []
    for commitment in told:
        last = next((c for c in reversed(out) if c.kind == "acceptance"), None)
        again = commitment.kind == "acceptance" and last is not None and last.by == commitment.by
        if again and last is not None and _sentence(analysis, commitment) - _sentence(analysis, last) <= 1:
            continue
        out.append(commitment)
    return out


def _answered(told: list[Commitment]) -> list[Commitment]:
    """An invitation is kept once who was invited says that he will come; he tells it whoever asked him.

    An invitation to nobody who is named is to whoever accepts it next.
    """
    out: list[Commitment] = []
    for commitment in told:
        if commitment.kind == "acceptance":
            before = out[-1] if out else None
            open_to_all = before is not None and before.kind == "invitation" and not before.to
            if before is not None and open_to_all and not set(commitment.to) - set(before.by):
                doubt = Doubt("to", "nobody is named: taken from who accepted it")
                guests = tuple(a for a in commitment.by if a not in before.by)
                out[-1] = replace(before, to=guests, doubts=(*before.doubts, doubt))
            asked = (k for k, c in enumerate(out) if c.kind == "invitation" and set(c.to) & set(commitment.by))
            last = max(asked, default=None)
            if last is not None:
                commitment = replace(commitment, to=commitment.to or out[last].by)
            if last is not None and out[last].status == "open":
                out[last] = replace(out[last], status="kept")
        out.append(commitment)
    return out


def _sentence(analysis: Analysis, commitment: Commitment) -> int:
    token = analysis.token_at(commitment.evidence[0].start)
    return analysis.tokens[token].sentence if token is not None else 0


def _invited_first(told: list[Commitment]) -> list[Commitment]:
    """An invitation stands before the acceptance whose words enclose it: it was made before."""
    out: list[Commitment] = []
    for commitment in told:
        at = len(out)
        if commitment.kind == "invitation" and out and out[-1].kind == "acceptance":
            mine, other = commitment.evidence[0], out[-1].evidence[0]
            at -= other.start <= mine.start and mine.end <= other.end
        out.insert(at, commitment)
    return out


_ANSWER = 3  # sentences between an invitation and its answer


class _Maker:
    """Builds the records of one article."""

    def __init__(
        self,
        analysis: Analysis,
        lexicon: Lexicon,
        schedule: Schedule,
        calendar: Calendar,
        occasions: tuple[Occasion, ...],
    ) -> None:
        self.analysis, self.words, self.schedule = analysis, lexicon.promises.words, schedule
        self.calendar, self.occasions, self.posts = calendar, occasions, lexicon.offices.heads
        self.once = number_repeats()

    def make(self, found: Undertaking, bond: Bond, others: list[tuple[Undertaking, Bond]]) -> Commitment | None:
        """The record; None for what counts only with a term ("hopes to finish by May") and has none."""
        analysis, tokens = self.analysis, self.analysis.tokens
        first = found.action[0]
        if bond.thing and found.doer is not None:  # "[the bridge will] open in May"
            first = min(first, analysis.edges(found.doer)[0])
        action = cite(analysis.text, tokens[first].start, tokens[found.action[1] - 1].end)
        evidence = cite(analysis.text, tokens[found.evidence[0]].start, tokens[found.evidence[1] - 1].end)
        condition = find_condition(analysis, self.words, found)
        due = self._due(found) or self._on_journey(found, bond)
        if found.dated and due is None:
            return None
        strength = self._strength(found, condition is not None, due)
        kind = self._kind(found, bond, due, others)
        if kind == "acceptance":
            if found.doer is None and self._invitation(found, others) is None:
                return None
            bond = self._accepted(found, bond, others)
            due = due or self._invited_for(found, others)
        by, to = tuple(a.id for a in bond.by), tuple(a.id for a in bond.to)
        to = by if kind == "agreement" and not to and len(by) > 1 else to
        id_ = self.once(make_id("c", kind, *sorted(by), action.quote))
        return Commitment(
            id_,
            kind,
            by,
            to,
            action,
            strength,
            judge_fate(analysis, self.words, found, [o for o, _ in others], self._is_past(due)),
            (evidence,),
            via=tuple(a.id for a in bond.via),
            condition=condition,
            due=due,
            made=self._made(found, bond),
            statement=bond.statement.id if bond.statement else None,
            occasion=bond.occasion.id if bond.occasion else None,
        )

    def _strength(self, found: Undertaking, conditional: bool, due: When | None) -> Strength:
        """A deed without a term that is rather an aim ("strengthen ties") is aspirational."""
        vague = self.analysis.tokens[found.act].lemma.lower() in self.words["vague"]
        if conditional:
            return "conditional"
        return "aspirational" if vague and due is None and found.kind != "invitation" else found.strength

    def _is_past(self, due: When | None) -> bool:
        last = due.to_on or due.from_on if due is not None else None
        return last is not None and self.schedule.published is not None and last < self.schedule.published

    def _kind(
        self, found: Undertaking, bond: Bond, due: When | None, others: list[tuple[Undertaking, Bond]]
    ) -> CommitmentKind:
        """A "will" of the outlet, or of a person's own coming and going, is a plan; under a deal it is an agreement."""
        sides = {a.state or a.code or a.id for a in bond.by}
        if not found.bare:
            return self._cued(found, bond, due, sides)
        if found.kind != "pledge":
            return found.kind
        if is_told_under(self.analysis, self.words, found.cue, "proposals"):
            return "offer"
        if self._is_agreed(found, bond):
            return "agreement"
        if self._is_journey(found, bond):
            return "acceptance" if self._answers(found, bond, others) else "plan"
        if due is not None and (bond.speaker is None or bond.thing or self._is_announced(bond)):
            return "plan"
        return "agreement" if len(sides) > 1 and (bond.speaker is None or due is not None) else "pledge"

    def _is_agreed(self, found: Undertaking, bond: Bond) -> bool:
        analysis, words, cue = self.analysis, self.words, found.cue
        if is_told_under(analysis, words, cue, "under") or is_told_as_agreed(analysis, cue):
            return True
        told = found.would and bond.speaker is None and bond.statement is None
        return is_under_deal(analysis, words, cue) or (told and is_behind_deal(analysis, words, cue))

    def _is_announced(self, bond: Bond) -> bool:
        """ "Announced that the company will begin to drill by March"."""
        cue = bond.statement.cue if bond.statement is not None else None
        return cue is not None and cue.quote.lower().split()[0] in ("announced", "announces", "announcing")

    def _is_journey(self, found: Undertaking, bond: Bond) -> bool:
        """A person's own coming, going and meeting; "will work to address it" is no journey."""
        lemma = self.analysis.tokens[found.act].lemma.lower()
        spoken = found.doer is not None and self.analysis.tokens[found.doer].text == "I"
        alive = spoken or any(a.kind in ("person", "group") for a in bond.by)
        if is_encounter(self.analysis, self.words, found.act) or is_stay(self.analysis, found.act):
            return alive
        if lemma in self.words["setting_out"] and clauses.objects(self.analysis, found.act, "for", "to"):
            return any(a.kind == "person" for a in bond.by)
        if lemma not in self.words["journeys"] or found.cue != found.act:
            return False
        if lemma in self.words["bringing"] and self.analysis.children(found.act, "dobj"):
            return False  # "will return the assets"
        return lemma in self.words["moving"] or alive

    def _cued(self, found: Undertaking, bond: Bond, due: When | None, sides: set[str]) -> CommitmentKind:
        """The kind that the binding word gives; two sides that commit themselves in one breath have agreed.

        An intention without a day or place is rather a pledge: a plan has one.
        """
        if len(sides) < 2 and found.alone is not None:
            return found.alone
        if len(sides) > 1 and found.listed:
            return "agreement"
        cue = self.analysis.tokens[found.cue]
        perfect = any(self.analysis.tokens[k].lemma == "have" for k in self.analysis.children(found.cue, "aux"))
        told = cue.tag == "VBD" or (cue.tag == "VBN" and perfect)
        if len(sides) > 1 and cue.lemma in self.words["mutual"] and cue.pos == "VERB" and told:
            return "agreement"
        intended = cue.lemma in self.words["intending"] and due is None and not self._has_place(found.act)
        return "pledge" if intended and not self._is_journey(found, bond) else found.kind

    def _has_place(self, deed: int) -> bool:
        """ "Open an embassy [in Santiago]"."""
        tokens = self.analysis.tokens
        for word in (deed, *self.analysis.children(deed, "dobj")):
            spots = clauses.objects(self.analysis, word, "in", "at")
            if any(tokens[k].entity in ("GPE", "FAC", "LOC") for k in spots):
                return True
        return False

    def _accepted(self, found: Undertaking, bond: Bond, others: list[tuple[Undertaking, Bond]]) -> Bond:
        """The one who was invited accepts, towards the one who invited; by the mouth of whoever says it of him."""
        invitation = self._invitation(found, others)
        if invitation is None:
            return bond
        if found.doer is None:  # "the invitation was accepted"
            return replace(bond, by=invitation.to, to=invitation.by)
        if self._is_of_ours(found) and not set(bond.by) & set(invitation.to):
            return replace(bond, by=invitation.to, to=invitation.by, via=bond.by)
        by = invitation.to if {a.id for a in bond.by} <= {a.id for a in invitation.by} else bond.by
        return replace(bond, by=by, to=invitation.by)

    def _invitation(self, found: Undertaking, others: list[tuple[Undertaking, Bond]]) -> Bond | None:
        """The bond of the invitation that was told last, in the sentences before."""
        asked = [(u, b) for u, b in others if u.kind == "invitation" and u.cue < found.cue and b.to]
        tokens = self.analysis.tokens
        if not asked or tokens[found.cue].sentence - tokens[asked[-1][0].cue].sentence > _ANSWER:
            return None
        return asked[-1][1]

    def _answers(self, found: Undertaking, bond: Bond, others: list[tuple[Undertaking, Bond]]) -> bool:
        """Whether somebody who was invited says that he will come, or somebody of his side says it of him."""
        mine, side = {a.id for a in bond.by}, {a.state for a in bond.by if a.state and self._is_of_ours(found)}
        return any(
            o.kind == "invitation"
            and o.cue < found.cue
            and (mine & {a.id for a in b.to} or side & {a.state for a in b.to})
            for o, b in others
            if self.analysis.tokens[found.cue].sentence - self.analysis.tokens[o.cue].sentence <= _ANSWER
        )

    def _is_of_ours(self, found: Undertaking) -> bool:
        """ "[Our President] will come": said of one who holds an office on the speaker's side."""
        who, tokens = clauses.subject(self.analysis, found.act), self.analysis.tokens
        if who is None or tokens[who].lemma.lower() not in self.posts:
            return False
        return any(tokens[k].lemma.lower() in ("our", "my") for k in self.analysis.children(who, "poss"))

    def _due(self, found: Undertaking) -> When | None:
        """The term of the deed itself, else one behind the binding word, else that of the encounter."""
        time, loose = self.schedule.term(found.act), found.bare
        if time is None and not found.bare and found.cue != found.act:
            time, loose = self.schedule.term(found.cue, after=max(found.cue, found.act)), found.cue < found.act
        due = self.calendar.due(time) if time is not None else self._before_encounter(found.act)
        if due is None:
            due = self._met(found)
        if due is None or (due.to_on is None and due.from_on is None):
            return None
        loose = loose or found.status == "in_progress"  # "implementing the accords of May 9": when they were made
        return None if (self._is_past(due) and loose) or self._is_day_of_signing(found, due) else due

    def _on_journey(self, found: Undertaking, bond: Bond) -> When | None:
        """The days of the visit on which it will be done ("will travel to Oslo on May 3. She will also meet ...")."""
        if not found.bare or bond.speaker is not None or not self._is_journey(found, bond):
            return None
        here, mine = self.analysis.tokens[found.cue].start, {a.id for a in bond.by}
        if found.doer is not None and self.analysis.tokens[found.doer].text == "I":
            return self._last_planned(here)
        told = [
            o
            for o in self.occasions
            if o.kind == "visit"
            and o.status == "planned"
            and o.when is not None
            and o.evidence[0].start < here
            and mine & {p.actor for p in o.participants if p.role == "guest"}
        ]
        return max(told, key=lambda o: o.evidence[0].start).when if told else None

    def _last_planned(self, here: int) -> When | None:
        """In the words of whoever travels: the days of the encounter told last before, in the same paragraph."""
        first = self.analysis.text.rfind("\n", 0, here) + 1
        told = [o for o in self.occasions if o.status == "planned" and o.when is not None]
        last = [o for o in told if first <= o.evidence[0].start < here]
        return max(last, key=lambda o: o.evidence[0].start).when if last else None

    def _is_day_of_signing(self, found: Undertaking, due: When) -> bool:
        """ "Signed an agreement on fisheries on Friday": a day that has come by then is no term of the paper."""
        last, published = due.to_on or due.from_on, self.schedule.published
        paper = self.analysis.tokens[found.act]
        is_paper = found.kind == "agreement" and paper.pos == "NOUN" and paper.head == found.cue
        return is_paper and last is not None and published is not None and last <= published

    def _met(self, found: Undertaking) -> When | None:
        """When the encounter takes place that is planned, or that is itself the deed which is promised."""
        if found.kind in ("invitation", "acceptance", "plan") and (when := self._encounter(found.evidence)) is not None:
            return when
        when = self._encounter((found.act, found.act + 1)) if found.kind == "pledge" else None
        return None if self._is_past(when) else when

    def _invited_for(self, found: Undertaking, others: list[tuple[Undertaking, Bond]]) -> When | None:
        """The term of the invitation that is accepted."""
        asked = [u for u, _ in others if u.kind == "invitation" and u.cue < found.cue]
        return self._due(asked[-1]) if asked else None

    def _before_encounter(self, deed: int) -> When | None:
        """ "To draft a roadmap before the session": the days of that encounter are the term."""
        for prep in self.analysis.children(deed, "prep"):
            if self.analysis.tokens[prep].lower in ("before", "ahead"):
                for kid in self.analysis.subtree(prep):
                    if (when := self._encounter((kid, kid + 1))) is not None:
                        return when
        return None

    def _encounter(self, span: tuple[int, int]) -> When | None:
        """When the encounter takes place that these tokens tell of."""
        start, end = self.analysis.tokens[span[0]].start, self.analysis.tokens[span[1] - 1].end
        for occasion in self.occasions:
            if occasion.when is not None and any(e.start < end and start < e.end for e in occasion.evidence):
                return occasion.when
        return None

    def _made(self, found: Undertaking, bond: Bond) -> str | None:
        if not found.bare and found.cue != found.act:
            when = self.schedule.at(found.cue)
            if when is not None and (
                when.from_on is None or self.schedule.published is None or when.from_on <= self.schedule.published
            ):
                return when.value
        if bond.occasion is not None and bond.occasion.when is not None and bond.occasion.status == "held":
            return bond.occasion.when.value
        return None
