"""How good the reader is, on gold of our own, and how fast."""
