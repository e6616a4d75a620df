"""Which letters stand for which name in a report: "the Sand River Monitor (SRM)".

Knows: letters in brackets after a name, and letters that are the first ones of a name's words.
Does not know: who has the name (naming).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 12
"""Words of a name at most: "Office of the United Nations High Commissioner for Human Rights"."""
_JOINTS = frozenset({"of", "for", "the", "and", "in", "on", "to"})


class Aliases:
    """The short forms of one text's names."""

    def __init__(self, doc: Doc) -> None:
        """Find them in one walk over the words."""
        self._long: dict[str, str] = {}
        initials: dict[str, set[str]] = {}
        at = 0
        while at < len(doc):
            if not doc[at].text[0].isupper():
                at += 1
                continue
            end = at + 1
            while end < len(doc) and (doc[end].text[0].isupper() or doc[end].lower_ in _JOINTS or _goes_on(doc[end])):
                end += 1
            while not doc[end - 1].text[0].isupper():
                end -= 1
            first = at + 1 if doc[at].lower_ == "the" else at
            name = doc[first:end].text
            if 1 < end - first <= LONGEST:
                if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
                    short = doc[end + 1].text
                    if short.isupper() and len(short) > 1:
                        self._long[short] = _lettered(name, short)
                        self._long[f"{name} ({short})"] = name
                for words in _initials(name):
                    initials.setdefault(words, set()).add(name)
            at = end
        for short, names in initials.items():
            if len(names) == 1:
                self._long.setdefault(short, *names)

    def long(self, written: str) -> str | None:
        """Return the whole name that is written so, None where the report does not say."""
        return self._long.get(written)


def _lettered(name: str, short: str) -> str:
    """Return the end of a name whose first letters are `short`, all of it where none has them."""
    words = name.split()
    ends = (" ".join(words[at:]) for at in range(len(words) - 1) if words[at][0] == short[0])
    return next((end for end in ends if short in _initials(end)), name)


def _goes_on(token: Token) -> bool:
    """Tell whether a word is the "'s" or the hyphen inside a name: "People's Front", "Inter-American Union"."""
    return (
        (token.tag_ == "POS" or token.text == "-") and token.i + 1 < len(token.doc) and token.nbor().text[0].isupper()
    )


def _initials(name: str) -> set[str]:
    words = name.replace("-", " ").split()
    strong = [word[0] for word in words if word.lower() not in _JOINTS]
    both = {"".join(strong), "".join(word[0].upper() for word in words)}
    return {letters for letters in both if len(letters) > 2 and letters.isalpha()}
