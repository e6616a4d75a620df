"""The built-in gazetteer: names to places, from a compact file built at installation."""
