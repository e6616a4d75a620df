"""Where records are kept: one schema on SQLite and PostgreSQL, originals beside it."""
