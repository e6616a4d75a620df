"""The command line: what can be typed, and what is printed."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""The cores are for the processes that read; this must be said before numpy is loaded."""
