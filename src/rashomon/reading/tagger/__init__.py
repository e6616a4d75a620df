"""The trained tagger of attributions: words and their traits, the network, tags, ties and the step."""
