"""Who is introduced by name and by part: "Ana Ruiz, the mayor", "the mayor, Ana Ruiz", "Mayor Ana Ruiz".

Knows: the shapes in which news names a person, and which words beside a name tell the person's part.
Does not know: what kind that part is (described), who is meant by the part alone or by "she" (coreference).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rashomon.reading import lexicon
from rashomon.reading.introductions import Introductions, telling
from rashomon.reading.kinds import nouns
from rashomon.reading.voice import given_gender

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST_NAME = 5
"""Words of a person's name at most."""
LONGEST_RUN = 10
"""Capitals in a row at most: more are a headline."""
DATED = 2
"""Words before the first capital of a body's name at most: "18th of May Front"."""
WIDEST = 14
"""Words of a description that are looked at."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLAUSE = _FINITE | {"WDT", "WP", "WP$", "TO"}
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE"})


class Introduction(NamedTuple):
    """A person's name and the words that tell the part, as token indices; `head` is the noun of these, None: untold.

    `titled`: a title stands right before the name; where only one name is left, it belongs to it.
    """

    start: int
    end: int
    first: int
    last: int
    head: int | None
    titled: bool = False


class People:
    """The people of one text: `all` of them in order, found in one walk over its words."""

    def __init__(self, doc: Doc, bodies: Introductions) -> None:
        """Find who is introduced; `bodies` are names of no people."""
        self._doc = doc
        self._bodies = bodies
        self.all = tuple(found for run in _runs(doc) if (found := self._introduced(*run)) is not None)
        self._by_end = {one.end: one for one in self.all}
        self._by_head = {one.head: one for one in self.all if one.head is not None and one.first != one.last}

    def ending_at(self, end: int) -> Introduction | None:
        """Return the person whose name ends before this token, None where none does."""
        return self._by_end.get(end)

    def in_source(self, tokens: Sequence[Token]) -> Introduction | None:
        """Return the person whom the words of a source name and describe; None where they do not."""
        parts = _parts(tokens)
        joined = any(token.lower_ in _words()["joining"] for part in parts[:2] for token in part)
        if joined and not _one_office(parts):
            return None
        office = _office(parts[0])
        beside = self._by_head.get(office.i) if office is not None else None
        return self._alone(parts) or self._after_office(parts) or beside or _going_by(parts[0], tokens)

    def _alone(self, parts: Sequence[Sequence[Token]]) -> Introduction | None:
        """Return the person named in the first part: "Mayor Ana Ruiz", "Ana Ruiz", where she is known."""
        part = parts[0]
        end = next((at for at, token in enumerate(part) if at and token.lower_ in _words()["from"]), len(part))
        one = self._by_end.get(part[end - 1].i + 1)
        if one is None or one.start < part[0].i:
            return self._after_body(part)
        before = [token for token in part if token.i < one.start]
        if any(token.tag_ == "POS" for token in before) and not (one.head is not None and one.head == one.start - 1):
            return None
        of = next((token for token in before if token.pos_ == "ADP"), None)
        if of is None:
            return one
        # "Minister of Defence Marshal X" names X, "a spokesman for President X" does not
        office = of.nbor(-1)
        whole = of.lower_ == "of" and office.text[0].isupper() and is_human(office) and not is_human(of.nbor(1))
        return one._replace(first=part[0].i, last=one.start, head=office.i) if whole else None

    def _after_body(self, part: Sequence[Token]) -> Introduction | None:
        """Return the person whose name follows an office with its body: "Member of Parliament Ana Ruiz"."""
        office = _office(part)
        start = _after_titles(part)
        name = part[start:]
        whole = 1 < len(name) <= LONGEST_NAME and all(_joins(word) for word in name) and start > 1
        if office is None or not whole or not office.text[0].isupper() or part[start - 1].i <= office.i:
            return None
        joints = [token for token in part[:start] if token.pos_ == "ADP"]
        if len(joints) != 1 or joints[0].lower_ not in ("of", "for") or name[0].i != part[start - 1].i + 1:
            return None
        return Introduction(name[0].i, name[-1].i + 1, part[0].i, name[0].i, office.i)

    def _after_office(self, parts: Sequence[Sequence[Token]]) -> Introduction | None:
        """Return the person named after an office and a comma: "the head of the office, Ms Ruiz"."""
        determined = parts[0][0].tag_ == "PRP$" or parts[0][0].nbor(-1 if parts[0][0].i else 0).lower_ == "the"
        office = _office(parts[0], loose=determined)
        if office is None or (not is_human(office) and nouns().head(office.lower_) is not None):
            return None
        for part in parts[1:3]:
            called = next((at for at, token in enumerate(part) if token.lower_ in _words()["naming"]), None)
            if called is not None:
                name = _by_name(part[called + 1 :])
            else:
                epithet = next((at for at, token in enumerate(part) if token.lower_ == "the" and at), len(part))
                start = _after_titles(part[:epithet])
                name = part[start:]
                if len(name) == 1 and start and part[start - 1].lower_ in titles():
                    name = part[start - 1 :]
                place = bool(name) and name[-1].ent_type_ in _PLACES and given_gender(name[0].lower_) is None
                if not start and place:
                    continue
            if not 0 < len(name) <= LONGEST_NAME or not all(
                _joins(word) or word.lower_ in _words()["inside"] for word in name
            ):
                continue
            if not _capital(name[0]) or (not is_human(office) and len(name) == 1):
                continue
            if called is None and telling(tuple(word.lower_ for word in part)) is not None:
                return None
            return Introduction(name[0].i, name[-1].i + 1, parts[0][0].i, parts[0][-1].i + 1, office.i)
        return None

    def _introduced(self, start: int, end: int) -> Introduction | None:
        """Return the person whose name ends a run of capitals, None where nothing tells that it is one."""
        doc = self._doc
        name = start + _after_titles(list(doc[start:end]))
        if (
            not 0 < end - name <= LONGEST_NAME
            or doc[end - 1].ent_type_ == "DATE"
            or (_plural(doc[end - 1]) and (end - name == 1 or given_gender(doc[name].lower_) is None))
        ):
            return None
        if any(self._bodies.names_body(doc[at:end].text) for at in range(max(0, start - DATED), name + 1)):
            return None
        before = doc[name - 1] if name else None
        titled = before is not None and before.lower_ in titles()
        office = self._office_before(name, end) if titled or name == start else None
        if office is not None:
            return office
        told = before is not None and (titled or is_human(before)) and before.tag_ not in ("NNS", "NNPS")
        if told and before is not None and before.is_upper and doc[end - 1].ent_type_ != "PERSON":
            return None  # "THE PASTOR SAID": where all is capitals, they tell nothing
        if told and (doc[end - 1].ent_type_ not in ("GPE", "NORP", "DATE") or end - name > 1):
            first = min(_left(doc, name), name - 1)
            told_before = before is not None and is_human(before)
            told_before = told_before and (not titled or doc[_left(doc, name)].tag_ == "PRP$")
            after = None if told_before else self._described_after(end)
            if after is not None and (after[2] is not None or before is None or not is_human(before)):
                return Introduction(name, end, *after, titled)
            return Introduction(name, end, first, name, self._part_before(first, name), titled)
        place = doc[end - 1].ent_type_ in _PLACES or (before is not None and before.lower_ in _words()["places"])
        described = None if name > start else self._described_after(end)
        if described is None or (place and described[2] is None and not doc[end + 1].like_num):
            return None
        return Introduction(name, end, *described)

    def _part_before(self, first: int, name: int) -> int | None:
        """Return the noun of the part before a name, what stands before a rank first: "spokesman Colonel X"."""
        at = name - 1
        while at > first and self._doc[at].lower_ in titles() and is_human(self._doc[at - 1]):
            at -= 1
        return at if is_human(self._doc[at]) else None

    def _office_before(self, name: int, end: int) -> Introduction | None:
        """Return the person between commas behind an office, by the parser: "its spokesman, Ana Ruiz, showed …"."""
        doc = self._doc
        comma = name - 1
        while comma > 0 and doc[comma].lower_ in titles():
            comma -= 1
        if comma < 1 or doc[comma].text != "," or end >= len(doc) or not doc[end].is_punct:
            return None
        root = doc[name:end].root
        joined = any(child.dep_ == "conj" for child in root.head.rights) if root.head.n_rights else False
        apposed = root.dep_ == "appos" and root.head.i < comma and root.head.tag_ in ("NN", "NNP")
        apposed = apposed and not any(token.text == "," for token in doc[root.head.i : comma])
        if apposed and is_human(root.head) and not joined:
            return Introduction(name, end, max(root.head.left_edge.i, root.head.i - WIDEST), comma, root.head.i)
        first = comma
        while first and comma - first < WIDEST and not (doc[first - 1].is_punct or doc[first - 1].is_space):
            if doc[first - 1].tag_ in _FINITE or doc[first - 1].lower_ in _words()["joining"]:
                break
            first -= 1
        noun = _office(list(doc[first:comma]))
        determined = noun is not None and doc[first].pos_ in ("DET", "PRON")
        return Introduction(name, end, first, comma, noun.i) if noun is not None and determined else None

    def _described_after(self, end: int) -> tuple[int, int, int | None] | None:
        """Return the description after a name and a comma (`first`, `last`, `head`): ", 52, a pensioner from …"."""
        doc = self._doc
        if end + 1 >= len(doc) or doc[end].text != ",":
            return None
        first, age = end + 1, False
        if doc[first].like_num and first + 1 < len(doc) and not doc[first].is_alpha:
            age, first = True, min(first + 2, len(doc) - 1)
        words = []
        for token in islice(doc[first : first + WIDEST], WIDEST):
            if token.is_punct and token.tag_ not in ("HYPH", "POS") and token.text != "-":
                break
            words.append(token)
        relative = bool(words) and words[0].lower_ in _words()["who"]
        head = None if relative else _office(words, loose=age or (bool(words) and words[0].tag_ == "PRP$"))
        closed = first + len(words) >= len(doc) or doc[first + len(words)].is_punct
        who = next((at for at, token in enumerate(words) if token.lower_ in _words()["who"]), len(words))
        verb = any(token.tag_ in _FINITE for token in words[:who])
        if head is not None and closed and not verb and (head.text[0].islower() or words[0].pos_ == "DET"):
            return first, first + len(words), head.i
        person = age or (relative and doc[end - 1].ent_type_ not in _PLACES and doc[first].lower_ != "which")
        return (first, first, None) if person else None


def _plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") and token.suffix_[-1] == "s"


def is_human(token: Token) -> bool:
    """Tell whether a word is a noun of one human being."""
    known = nouns().head(token.lower_)
    if known is None:
        return token.tag_ == "NN" and token.text.islower() and nouns().seems_human(token.lower_)
    return nouns().is_human(known, nouns().kind(known))


def named_so(token: Token) -> bool:
    """Tell whether a word can stand in a body's name, small words of names taken in."""
    capital = token.text[0].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN", "DET")
    return capital or (token.lower_ in _words()["particles"] and token.pos_ == "PROPN")


def names_in(token: Token) -> bool:
    """Tell whether a word can stand in a person's name."""
    return _capital(token) and not _known(token)


@cache
def titles() -> frozenset[str]:
    """Return the words that stand before a person's name (lower case)."""
    return frozenset(lexicon.load("coreference")["titles"]["words"])


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon.load("coreference")["naming"].items()}


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitals, "al" and "de" inside them taken in."""
    at = 0
    while at < len(doc):
        if not _capital(doc[at]):
            at += 1
            continue
        end = at + 1
        while end < len(doc) and _joins(doc[end]):
            end += 1
        if end + 1 < len(doc) and doc[end].lower_ == "the" and _epithet(doc[end + 1]):
            end += 2
        while not _capital(doc[end - 1]):
            end -= 1
        if end - at <= LONGEST_RUN:
            yield at, end
        at = end


def _capital(token: Token) -> bool:
    return token.text[0].isupper() and not (token.is_stop and (token.is_sent_start or token.pos_ != "PROPN"))


def _joins(token: Token) -> bool:
    return _capital(token) or token.lower_ in _words()["particles"] or token.text == "-"


def _epithet(token: Token) -> bool:
    return token.is_title and token.lower_ in _words()["epithets"]


def _known(token: Token) -> bool:
    return token.lower_ in titles() or nouns().head(token.lower_) is not None


def _after_titles(run: Sequence[Token]) -> int:
    """Return where a name begins in a run: after its last title, office or body."""
    last = len(run) - 1
    named = last > 0 and nouns().head(run[last].lower_) in nouns().surnames and not _known(run[last - 1])
    return next(
        (at + 1 for at in range(last - named, -1, -1) if _known(run[at]) and not _named_after_title(run, at)), 0
    )


def _named_after_title(run: Sequence[Token], at: int) -> bool:
    """Tell whether a noun right behind a title is a first name: "Colonel Patient Lukusa"."""
    word, after = run[at].lower_, at + 1 < len(run)
    if not at and after and word in nouns().forenames and not run[0].is_sent_start:
        return True
    return after and at > 0 and run[at - 1].lower_ in titles() and word not in titles()


def _by_name(run: Sequence[Token]) -> Sequence[Token]:
    """Return the name that a run begins with, its titles cut off where two names are left."""
    name = run[: next((at for at, word in enumerate(run) if not _joins(word)), len(run))]
    titled = next((at for at, word in enumerate(name) if word.lower_ not in titles()), 0)
    return name[titled:] if len(name) - titled > 1 else name


def _going_by(part: Sequence[Token], tokens: Sequence[Token]) -> Introduction | None:
    """Return who is named in a clause behind the office: "its leader, who goes by Hajji Tank"."""
    office = _office(part)
    for at, token in enumerate(tokens[1:-1], start=1):
        pair = f"{tokens[at - 1].lower_} {token.lower_}"
        if token.lower_ in _words()["called"] and (before := _office(tokens[:at])) is not None:
            office = before if before.i == token.i - 1 else office
        elif pair not in _words()["calling"]:
            continue
        if office is None:
            continue
        name = _by_name(tokens[at + 1 :])
        if 0 < len(name) <= LONGEST_NAME:
            return Introduction(name[0].i, name[-1].i + 1, part[0].i, part[-1].i + 1, office.i)
    return None


def _left(doc: Doc, name: int) -> int:
    """Return where the words before a name that tell the person's part begin: "a former Syrian" general X."""
    first = name
    while first and name - first < WIDEST:
        token = doc[first - 1]
        if token.pos_ not in ("ADJ", "NOUN", "PROPN") and token.tag_ not in ("PRP$", "POS", "HYPH", "VBN"):
            break
        first -= 1
    return first


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return a source's words between commas, without articles before them; a relative clause ends them."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ",":
            parts.append([])
        elif token.text == "." and parts[-1]:
            continue
        elif token.lower_ in _words()["who"] and not parts[-1] and len(parts) > 1:
            break
        else:
            parts[-1].append(token)
    kept = [part for part in parts if part]
    return kept or [list(tokens)]


def _office(words: Sequence[Token], *, loose: bool = False) -> Token | None:
    """Return the noun of one human being on which a phrase hangs: the last before its first preposition or clause.

    `loose`: any such noun is enough, known or not, since an age before it told that a person is described.
    """
    head = None
    for token in words:
        if token.pos_ in ("ADP", "SCONJ") or token.tag_ in _CLAUSE:
            break
        if token.tag_ == "POS":
            head = None
        elif token.tag_ in ("NN", "NNP") or is_human(token) or token.lower_ in _words()["picked"]:
            head = token
    if head is None:
        return None
    return head if loose or is_human(head) or head.lower_ in _words()["picked"] else None


def _one_office(parts: Sequence[Sequence[Token]]) -> bool:
    """Tell whether "and" stands in one person's office: "the Resident and Humanitarian Coordinator, Mr Ruiz"."""
    office = parts[0]
    if len(parts) != 2 or any(token.lower_ in _words()["joining"] for token in parts[1]):
        return False
    last = office[-1]
    capitals = all(token.text[0].isupper() or token.lower_ in ("the", "and") for token in office)
    return capitals and office[0].lower_ == "the" and last.tag_ in ("NN", "NNP") and is_human(last)
