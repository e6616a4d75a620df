"""From bytes to reports: one module a format, limits, and honest metadata."""
