"""A question → its answer: understand, retrieve, answer, verify, weigh, show. The index is only read."""
