"""The wording of a source → the office that its article's place makes one: «la préfecture», "the police"."""

from __future__ import annotations

import re

from sourcier.language import fold

_FAMILIES = {
    "prefecture": r"(?:sous-)?prefec?t(?:ure|e)?|prefectorale?s?|prefect(?:ure)?|префектур\w*|префект\w*",
    "prosecutor": r"parquet|procur\w+|prosecutors?|прокур\w*|النيابة",
    "police": r"police|policiere?s?|полиц\w*|الشرطة",
    "gendarmerie": r"gendarmerie|gendarmes|жандарм\w*",
    "mayor": r"mairie|maire|mayor|town hall|city hall|мэр\w*|بلدية",
    "army": r"armee|etat-major|army|армия",
    "navy": r"navy|coastguard|capitainerie",
    "court": r"tribunal|court|суд|المحكمة",
    "firefighters": r"pompiers|sapeurs-pompiers|fire(?:fighters| service| brigade)|пожарн\w+|الإطفاء",
    "management": r"direction|management|руководств\w+",
    "rescuers": r"secours|secouristes|rescuers|emergency services|спасател\w+",
}
_FAMILY = {
    name: re.compile(rf"(?:l'|la |le |les |the |local |regional )*(?:{words})(?P<of>.*)$", re.DOTALL)
    for name, words in _FAMILIES.items()
}


def office(source: str) -> tuple[str, bool] | None:
    """Its kind, the same in every language, and whether the words name nothing besides it."""
    folded = " ".join(fold(source).replace("’", "'").split())
    for name, pattern in _FAMILY.items():
        if (match := pattern.match(folded)) and not match["of"][:1].isalnum():
            return name, not match["of"].strip()
    return None
