"""From a report to its record: steps in a chain, each pure, each saying what it needs and gives."""
