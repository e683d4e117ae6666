"""Text of an article or a claim → what its words say: sentences, figures, persons, sources, denials."""
