"""Quotations without marks: those that a page sets off as a block, or that a colon at a paragraph's end leads up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby

from communique.lexicon.speech import Speech
from communique.record.document import Article, Block
from communique.record.language import Analysis, Ranges, Sentence, Token

_DASHES = frozenset(("-", "–", "—", "--"))
_MARKS = frozenset("“„«»”\"‘’'`‚•*-–—")
_ELEMENT = re.compile(r".*?/blockquote(?:\[\d+\])?(?=/|$)")
_LEAST = 5
"""Tokens of a paragraph that may be a quotation; less is a heading."""
_MOST = 0.5
"""Share of the text that may be set off; more is the text itself, laid out so."""
_NAME = 8
"""Tokens of a signature's name at most."""
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_POINTING = frozenset(("this", "following"))
_FIRST = frozenset(("i", "we", "me", "us", "my", "our", "ours", "myself", "ourselves", "you", "your"))
_OPENING = frozenset(("PRP", "PRP$", "WP", "WRB", "VB", "UH", "CC", "EX"))
"""Tags of words that open what somebody says rather than a caption, a teaser or a note."""
_ASKING = frozenset(("WP", "WRB", "WDT"))
_Paragraph = Sequence[Sentence]


def find_set_off(article: Article, analysis: Analysis, speech: Speech) -> tuple[Ranges, ...]:
    """The paragraphs of each quotation without marks, in text order.

    What the page marks as a quotation is one where the paragraph before leads up to it with a colon, or where a dash
    and a name end it, as they end a post. Where nothing is marked, the paragraph behind "X told parliament:" is one, up
    to the sentence in which the outlet reports again.
    """
    if ":\n" not in article.text and not any(block.kind == "quotation" for block in article.blocks):
        return ()
    found = _Finder(article, analysis, speech).find()
    size = sum(b - a for ranges in found for a, b in ranges)
    return found if size <= _MOST * len(analysis.text) else ()


def signature(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the name in "— Anna Berg, President", "— the Senate (@senate) May 4", [first, last) being the
    paragraph from its dash on; None where it is no signature."""
    if last - first < 2 or tokens[first].text not in _DASHES:
        return None
    begin = first + 1 + (tokens[first + 1].pos == "DET")
    handle = next((i for i in range(begin, min(begin + _NAME, last - 1)) if tokens[i].text == "("), None)
    if handle is not None and handle > begin and tokens[handle + 1].text.startswith("@"):
        return begin, handle
    end = begin
    while end < last and tokens[end].pos in ("PROPN", "ADJ") and tokens[end].text[0].isupper():
        end += 1
    named = end > begin and (end == last or tokens[end].text in (",", "("))
    acts = any(t.pos in ("VERB", "AUX") for t in tokens[end:last])
    return (begin, end) if named and not acts else None


class _Finder:
    """Goes through the paragraphs of one article."""

    def __init__(self, article: Article, analysis: Analysis, speech: Speech) -> None:
        self.analysis, self.tokens, self.speech = analysis, analysis.tokens, speech
        self.blocks: Mapping[int, Block] = {block.start: block for block in article.blocks}
        self.paragraphs = [list(group) for _, group in groupby(analysis.sentences, key=lambda s: s.paragraph)]
        self.leading: Set[str] = speech.cues | speech.saying | speech.setting | speech.words["issued"]
        self.lowered = analysis.text.lower()

    def find(self) -> tuple[Ranges, ...]:
        out: list[Ranges] = []
        number = 0
        while number < len(self.paragraphs):
            told, end = self._marked(number)
            if told:
                out += self._blocks(number, told)
            elif number and (plain := self._plain(number)):
                out.append((self._range(plain),))
            number = max(end, number + 1)
        return tuple(out)

    def _blocks(self, number: int, told: Sequence[_Paragraph]) -> Iterator[Ranges]:
        """The quotations of paragraphs from `number` on that the page marks as one: each post to its signature."""
        begin = 0
        for at, paragraph in enumerate(told):
            if self._is_signature(paragraph):
                yield from self._whole(told[begin:at])
                begin = at + 1
        rest = told[begin:]
        if rest and number + begin and self._leads(number + begin - 1, marked=True):
            yield from self._whole(rest)

    def _whole(self, told: Sequence[_Paragraph]) -> Iterator[Ranges]:
        """The paragraphs as one quotation, unless they say again what stands elsewhere in the article."""
        if told and self._is_prose(told[0], ends=False):
            ranges = tuple(self._range(p) for p in told)
            words = self.analysis.text[slice(*ranges[0])].lower().strip(" .!?…")
            if self.lowered.count(words) == 1:
                yield ranges

    def _marked(self, number: int) -> tuple[list[_Paragraph], int]:
        """The paragraphs from `number` on that the page marks as one quotation, and the number behind them."""
        first = self._element(self.paragraphs[number])
        end = number
        while first is not None and end < len(self.paragraphs) and self._element(self.paragraphs[end]) in (first, ""):
            end += 1
        return [*self.paragraphs[number:end]], end

    def _element(self, paragraph: _Paragraph) -> str | None:
        block = self._block(paragraph)
        if block is None or block.kind != "quotation":
            return None
        found = _ELEMENT.match(block.origin)
        return found.group() if found else ""  # a line, or words beside the elements of the page

    def _block(self, paragraph: _Paragraph) -> Block | None:
        return self.blocks.get(self.tokens[paragraph[0].first].start)

    def _is_signature(self, paragraph: _Paragraph) -> bool:
        return signature(self.tokens, paragraph[0].first, paragraph[-1].last) is not None

    def _plain(self, number: int) -> _Paragraph:
        """The sentences of a paragraph that a colon leads up to, though nothing marks them; none where they are a
        caption, a teaser, or where marks follow."""
        block = self._block(self.paragraphs[number])
        if (block is not None and block.kind != "paragraph") or not self._leads(number - 1):
            return ()
        following = self.paragraphs[number + 1 : number + 2]
        if following and self.tokens[following[0][0].first].text[0] in '“„«"':
            return ()
        told = self._up_to_report(self.paragraphs[number], self._named(self.paragraphs[number - 1][-1]))
        if not told or not self._is_prose(told, ends=True):
            return ()
        opening, words = self.tokens[told[0].first], self._words(told)
        return told if opening.tag in _OPENING or not words.isdisjoint(_FIRST) else ()

    def _words(self, paragraph: _Paragraph) -> set[str]:
        return {t.lower for t in self.tokens[paragraph[0].first : paragraph[-1].last]}

    def _named(self, sentence: Sentence) -> set[str]:
        return {t.lower for t in self.tokens[sentence.first : sentence.last] if t.pos == "PROPN"}

    def _leads(self, number: int, *, marked: bool = False) -> bool:
        """Whether the last sentence of a paragraph ends with a colon and tells that somebody said something, and not
        yet what; before words that the page `marked` any word of speech will do."""
        tokens, lead = self.tokens, self.paragraphs[number][-1]
        if not tokens[lead.last - 1].text.endswith((":", "…", "...") if marked else ":"):
            return False
        block = self._block(self.paragraphs[number])
        if block is not None and block.kind == "heading":
            return False
        if marked:
            return not self.leading.isdisjoint(t.lemma.lower() for t in tokens[lead.first : lead.last])
        verbs = [lead.root, *self.analysis.children(lead.root, "conj")]
        asks = any(t.tag in _ASKING or t.lower == "if" for t in tokens[lead.first : lead.root])
        return not asks and any(self._tells(verb, lead.root) for verb in verbs)

    def _tells(self, verb: int, root: int) -> bool:
        token, children = self.tokens[verb], self.analysis.children
        if token.tag not in _FINITE or token.lemma.lower() not in self.speech.words["setting_off"]:
            return False
        subjects = children(verb, "nsubj") or children(root, "nsubj")
        told = any(k > verb for k in children(verb, "ccomp"))
        return bool(subjects) and not told and not self._says_of_thing(verb)

    def _says_of_thing(self, verb: int) -> bool:
        """ "Tweeted the transcript:"; not "told the chamber:", "denied the charges:", "said this:"."""
        if self.tokens[verb].lemma.lower() in self.speech.words["hearing"] | self.speech.words["contesting"]:
            return False
        return any(self.tokens[k].lower not in _POINTING for k in self.analysis.children(verb, "dobj"))

    def _up_to_report(self, paragraph: _Paragraph, named: Set[str]) -> _Paragraph:
        """The sentences before the first one that the outlet tells: it names who speaks, reports what somebody else
        says, or tells of the past behind words of "I" and "we"."""
        own = False
        for number, sentence in enumerate(paragraph):
            root = self.tokens[sentence.root]
            words = self._words((sentence,))
            first = not words.isdisjoint(_FIRST)
            reports = root.tag in _FINITE and root.lemma.lower() in self.speech.clause
            told = reports and bool(self.analysis.children(sentence.root, "nsubj"))
            past = own and root.tag == "VBD"
            if not first and (told or past or "according" in words or not named.isdisjoint(self._named(sentence))):
                return paragraph[:number]
            own = own or first
        return paragraph

    def _is_prose(self, paragraph: _Paragraph, *, ends: bool) -> bool:
        """Whether words are sentences without quotation marks around them, and no item of a list; `ends`: with a sign
        at their end, which posts lack."""
        tokens = self.tokens[paragraph[0].first : paragraph[-1].last]
        opens = tokens[0].text[0]
        if len(tokens) < _LEAST or any(t.text == ":" for t in tokens[:_LEAST]):
            return False
        return opens not in _MARKS and not opens.islower() and (not ends or tokens[-1].text[-1] in ".?!…")

    def _range(self, paragraph: _Paragraph) -> tuple[int, int]:
        return self.tokens[paragraph[0].first].start, self.tokens[paragraph[-1].last - 1].end
