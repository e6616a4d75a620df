"""How a source means what it says, and which words weaken it.

Knows: the words of ``lexicon/en/stance.toml``, what a negation, a passive without a speaker and the first words of the
content make of them.
Does not know: where the cue is (attributions) or who the source is (voices). A denial inside what is said ("said it had
not shelled") is the claim's status, not the stance.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rashomon.reading import lexicon
from rashomon.record.attribution import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

GAP = 3
"""Other words at most between two words of a phrase: "refused on Sunday again to confirm"."""
OPENING = 8
"""Words of the content that can tell how it is meant ("warned residents of the north to leave")."""
LONGEST_CUE = 25
"""Words of a cue that are looked at; longer ones are errors of the finder."""
_ENDINGS = (("ied", "y"), ("ed", ""), ("ed", "e"), ("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"))


class _Words(NamedTuple):
    of: dict[str, Stance]
    phrases: dict[str, list[tuple[tuple[str, ...], Stance]]]
    negated: dict[Stance, Stance]
    negation: frozenset[str]
    future: frozenset[str]
    question: frozenset[str]
    plea: frozenset[str]
    condition: frozenset[str]
    naming: frozenset[str]
    denials: tuple[tuple[str, ...], ...]
    wrongs: frozenset[str]
    said_things: frozenset[str]
    falsehoods: frozenset[str]
    unsigned: frozenset[str]
    hedges: frozenset[str]
    modals: frozenset[str]
    hedge_phrases: tuple[tuple[str, ...], ...]


def stance_of(
    cue: Sequence[str],
    *,
    content: Sequence[str] = (),
    negated: bool = False,
    sourced: bool = True,
    passive: bool = False,
    rumour: bool = False,
) -> Stance:
    """Return how the source means the content.

    `cue` is the lemmas of the words that say it speaks (lower case), `content` the first lemmas of what it says;
    `negated`: a negation outside `cue` applies to it; `sourced`: some words name the source; `passive`: the cue is in
    the passive voice; `rumour`: the source is a rumour. A cue of unknown words asserts.
    """
    words = _words()
    cue = ["not" if word.endswith(("n't", "n’t")) else word for word in cue[:LONGEST_CUE]]
    opening = list(content[:OPENING])
    phrase, stance = _phrase(words, cue, opening)
    if stance is None:
        stance = _by_opening(words, cue, opening) or _single(words, cue)
    unspent = [word for word in cue if word in words.negation and word not in phrase]
    if _not_only(cue):
        unspent = [word for word in unspent if word != "not"]
    if stance is Stance.ASSERTS and (
        rumour or (not sourced and (passive or words.unsigned.intersection(cue) or "report" in cue))
    ):
        stance = Stance.ALLEGES
    return words.negated[stance] if negated or unspent else stance


def stance_of_tokens(
    cue: Sequence[Token], content: Sequence[Token], source: Sequence[Token], *, rumour: bool = False
) -> Stance:
    """Return how the source means the content, from the parsed words of the three."""
    cue = cue[:LONGEST_CUE]
    inside = {token.i for token in cue}
    negation = _words().negation
    lemmas = [lemma(token) for token in cue]
    negated = bool(source) and source[0].lower_ in negation
    passive = False
    for token in cue:
        if token.pos_ not in ("VERB", "AUX", "NOUN"):
            continue
        outside = [child for child in token.lefts if child.i not in inside] if token.n_lefts < OPENING * 2 else []
        negated = negated or any(child.dep_ == "neg" or child.lower_ in negation for child in outside if _close(child))
        passive = passive or (token.tag_ == "VBN" and any(child.lemma_ in ("be", "get") for child in token.lefts))
    governor = next((token.head for token in cue if token.dep_ == "xcomp" and token.head.i not in inside), None)
    if governor is not None and lemma(governor) in _words().of:
        lemmas = [lemma(governor), "to", *lemmas]
        negated = negated or any(child.dep_ == "neg" for child in governor.lefts)
    rumour = rumour or any(token.lower_ in _words().unsigned for token in source[:LONGEST_CUE])
    opening = [lemma(token) for token in content[: OPENING + 2] if not token.is_punct]
    return stance_of(lemmas, content=opening, negated=negated, sourced=bool(source), passive=passive, rumour=rumour)


def hedge_of(tokens: Sequence[Token]) -> str | None:
    """Return the words among `tokens` that weaken what is said, as written and joined by commas; None: none do."""
    words = _words()
    found: dict[int, Token] = {}
    lemmas = [token.lemma_.lower() for token in tokens]
    for index, token in enumerate(tokens):
        modal = token.tag_ == "MD" and token.lower_ in words.modals
        if modal or token.lower_ in words.hedges or lemmas[index] in words.hedges:
            found[token.i] = token
        for phrase in words.hedge_phrases:
            if tuple(lemmas[index : index + len(phrase)]) == phrase:
                found |= {part.i: part for part in tokens[index : index + len(phrase)]}
    runs: list[list[Token]] = []
    for token in sorted(found.values(), key=lambda one: one.i):
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return ", ".join(" ".join(token.text for token in run) for run in runs) or None


def lemma(token: Token) -> str:
    """Return a word's dictionary form, lower case, also where the parser missed it (upper-case texts)."""
    known = _words().of
    parsed = token.lemma_.lower()
    if parsed in known or token.is_lower:
        return parsed
    word = token.lower_
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] + instead in known:
            return word[: -len(ending)] + instead
    return {"said": "say", "told": "tell"}.get(word, parsed)


@cache
def _words() -> _Words:
    data = lexicon.load("stance")
    phrases: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, texts in data["phrases"].items():
        for text in texts:
            phrase = tuple(text.split())
            phrases.setdefault(phrase[0], []).append((phrase, Stance(stance)))
    markers, hedges = data["markers"], data["hedges"]
    return _Words(
        of={word: Stance(stance) for stance, words in data["words"].items() for word in words},
        phrases=phrases,
        negated={Stance(before): Stance(after) for before, after in data["negated"].items()},
        negation=frozenset(markers["negation"]),
        future=frozenset(markers["future"]),
        question=frozenset(markers["question"]),
        plea=frozenset(markers["plea"]),
        condition=frozenset(markers["condition"]),
        naming=frozenset(markers["naming"]),
        denials=tuple(tuple(text.split()) for text in data["denial"]["openings"]),
        wrongs=frozenset(markers["wrongs"]),
        said_things=frozenset(data["denial"]["words"]),
        falsehoods=frozenset(data["denial"]["falsehoods"]),
        unsigned=frozenset(markers["unsigned"]),
        hedges=frozenset(hedges["words"]),
        modals=frozenset(hedges["modals"]),
        hedge_phrases=tuple(tuple(text.split()) for text in hedges["phrases"]),
    )


def _phrase(words: _Words, cue: Sequence[str], opening: Sequence[str]) -> tuple[tuple[str, ...], Stance | None]:
    """Return the longest phrase that begins in the cue, with its stance; () and None when there is none."""
    line = [*cue, *opening]
    best: tuple[tuple[str, ...], Stance | None] = (), None
    for at, word in enumerate(cue):
        for phrase, stance in words.phrases.get(word, ()):
            if len(phrase) > len(best[0]) and _in_order(phrase, line, at):
                best = phrase, stance
    return best


def _in_order(phrase: Sequence[str], line: Sequence[str], at: int) -> bool:
    for word in phrase[1:]:
        window = line[at + 1 : at + 2 + GAP]
        if word not in window:
            return False
        at += 1 + window.index(word)
    return True


def _by_opening(words: _Words, cue: Sequence[str], opening: Sequence[str]) -> Stance | None:
    """Return the stance of a verb that the first words of the content decide: ask, warn, call (a wrong)."""
    if not opening:
        return None
    if (
        any(tuple(opening[: len(denial)]) == denial for denial in words.denials)
        and _single(words, cue) is Stance.ASSERTS
    ):
        return Stance.DENIES
    first = set(opening[:3])
    modal = any(word in words.future for word in opening)
    if "ask" in cue:
        return Stance.ASKS if words.question & first or "to" not in opening else Stance.CALLS_FOR
    if "warn" in cue or "caution" in cue:
        if opening[0] in words.plea or ("to" in opening and not modal and "that" not in first):
            return Stance.CALLS_FOR
        ahead = modal or opening[0] in ("of", "about") or "of" in cue or opening[0] in words.condition
        return Stance.PREDICTS if ahead else Stance.ASSERTS
    named_false = bool(words.naming.intersection(cue) and words.falsehoods.intersection(opening))
    if _single(words, cue) is Stance.ASSERTS and (named_false or _calls_false(words, opening)):
        return Stance.DENIES
    if words.naming.intersection(cue) and words.wrongs.intersection(opening):
        return Stance.ALLEGES
    return None


def _calls_false(words: _Words, opening: Sequence[str]) -> bool:
    """Tell whether what is said calls other words false: `the report is untrue`, `this was pure invention`."""
    told = next((at for at, word in enumerate(opening) if word in words.said_things), None)
    rest = opening[told + 1 :] if told is not None else []
    if "be" not in rest:
        return False
    verdict = rest[rest.index("be") + 1 :][: GAP + 1]
    return bool(words.falsehoods.intersection(verdict)) and not words.negation.intersection(verdict)


def _single(words: _Words, cue: Sequence[str]) -> Stance:
    """Return the stance of the first word that is not a mere verb of saying; ``asserts`` where there is none."""
    stances = (words.of[word] for word in cue if word in words.of)
    return next((stance for stance in stances if stance is not Stance.ASSERTS), Stance.ASSERTS)


def _not_only(cue: Sequence[str]) -> bool:
    return ("not", "only") in pairwise(cue)


def _close(child: Token) -> bool:
    return child.head.i - child.i <= OPENING
