"""Rashomon reads reports of a conflict and keeps the accounts: who says what, who denies it, and on which words."""
