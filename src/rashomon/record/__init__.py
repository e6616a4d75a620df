"""The nouns, as frozen values. Standard library only."""
