"""A program that adds made reports, to be killed: ``python -m tests.store.adding CASEBOOK FIRST LAST``.

Prints a line for each that was not there before.
"""

from __future__ import annotations

import sys

from rashomon.store import open_store
from tests.store.made import made_reading, original


def main(address: str, first: int, last: int) -> int:
    """Add the made readings `first` to `last`, both included, and return how many were not there before."""
    added = 0
    with open_store(address, create=True) as store:
        for number in range(first, last + 1):
            reading = made_reading(number)
            if store.writer.add(reading, original(reading)):
                added += 1
                sys.stdout.write(f"{reading.report.id}\n")
                sys.stdout.flush()
    return added


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
