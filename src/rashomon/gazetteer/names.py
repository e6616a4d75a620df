"""When two spellings are one name.

Knows: folding of case, marks, apostrophes, hyphens, Saint and the Arabic article; a weaker one of transliterations.
Does not know: any place.
"""

from __future__ import annotations

import re
import unicodedata

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʿʾʻʼˈ]")
_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"\b(?:al|ad|ar|as|ash|at|ath|az|an|el(?=-))[ -]+(?=\w{3})|^the (?=\w)")
_SAINT = re.compile(r"\bst\b\.?(?= ?\w)")
_MOUNT = re.compile(r"\bmt\b\.?(?= ?\w)")
_ARTICLE_EL = re.compile(r"^(?:el|ed|er|es|esh|et|ez)[ -](?=\w{3})")
_WEAKER = (
    (re.compile(r"[ck]h(?=[^aeiou]|.)"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"[dt]h"), lambda match: match[0][0]),
    (re.compile(r"dj"), "j"),
    (re.compile(r"q|c(?=[aou])"), "k"),
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"a[iy]|e[iy]"), "ai"),
    (re.compile(r"ee|iy|y|e"), "i"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"ah?$|h$"), "a"),
)
"""Spellings of one sound in English reports: ou/u/oo/o, ee/i/e/y, q/k, gh/g, kh/k, th/t, dh/d, doubles, a final h."""


def key(name: str) -> str:
    """Return what all ordinary spellings of `name` share; empty when it has no letter.

    ``al-Hajar al-Aswad`` and ``Hajar al Aswad``, ``Saint-Denis`` and ``St. Denis``, ``Sana'a`` and ``Sanaa`` are one.
    """
    return _NOT_WORD.sub("", _plain(name))


def weak_key(name: str) -> str:
    """Return what transliterations of `name` share, e.g. ``Hodeidah`` and ``Hudaydah``. Unlike names may share it."""
    text = _NOT_WORD.sub("", _ARTICLE_EL.sub("", _plain(name)))
    for pattern, letter in _WEAKER:
        text = pattern.sub(letter, text)
    return text


def _plain(name: str) -> str:
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
        text = "".join(letter for letter in text if not unicodedata.combining(letter)).replace("–", "-")
    text = _APOSTROPHES.sub("", text)
    return _MOUNT.sub("mount", _SAINT.sub("saint", _ARTICLE.sub("", text)))
