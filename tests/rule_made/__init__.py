"""Real sentences → claims made of them by rule: the same said otherwise, or with one fact changed.

Nothing here is taken from the program that is measured: sentences, names, numbers and dates are found by
rules of this package, and what replaces a name comes from other articles of the same data.
"""
