"""Trials of the encoder that ships on tasks of others: who did what to whom, kinds of event, templates of incidents."""
