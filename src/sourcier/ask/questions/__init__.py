"""A question → what it asks, of whom, of when, in what words."""
