"""Nouns of bodies, which are no person's, by kind: a union is not the police, nor a town hall a company."""

from __future__ import annotations

from sourcier.ask.questions.frames import FUNCTION_NOUNS
from sourcier.ask.reading.analysed import Analysed
from sourcier.ask.verification.clauses import COURTESY
from sourcier.ask.verification.named import name_parts
from sourcier.names import Name

_ARTICLES = frozenset("le la les l the".split())

BODIES = {
    word: kind
    for kind, listed in (
        (
            "company",
            "societe groupe entreprise compagnie firme constructeur fabricant direction company firm group"
            " carrier management board",
        ),
        ("town", "mairie municipalite ville commune council"),
        ("state", "gouvernement executif ministere etat government ministry state"),
        ("prefecture", "prefecture"),
        ("police", "police policiers gendarmerie gendarmes enqueteurs officers detectives investigators"),
        ("court", "parquet tribunal cour justice court prosecutors jury"),
        ("union", "syndicat syndicats intersyndicale union unions"),
        ("opposition", "opposition"),
        ("association", "association associations ong collectif charity ngo campaigners"),
    )
    for word in listed.split()
}
"""Noun, folded → its kind; two kinds are two bodies."""


def may_be_body(claim: Analysed, name: Name) -> bool:
    """Whether a name may be of a body or a country: one word, or an article before it."""
    before = next((word for word in reversed(claim.words) if word.end <= name.start), None)
    if before is not None and (before.folded in FUNCTION_NOUNS or before.folded in COURTESY):
        return False
    return len(name_parts(name)) < 2 or (before is not None and before.folded in _ARTICLES)
