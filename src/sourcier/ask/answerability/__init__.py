"""A question and what was found → the sentences that answer it, or why it is refused or put right."""
