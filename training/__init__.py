"""Training of the reader that ships in `rashomon.reading.tagger`: data, network, fitting, export and model card."""
