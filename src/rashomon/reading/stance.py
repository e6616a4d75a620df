"""How a source means what it says, and which words weaken it.

Knows: the words of ``lexicon/en/stance.toml``, what a negation, a passive without a speaker and the first words of the
content make of them.
Does not know: where the cue is (attributions) or who the source is (voices). A denial inside what is said ("said it had
not shelled") is the claim's status, not the stance; what calls other words false ("said the report was invented")
denies.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from rashomon.reading import lexicon
from rashomon.record.attribution import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

GAP = 3
"""Other words at most between two words of a phrase: "refused on Sunday again to confirm"."""
OPENING = 8
"""Words of the content that can tell how it is meant ("warned residents of the north to leave")."""
WIDE = 40
"""Words of a long content in which a falsehood is looked for."""
LONGEST_CUE = 25
"""Words of a cue that are looked at; longer ones are errors of the finder."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
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
    scorn: frozenset[str]
    wrongs: frozenset[str]
    denial: dict[str, frozenset[str]]
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
    called_false: bool = False,
) -> Stance:
    """Return how the source means the content.

    `cue` is the lemmas of the words that say it speaks (lower case), `content` the first lemmas of what it says;
    `negated`: a negation outside `cue` applies to it; `sourced`: some words name the source; `passive`: the cue is in
    the passive voice; `rumour`: the source is a rumour; `called_false`: other words are called
    false. A cue of unknown words asserts.
    """
    words = _words()
    cue = ["not" if word.endswith(("n't", "n’t")) else word for word in cue[:LONGEST_CUE]]
    opening = list(content[:OPENING])
    phrase, stance = _phrase(words, cue, opening)
    if stance is None:
        stance = _by_opening(words, cue, opening) or _single(words, cue)
    if called_false and (stance is Stance.ASSERTS or words.naming.intersection(cue)):
        stance = Stance.DENIES
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
    lemmas = [word for token in cue for word in (lemma(token), *_particles(token, inside))]
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
    return stance_of(
        lemmas,
        content=opening,
        negated=negated,
        sourced=bool(source),
        passive=passive,
        rumour=rumour,
        called_false=_said_false(cue, content) or _named_false(cue, content) or _issues_denial(lemmas, content),
    )


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
    """Return a word's dictionary form, lower case, also where the parser missed it (upper-case texts, `hoped`: hop)."""
    known = _words().of
    parsed = token.lemma_.lower()
    if parsed in known or (token.is_lower and token.pos_ != "VERB"):
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
        scorn=frozenset(markers["scorn"]),
        wrongs=frozenset(markers["wrongs"]),
        denial={name: frozenset(words) for name, words in data["denial"].items()},
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
    first = set(opening[:3])
    modal = any(word in words.future for word in opening)
    if ("tell" in cue and "to" in opening[:2]) or ("ask" in cue and opening[0] == "that"):
        return Stance.CALLS_FOR
    if "ask" in cue:
        return Stance.ASKS if words.question & first or "to" not in opening else Stance.CALLS_FOR
    if "warn" in cue or "caution" in cue:
        if opening[0] in words.plea or ("to" in opening and not modal and "that" not in first):
            return Stance.CALLS_FOR
        ahead = modal or opening[0] in ("of", "about") or "of" in cue or opening[0] in words.condition
        return Stance.PREDICTS if ahead else Stance.ASSERTS
    if words.scorn.intersection(cue) and words.denial["words"].intersection(opening):
        return Stance.DENIES
    if words.naming.intersection(cue) and words.wrongs.intersection(opening):
        return Stance.ALLEGES
    return None


def _particles(token: Token, inside: set[int]) -> list[str]:
    """Return the particles of a verb that stand apart from its cue: `brushed the report aside`."""
    if token.pos_ not in ("VERB", "ADJ", "ADV"):
        return []
    apart = _words().denial["particles"]
    return [child.lower_ for child in token.rights if child.lower_ in apart and child.i not in inside]


def _said_false(cue: Sequence[Token], content: Sequence[Token]) -> bool:
    """Tell whether what is said calls other words false: `the report is untrue`, `this had no basis`, `“Lies,”`."""
    root = _root(cue, content)
    return root is not None and (_verbless(cue, content) or _falsifies(root))


def _verbless(cue: Sequence[Token], content: Sequence[Token]) -> bool:
    """Tell whether a few words without a verb are said and call something false: `“Lies!”`, `Truce rumours false`."""
    know = _words().denial
    if len(content) > OPENING or not know["speaking"].intersection(map(lemma, cue)):
        return False
    verbs = [one for one in content if one.pos_ in ("VERB", "AUX") and one.tag_ != "VBN"]
    return all(lemma(one) in know["words"] for one in verbs) and any(_false(one) and not _under(one) for one in content)


def _falsifies(root: Token) -> bool:
    """Tell whether the sentence on whose verb `root` everything hangs calls other words false."""
    if root.pos_ not in ("VERB", "AUX"):
        return False
    know, verb = _words().denial, lemma(root)
    subject = next((child for child in root.children if child.dep_ in _SUBJECTS), None)
    if subject is None:
        return False
    bare = lemma(subject) in know["pronouns"] or subject.dep_ == "expl"
    spoken = any(lemma(token) in know["words"] for token in (subject, *subject.children))
    if lemma(subject) == "nothing":
        return any(lemma(token) == "far" for token in root.children) and _holds(root, know["truths"])
    if not (bare or spoken):
        return False
    negated = any(child.dep_ == "neg" for child in root.children)
    none = negated or any(token.i > root.i and lemma(token) in _words().negation for token in root.subtree)
    if verb in know["possession"] or subject.dep_ == "expl":
        return none and _holds(root, know["grounds"])
    if root.tag_ == "VBN" and subject.dep_ == "nsubjpass" and verb in know["falsified"]:
        return not negated
    if verb in know["support"]:
        return none and spoken
    return verb in know["copulas"] and any(_verdict(child, root, spoken, none) for child in _complements(root))


def _complements(verb: Token) -> list[Token]:
    found = [child for child in verb.rights if child.dep_ not in ("advcl", "npadvmod", "punct")]
    return found + [below for child in found if child.dep_ == "xcomp" for below in child.rights]


def _verdict(word: Token, verb: Token, spoken: bool, none: bool) -> bool:
    """Tell whether the complement of `be` calls its subject false; `spoken`: that is words, `none`: in the negative."""
    know = _words().denial
    form = lemma(word)
    if form in know["lacking"] and _holds(word, know["grounds"]):
        return True
    if form == "far" and _holds(verb, know["truths"]):
        return True
    fairy = any(lemma(child) in know["falsehoods"] for child in word.lefts)
    if _false(word) and (spoken or fairy or form not in know["wrong"]):
        return not none
    return none and (form in know["truths"] or (spoken and form in know["genuine"]))


def _root(cue: Sequence[Token], content: Sequence[Token]) -> Token | None:
    """Return the word on which the first sentence of what is said hangs, `It is not true` before it too."""
    spoken, own = {token.i for token in cue}, {token.i for token in content}
    at = next((token for token in content if not token.is_punct), None)
    while at is not None and at.head.i != at.i and at.head.i not in spoken:
        if at.head.i not in own and len(content) <= OPENING and at.head.i > content[0].i:
            break
        at = at.head
    return at


def _holds(top: Token, wanted: frozenset[str]) -> bool:
    return any(lemma(token) in wanted for token in top.subtree)


def _false(token: Token) -> bool:
    """Tell whether a word calls something false, alone or by what hangs on it: `a web of lies`, `fake news`."""
    know = _words().denial
    word = lemma(token)
    if word in know["falsehoods"]:
        return True
    told = word in know["words"] and any(lemma(child) in know["falsehoods"] for child in token.lefts)
    return told or (word in know["containers"] and _holds(token, know["falsehoods"]))


def _named_false(cue: Sequence[Token], content: Sequence[Token]) -> bool:
    """Tell whether words are named false: `called the story, which had gone round, a lie`."""
    words = _words()
    know = words.denial
    verb = next((token for token in cue if token.pos_ in ("VERB", "AUX") and lemma(token) in words.naming), None)
    said = {token.lower_ for token in cue}
    naming = verb is not None and not said & know["calls_on"]
    tokens = _wide(cue, content)
    first = next((at for at, token in enumerate(tokens) if token.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if first is None:
        return False
    spoken = False
    for at, token in enumerate(tokens):
        word = lemma(token)
        smear = spoken and word in know["smears"]
        if at > first and (smear or _false(token) or _lacks(token)) and not _under(token):
            before = [lemma(one) for one in tokens[max(0, at - GAP - 1) : at]]
            if words.negation.intersection(before):
                continue
            between = [lemma(one) for one in tokens[first:at]]
            if (naming and (spoken or word not in know["wrong"])) or (
                spoken and ("as" in between or ("to", "be") in pairwise(between)) and not _of_another(token, cue)
            ):
                return True
        spoken = spoken or word in know["words"] or word in know["pronouns"]
    return False


def _of_another(token: Token, cue: Sequence[Token]) -> bool:
    """Tell whether somebody else than the source calls a thing so: `said the governor had dismissed it as hearsay`."""
    above = (one for one in islice(token.ancestors, OPENING) if one in cue or one.pos_ == "VERB")
    verb = next((one for one in above if one in cue or lemma(one) in _words().of), None)
    return verb is not None and verb not in cue and any(child.dep_ == "nsubj" for child in verb.lefts)


def _wide(cue: Sequence[Token], content: Sequence[Token]) -> list[Token]:
    """Return the words of a content, with what goes on behind those that were handed over of a long one."""
    tokens = list(content)
    if len(tokens) > OPENING and tokens[0].i > cue[0].i:
        last = tokens[-1].i
        tokens += [token for token in cue[0].subtree if last < token.i <= last + WIDE]
    return tokens


def _lacks(token: Token) -> bool:
    know = _words().denial
    return lemma(token) in know["lacking"] and _holds(token, know["grounds"])


def _under(token: Token) -> bool:
    """Tell whether a word only belongs to another: `the spread of lies`, `a false alarm`."""
    know = _words().denial
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "about", "in", "for", "on", "with"):
        return lemma(token.head.head) not in know["containers"]
    return token.dep_ == "amod" and token.i < token.head.i and lemma(token.head) not in know["words"]


def _issues_denial(cue: Sequence[str], content: Sequence[Token]) -> bool:
    """Tell whether a denial is issued, or is the cue itself: `published a refutation of it`, `it is a lie that`."""
    know = _words().denial
    if "be" in cue[1:2] and cue[0] in know["pronouns"] and know["falsehoods"].intersection(cue):
        return True
    if not know["issuing"].intersection(cue):
        return False
    noun = next((token for token in content if token.pos_ in ("NOUN", "PROPN")), None)
    owned = noun is not None and any(child.dep_ == "poss" and child.pos_ != "PRON" for child in noun.lefts)
    return noun is not None and lemma(noun) in know["nouns"] and not owned


def _single(words: _Words, cue: Sequence[str]) -> Stance:
    """Return the stance of the first word that is not a mere verb of saying; ``asserts`` where there is none."""
    stances = (words.of[word] for word in cue if word in words.of)
    return next((stance for stance in stances if stance is not Stance.ASSERTS), Stance.ASSERTS)


def _not_only(cue: Sequence[str]) -> bool:
    return ("not", "only") in pairwise(cue)


def _close(child: Token) -> bool:
    return child.head.i - child.i <= OPENING
