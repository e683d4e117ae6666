"""Nouns of bodies, which are no person's, by kind: a union is not the police, nor a town hall a company."""

from __future__ import annotations

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
