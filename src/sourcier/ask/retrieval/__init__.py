"""Scores, clauses and copies → the order of the passages found."""
