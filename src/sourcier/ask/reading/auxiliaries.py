"""The auxiliaries of French and English, folded: what stands before a participle and says who bears it."""

from __future__ import annotations

BEING = frozenset(
    """
    est sont etait etaient fut furent sera seront serait seraient ete etre
    is are was were been being be
    """.split()
)
"""Before a participle they make a passive: «a été relaxé», "was sold"."""
HAVING = frozenset("a ont avait avaient aura auront eut eurent ayant has have had having".split())
"""Before a participle they make an active: «a relaxé», "has sold"."""
BY = frozenset(("par", "by"))
"""Behind a passive they name who did it."""
