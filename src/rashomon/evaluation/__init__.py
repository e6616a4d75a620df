"""How good and how fast the reading is, against marked texts."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""As the command line has it, which is what is measured."""
