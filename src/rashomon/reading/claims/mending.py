"""Verbs that the parser took for nouns or for adjectives, put back to where they govern their clause.

Knows: which forms are always verbs, how a headline tells without one that the parser sees, and how heads move.
Does not know: what any verb means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.reading.claims.grammar import Grammar

_OF_NOUNS = frozenset({"nummod", "compound", "nmod", "amod"})
_BEHIND = frozenset({"conj", "appos", "npadvmod", "dep"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({".", "?", "!"})
_OPENS_NOUN = frozenset({"DT", "CD", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "-LRB-"})
_BEFORE_ADJECTIVES = frozenset({"DT", "PRP$", "IN", "CD", "JJ", "CC", "POS", ",", "TO"})
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening"})
_SHORTEST = 3
"""Words of a headline that could leave out nothing."""


def mend(grammar: Grammar) -> None:
    """Correct the grammar in place."""
    forms = load("lemmas")
    corrected, never = forms["verbs"], frozenset(forms["never_nouns"]["words"])
    done_to = frozenset(forms["headlines"]["done_to"])
    for i, dep in enumerate(grammar.dep):
        verb = grammar.head[grammar.head[i]]
        helped = dep in _SUBJECTS and grammar.dep[grammar.head[i]] in ("aux", "auxpass")
        if helped and grammar.child(verb, *_SUBJECTS) is None:
            grammar.move(i, verb, dep)
    for i, dep in enumerate(grammar.dep):
        if dep == "pobj":
            _free(grammar, i)
    told = set(_headline_verbs(grammar, done_to))
    for i, word in enumerate(grammar.word):
        if word in corrected:
            grammar.lemma[i] = corrected[word]
        tag = grammar.tag[i]
        if (word in never and not tag.startswith("VB")) or i in told:
            past = word in corrected and word[-1] != "s"
            grammar.tag[i] = "VBD" if past else "VBZ" if word.endswith("s") and i in told else "VBP"
            grammar.lemma[i] = corrected.get(word, grammar.lemma[i] if i in told else word)
            _raise(grammar, i)
        elif tag in ("VBD", "VBN") and grammar.dep[i] == "amod":
            _part(grammar, i)
        elif tag == "NNS" and grammar.dep[i] in ("aux", "auxpass"):
            _help(grammar, i)


def _headline_verbs(grammar: Grammar, done_to: frozenset[str]) -> Iterator[int]:
    """Yield the word of each line without stop and verb that can be one: `mortars pound the town`."""
    first = 0
    for last in [*(i for i, word in enumerate(grammar.word) if "\n" in word), grammar.size]:
        line = range(first, last)
        first = last + 1
        plain = len(line) > _SHORTEST and grammar.word[line[-1]] not in _STOPS
        if plain and not any(grammar.tag[i] in _FINITE for i in line):
            yield from [i for i in line[1:-1] if _could_tell(grammar, i, done_to)][:1]


def _could_tell(grammar: Grammar, i: int, done_to: frozenset[str]) -> bool:
    return (
        grammar.tag[i] in ("NN", "NNS")
        and grammar.lemma[i] in done_to
        and grammar.tag[i - 1].startswith("NN")
        and grammar.tag[i + 1] in _OPENS_NOUN
        and grammar.dep[i] in ("compound", "ROOT", "nmod", "nsubj")
    )


def _raise(grammar: Grammar, verb: int) -> None:
    """Give a verb that was read as a part of a noun, or as its head, its subject and object."""
    noun = grammar.head[verb]
    if grammar.dep[verb] in _OF_NOUNS and noun > verb:
        near = sorted([*grammar.children[noun], *grammar.children[verb]])
        parts = [j for j in near if j < verb and grammar.dep[j] in _OF_NOUNS]
        before = grammar.head[noun]
        joined = grammar.dep[noun] in _BEHIND and before < verb
        grammar.move(verb, before if not joined and before != noun else verb, grammar.dep[noun])
        if joined or before == noun:
            grammar.move(verb, verb, "ROOT")
        grammar.move(noun, verb, "dobj")
        subject = parts[-1] if parts else before if joined else None
        if subject is not None:
            grammar.move(subject, verb, "nsubj")
            for j in parts[:-1]:
                grammar.move(j, subject, grammar.dep[j])
        return
    if any(grammar.dep[j] in _SUBJECTS for j in grammar.children[verb]):
        return
    last = next((j for j in reversed(grammar.children[verb]) if j < verb and grammar.dep[j] in _OF_NOUNS), None)
    if last is not None:
        grammar.dep[last] = "nsubj"
        for j in [j for j in grammar.children[verb] if j < last and grammar.dep[j] in _OF_NOUNS]:
            grammar.move(j, last, grammar.dep[j])
    after = next((j for j in grammar.children[verb] if j > verb and grammar.dep[j] in ("appos", "dep")), None)
    if after is not None and grammar.tag[after].startswith("NN"):
        grammar.dep[after] = "dobj"


def _free(grammar: Grammar, noun: int) -> None:
    """Give the verb its subject that the parser took into a part of the day: `in the afternoon | shells fell`."""
    into = grammar.head[noun]
    verb = grammar.head[into]
    time = next((j for j in grammar.children[noun] if grammar.word[j] in _PARTS_OF_DAY and j < noun), None)
    if time is None or grammar.word[into] != "in" or not into < noun < verb:
        return
    if not grammar.verbal(verb) or grammar.child(verb, *_SUBJECTS) is not None:
        return
    grammar.move(time, into, "pobj")
    grammar.move(noun, verb, "nsubj")


def _help(grammar: Grammar, auxiliary: int) -> None:
    """Give the verb behind what was read as a noun its subject: `the town | remains | disputed`."""
    verb = grammar.head[auxiliary]
    parts = [j for j in grammar.children[auxiliary] if j < auxiliary and grammar.dep[j] in _OF_NOUNS]
    grammar.tag[auxiliary] = "VBZ"
    if parts and not any(grammar.dep[j] in _SUBJECTS for j in grammar.children[verb]):
        grammar.move(parts[-1], verb, "nsubjpass")
        for j in parts[:-1]:
            grammar.move(j, parts[-1], grammar.dep[j])


def _part(grammar: Grammar, verb: int) -> None:
    """Part what was read as one noun behind another: `a jet of the air force | unloaded | bombs over the market`."""
    noun = grammar.head[verb]
    above = grammar.head[noun]
    if noun < verb or above >= verb or not verb or grammar.tag[verb - 1] in _BEFORE_ADJECTIVES:
        return
    if grammar.dep[noun] == "pobj" and grammar.child(above, "pobj") != noun:
        above = grammar.head[above]  # the second thing behind one preposition is none of it
    elif grammar.dep[noun] != "appos":
        return
    if not grammar.tag[above].startswith("NN") or "," in grammar.word[above:verb]:
        return
    grammar.tag[verb] = "VBD"
    grammar.move(verb, grammar.head[above] if grammar.head[above] != above else verb, grammar.dep[above])
    grammar.move(above, verb, "nsubj")
    grammar.move(noun, verb, "dobj")
