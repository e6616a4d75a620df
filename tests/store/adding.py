"""A program that adds made reports, to be killed: ``python -m tests.store.adding CASEBOOK FIRST LAST``.

Prints how many it added.
"""

from __future__ import annotations

import sys

from rashomon.store import open_store
from tests.store.made import made_reading, original


def main(address: str, first: int, last: int) -> int:
    """Add the made readings `first` to `last`, both included, and return how many were not there before."""
    with open_store(address, create=True) as store:
        readings = (made_reading(number) for number in range(first, last + 1))
        return sum(store.writer.add(reading, original(reading)) for reading in readings)


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))}\n")
