"""The words of a source as a phrase of grammar.

Knows: which noun a phrase hangs on, which noun "who" stands for, where a capital only opens a sentence,
which words beside a verb may weaken it.
Does not know: what any word means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = frozenset({"the", "a", "an"})
FARTHEST_VERB = 8
"""Steps up the tree at most from "who" to the noun it describes."""

BEFORE_VERB = 8
"""Words before a verb that may weaken it."""


def head_of(tokens: Sequence[Token]) -> Token:
    """Return the noun that a source hangs on."""
    inside = {token.i for token in tokens}
    roots = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    root = roots[0] if roots and roots[0].pos_ != "DET" else tokens[-1]
    return _joined(next((token for token in roots if is_noun(token)), root), tokens[-1].i)


def _joined(head: Token, last: int) -> Token:
    """Return the last part of a hyphenated word that begins with `head`: "office" of "sub-office"."""
    while head.i + 2 <= last and head.nbor().text == "-" and not head.whitespace_ and is_noun(head.nbor(2)):
        head = head.nbor(2)
    return head


def text_of(tokens: Sequence[Token]) -> str:
    """Return words with a space where the text has any."""
    parts: list[str] = []
    for index, token in enumerate(tokens):
        if index and token.idx > tokens[index - 1].idx + len(tokens[index - 1]):
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def opens_sentence(token: Token) -> bool:
    """Tell whether a word is the first of its sentence, an article aside."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return bool(before.is_sent_start) and before.lower_ in ARTICLES


def is_noun(token: Token) -> bool:
    """Tell whether a word is a noun, a name, a pronoun or a number."""
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM")


def weakening(source: Sequence[Token], cue: Sequence[Token], content: Sequence[Token]) -> list[Token]:
    """Return the words that may weaken what is said: the source's, the cue's, those of the content's verb."""
    found = {token.i: token for token in (*source, *cue)}
    for token in cue:
        if token.pos_ in ("VERB", "AUX"):
            near = token.doc[max(token.left_edge.i, token.i - BEFORE_VERB) : token.i]
            found |= {child.i: child for child in near if child.head.i == token.i and child.dep_ in ("aux", "advmod")}
    inside = {token.i for token in content}
    verb = next((token for token in content if token.pos_ in ("VERB", "AUX") and token.head.i not in inside), None)
    if verb is not None:
        found[verb.i] = verb
        found |= {one.i: one for one in content if one.head.i == verb.i and one.dep_ in ("aux", "advmod", "auxpass")}
    return [found[index] for index in sorted(found)]


def antecedent(relative: Token) -> Token | None:
    """Return the noun that "who" or "which" stands for; None where the parser does not tell."""
    verb = relative.head
    for _ in range(FARTHEST_VERB):
        if verb.dep_ == "relcl":
            return verb.head if is_noun(verb.head) else None
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
