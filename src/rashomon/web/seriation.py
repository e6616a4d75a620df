"""The order of a matrix's rows and columns in which those that say the same stand together.

Knows: how camps become visible: rows and columns by the leading singular vectors of the cells (reciprocal averaging).
Does not know: what a row, a column or a cell stands for.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def order(cells: Sequence[Sequence[float]]) -> tuple[list[int], list[int]]:
    """Return the order of rows and of columns; cells are -1 (against) to 1 (for), 0 where nothing is said.

    Each row's place is its weight in the leading left singular vector, each column's that in the right one, so that
    those for and against the same things end up at opposite ends. Equal weights keep the order that was given.
    """
    if not cells or not cells[0]:
        return list(range(len(cells))), []
    left, _, right = np.linalg.svd(np.asarray(cells, dtype=float), full_matrices=False)
    rows, columns = left[:, 0].round(9), right[0].round(9)
    if columns.sum() < 0:
        rows, columns = -rows, -columns
    by_row = sorted(range(len(rows)), key=lambda one: -rows[one])
    return by_row, sorted(range(len(columns)), key=lambda one: -columns[one])
