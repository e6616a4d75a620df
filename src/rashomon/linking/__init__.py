"""From claims to incidents: families of copies, relations with reasons, views over time."""
