"""Data that reading needs, one folder a subject."""
