"""A question → its answer: understand, retrieve, answer, verify, weigh, show. The index is only read.

The stages are the modules here; what each is made of is in the package named for it.
"""
