"""A dossier -> the brief: what is new, who met, what was said, what is promised, what is overdue, what is settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from communique import __version__
from communique.desk.outgoing.dossier import Dossier
from communique.record.finding import Occasion, Statement
from communique.record.followup import LedgerEntry, OccasionEntry
from communique.record.outcome import Reading
from communique.show.book import select
from communique.show.brief import wording
from communique.show.brief.sources import Sources
from communique.show.brief.values import Brief, Lane, Mark, Note, Piece, Promise, Section, Sentence
from communique.show.phrases import count, day, timex

MOST_NEW: Final = 6
MOST_NEW_MET: Final = 2
MOST_QUOTES: Final = 12
# Of encounters, promises and the like in one section; a longer list is what the archive is for.
MOST_ROWS: Final = 30
_SHORTEST_QUOTE: Final = 40
_SETTLED: Final = ("kept", "broken", "declined", "withdrawn")
_OPEN: Final = ("open", "in_progress", "stalled", "unclear")
_AHEAD: Final = ("planned", "proposed", "postponed", "under_way")
_LABEL: Final = 34


def make_brief(dossier: Dossier, *, made_on: date | None = None) -> Brief:
    """The brief of a dossier; sections of which nothing is known are left out."""
    return _Maker(dossier).brief(made_on or date.today())


class _Maker:
    """The sections of one brief."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.ledger = select(dossier.ledger, dyad=dossier.codes)
        self.sources = Sources(dossier)
        self.marks: list[Mark] = []

    def brief(self, made_on: date) -> Brief:
        overdue, open_ = self._overdue(), self._open()
        sections = (
            Section("What is new", self._new()),
            _told("Who met", self._met(), are_latest=True),
            self._said(),
            Section("Overdue", promises=overdue[:MOST_ROWS], remark=_rest(len(overdue))),
            Section("Open promises", promises=open_[:MOST_ROWS], remark=_rest(len(open_))),
            _told("Settled", self._settled(), are_latest=True),
            _told("Ahead", self._ahead()),
        )
        kept = tuple(section for section in sections if section.sentences or section.promises)
        return Brief(
            title=" – ".join(self.dossier.names), period=self._period(), as_of=day(self.ledger.as_of),
            imprint=self._imprint(made_on), sections=kept, marks=tuple(self.marks), span=self._span(), made_on=made_on,
            judged_on=self.ledger.as_of,
        )  # fmt: skip

    def _within(self, on: date | None) -> bool:
        since, until = self.dossier.since, self.dossier.until
        return on is not None and (since is None or on >= since) and (until is None or on <= until)

    def _new(self) -> tuple[Sentence, ...]:
        """The latest changes of promises, the latest encounters, the latest promises: one list, the newest first."""
        changes: list[tuple[date, Sentence]] = []
        met: list[tuple[date, Sentence]] = []
        for entry in self.ledger.commitments:
            for step in entry.history[-1:]:
                if self._within(step.on) and step.evidence and (notes := self.sources.step(step)):
                    changes.append((step.on or date.min, self._told(entry, wording.STATUS[step.status], notes)))
            made = _day(entry.made)
            if not entry.history and self._within(made) and (notes := self.sources.promise(entry)):
                changes.append((made or date.min, self._told(entry, "new", notes)))
        for occasion in self.ledger.occasions:
            on = occasion.when.from_on if occasion.when else None
            if occasion.status == "held" and self._within(on) and (sentence := self._encounter(occasion)):
                met.append((on or date.min, sentence))
        latest = [sorted(found, key=lambda one: one[0], reverse=True) for found in (met, changes)]
        room = MOST_NEW - min(len(met), MOST_NEW_MET)
        shown = latest[0][:MOST_NEW_MET] + latest[1][:room]
        return tuple(sentence for _, sentence in sorted(shown, key=lambda one: one[0], reverse=True))

    def _told(self, entry: LedgerEntry, what: str, notes: tuple[Note, ...]) -> Sentence:
        by, to = self.sources.names(entry.by), self.sources.names(entry.to)
        head = wording.promise_head(self.sources.kind(entry), by, to)
        pieces = (
            Piece(f"{what.capitalize()}: ", "strong"),
            Piece(f"{head}, “"),
            Piece(entry.action, "words"),
            Piece("”."),
        )
        return Sentence(pieces, notes, day(on) if (on := self.sources.day(notes[0])) else None)

    def _met(self) -> tuple[Sentence, ...]:
        told: list[tuple[date, Sentence]] = []
        for occasion in self.ledger.occasions:
            on = occasion.when.from_on if occasion.when else self.sources.first_told(occasion)
            if occasion.status == "held" and self._within(on) and (sentence := self._encounter(occasion)):
                told.append((on or date.min, sentence))
                self._mark(occasion, "met")
        return tuple(sentence for _, sentence in sorted(told, key=lambda one: one[0]))

    def _ahead(self) -> tuple[Sentence, ...]:
        told: list[tuple[date, Sentence]] = []
        for occasion in self.ledger.occasions:
            last = occasion.when.to_on if occasion.when else None
            is_ahead = occasion.status in _AHEAD and (last is None or last >= self.ledger.as_of)
            if is_ahead and (sentence := self._encounter(occasion)):
                told.append((last or date.max, sentence))
                self._mark(occasion, "planned")
        return tuple(sentence for _, sentence in sorted(told, key=lambda one: one[0]))

    def _encounter(self, entry: OccasionEntry) -> Sentence | None:
        """One sentence; None when no article's words tell of it."""
        notes = self.sources.occasion(entry)
        first = self.sources.first_occasion(entry)
        if not notes or first is None:
            return None
        # As the articles have it whose words are in the notes: a telling of another kind may be of the same encounter.
        place = first.place or (entry.place if first.kind == entry.kind else None)
        who = self.sources.titled(self.sources.parties(entry))
        text = self._visit(entry, first, place) if first.kind == "visit" else None
        text = text or wording.encounter(first.kind, entry.status, who, None if place in who else place, first.rank)
        # The day leads the sentence where it is one day; else the sentence ends with the time.
        moment = entry.when
        lead = timex(moment.value) if moment and moment.from_on and moment.from_on == moment.to_on else None
        reported = self.sources.first_told(entry) if moment is None and entry.status == "held" else None
        if reported:
            lead = f"reported {day(reported)}"
        return Sentence((Piece(f"{text}{'' if lead else wording.on(moment)}."),), notes, lead)

    def _visit(self, entry: OccasionEntry, first: Occasion, place: str | None) -> str | None:
        guests, hosts = self.sources.roles(entry, first)
        if not guests:
            return None
        host = wording.join([one for one in self.sources.titled(hosts) if one != place]) or None
        return wording.visit(self.sources.titled(guests), host, entry.status, place, first.rank)

    def _said(self) -> Section:
        """Quotations of both sides within the time, a fair share from each article, in the order of time."""
        by_article: list[list[tuple[Statement, Reading]]] = []
        for reading in self.dossier.readings:
            if not self._within(self.sources.published(reading)):
                continue
            states = {actor.id: actor.code or actor.state for actor in reading.actors}
            spoken = [one for one in reading.statements if states.get(one.speaker or "") in self.dossier.codes]
            quoted = [(one, reading) for one in _once(spoken)]
            by_article.append(quoted)
        ranks = [
            (place, -number, one, reading)
            for number, quoted in enumerate(by_article)
            for place, (one, reading) in enumerate(quoted)
        ]
        ranks.sort(key=lambda rank: rank[:2])
        kept = sorted(ranks[:MOST_QUOTES], key=lambda rank: (-rank[1], rank[2].content[0].start))
        told = tuple(self._quote(one, reading) for _, _, one, reading in kept)
        return Section("What was said", told, remark=_rest(len(ranks), MOST_QUOTES))

    def _quote(self, statement: Statement, reading: Reading) -> Sentence:
        speaker = next(actor for actor in reading.actors if actor.id == statement.speaker)
        title = f", {speaker.offices[0].title}" if speaker.offices else ""
        on = self.sources.published(reading)
        words: list[Piece] = []
        for number, part in enumerate(statement.content):
            words += [Piece(" … ")] * bool(number)
            words += [Piece("“"), Piece(part.quote.rstrip(","), "words"), Piece("”")]
        notes = tuple(self.sources.note(reading, part) for part in statement.content[:1])
        pieces = (Piece(speaker.name, "strong"), Piece(f"{title}: "), *words)
        return Sentence(pieces, notes, day(on) if on else None)

    def _overdue(self) -> tuple[Promise, ...]:
        return self._promises(entry for entry in self.ledger.commitments if entry.overdue)

    def _open(self) -> tuple[Promise, ...]:
        return self._promises(e for e in self.ledger.commitments if not e.overdue and e.status in _OPEN)

    def _promises(self, entries: Iterable[LedgerEntry]) -> tuple[Promise, ...]:
        rows = []
        for entry in sorted(entries, key=lambda e: ((e.due.to_on if e.due else None) or date.max, e.made or "", e.id)):
            steps = [note for step in entry.history[-1:] for note in self.sources.step(step)]
            notes = tuple(dict.fromkeys((*self.sources.promise(entry), *steps)))
            if not notes:
                continue
            due = wording.spell(entry.due) if entry.due else "no day set"
            rows.append(
                Promise(
                    wording.join(self.sources.names(entry.by)) or "not named",
                    wording.join([o for o in self.sources.names(entry.to) if o not in self.sources.names(entry.by)]),
                    entry.action, due,
                    f"{self.sources.kind(entry)}, {wording.STATUS[entry.status]}", entry.overdue, notes,
                )
            )  # fmt: skip
            self._mark_due(entry)
        return tuple(rows)

    def _settled(self) -> tuple[Sentence, ...]:
        told: list[tuple[date, Sentence]] = []
        for entry in self.ledger.commitments:
            step = entry.history[-1] if entry.history else None
            if entry.status not in _SETTLED or step is None or not self._within(step.on):
                continue
            notes = tuple(dict.fromkeys((*self.sources.step(step), *self.sources.promise(entry))))
            if notes:
                told.append((step.on or date.min, self._told(entry, wording.STATUS[entry.status], notes)))
        return tuple(sentence for _, sentence in sorted(told, key=lambda one: one[0]))

    def _mark(self, entry: OccasionEntry, lane: Lane) -> None:
        when, told = entry.when, self.sources.first_occasion(entry)
        first = when and (when.from_on or when.to_on)
        if when and first and told:
            label = f"{told.kind.capitalize()}{f', {told.place}' if told.place else ''}"
            self.marks.append(Mark(first, when.to_on or first, lane, label[:_LABEL]))

    def _mark_due(self, entry: LedgerEntry) -> None:
        if entry.due and entry.due.to_on:
            words = entry.action if len(entry.action) <= _LABEL else entry.action[:_LABEL].rsplit(" ", 1)[0] + " …"
            self.marks.append(Mark(entry.due.to_on, entry.due.to_on, "overdue" if entry.overdue else "due", words))

    def _span(self) -> tuple[date, date] | None:
        days = [mark.first for mark in self.marks] + [mark.last for mark in self.marks]
        days += [self.ledger.as_of] + [d for d in (self.dossier.since, self.dossier.until) if d]
        return (min(days) - timedelta(5), max(days) + timedelta(5)) if self.marks else None

    def _period(self) -> str:
        since, until = self.dossier.since, self.dossier.until
        if since and until:
            return f"{day(since)} to {day(until)}"
        if since:
            return f"since {day(since)}"
        return f"up to {day(until)}" if until else "the whole archive"

    def _imprint(self, made_on: date) -> str:
        articles = self.dossier.readings
        outlets = sorted({reading.article.outlet for reading in articles if reading.article.outlet})
        licences = sorted({reading.article.licence or "not stated" for reading in articles})
        made = sorted({f"{one.made.model}, rules {one.made.rules}" for one in articles})
        named = ", ".join(outlets) or "none named"
        return (
            f"Made on {day(made_on)} by communique {__version__} ({'; '.join(made) or 'no article'}) from "
            f"{count(len(articles), 'article')} of {count(len(outlets), 'outlet')}: {named}. "
            f"Licences: {'; '.join(licences) or 'none'}. Every sentence rests on the words in its note; a machine "
            "read them, so check the note before you act on the sentence."
        )


def _told(heading: str, sentences: tuple[Sentence, ...], *, are_latest: bool = False) -> Section:
    """A section of at most `MOST_ROWS` sentences: the first, or the latest."""
    shown = sentences[-MOST_ROWS:] if are_latest else sentences[:MOST_ROWS]
    return Section(heading, shown, remark=_rest(len(sentences)))


def _rest(number: int, most: int = MOST_ROWS) -> str | None:
    """What stands below a list that was cut."""
    return f"{number - most} more in the archive." if number > most else None


def _once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Those in the speaker's own words that are long enough to say something; none within another."""
    kept: list[Statement] = []
    for one in statements:
        is_long = sum(len(part.quote) for part in one.content) >= _SHORTEST_QUOTE
        if one.form != "direct" or one.within or not is_long:
            continue
        if not any(a.span.overlaps(b.span) for other in kept for a in other.content for b in one.content):
            kept.append(one)
            yield one


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None
