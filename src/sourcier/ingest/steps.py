"""What a run of indexing is doing, and what it found wrong → in words for a person."""

from __future__ import annotations

from sourcier.types import Bilingual

COMPARING = Bilingual(fr="Comparaison du dossier avec l'index", en="Comparing the folder with the index")
READING = Bilingual(fr="Lecture et découpage", en="Reading and splitting")
EMBEDDING = Bilingual(fr="Calcul des vecteurs", en="Computing vectors")
WRITING = Bilingual(fr="Écriture", en="Writing")
UNSTORABLE = Bilingual(
    fr="contient des demi-caractères Unicode, qui ne peuvent pas être écrits",
    en="holds half Unicode characters, which cannot be written",
)
NOTHING = Bilingual(
    fr="Le dossier ne contient aucun fichier : posez-y des articles, puis tapez : sourcier index",
    en="The folder holds no file: put articles in it, then type: sourcier index",
)
USELESS = Bilingual(fr="vecteur inutilisable", en="unusable vector")
REMOVING = Bilingual(fr="Retrait des articles disparus", en="Removing articles that are gone")
