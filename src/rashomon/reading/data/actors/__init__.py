"""The actor lexicon: one TOML file a conflict or group of actors; docs in `reading.actors`."""
