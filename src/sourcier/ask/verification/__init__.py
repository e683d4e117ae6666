"""A claim and a text → what of the claim the text does not bear out."""
