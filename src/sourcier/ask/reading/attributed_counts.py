"""Text → who gives a figure of it: «la CGT parle de 12 000», «la préfecture a dénombré 40 blessés»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcier.ask.reading.attributed import Attribution, Role

_WORD = r"[^\s,;:.!?«»\"“”()\[\]\d]+"
_WHO = rf"(?P<source>(?:(?:[Ll]es?|[Ll]a|[Tt]he)\s|[Ll]['’])?{_WORD}(?:\s{_WORD}){{0,5}}?)"
_FIGURE = (
    r"(?=(?:[^\s,;:.!?«»]+\s){0,4}?(?:\d|une? (?:dizaine|vingtaine|centaine)"
    r"|plusieurs|des (?:dizaines|centaines|milliers)))"
)
_COUNTS = re.compile(
    rf"(?:(?<=^)|(?<=[,;] )|(?<=[.!?] ))(?:[A-ZÀ-Þ]\w+ ?(?:di|matin|soir)?, )?{_WHO}\s"
    r"(?:(?:a|ont|avai(?:t|ent))\s(?:dénombré|compté|recensé|comptabilisé|évalué|chiffré|évoqué|avancé)"
    r"|dénombre(?:nt)?|recense(?:nt)?|évoque(?:nt)?|revendique(?:nt)?|avance(?:nt)?|f(?:ait|ont) état de"
    r"|parle(?:nt)? de|table(?:nt)? sur|counted|counts?|puts?\sthe\s(?:figure|number|toll)\sat)\s"
    rf"{_FIGURE}"
)
_BODY = (
    r"(?:(?:les?|la|the)\s|l['’]|(?=(?:police|organi[sz]ers|unions?|authorities|officials|management)\b))"
    rf"(?!autres?\b|moitié\b|plupart\b){_WORD}(?:\s{_WORD}){{0,3}}?"
)
_ANOTHER = re.compile(
    rf"[^.!?;«»]{{0,80}}?(?:[,;]|\s(?:et|and|while|contre|quand|tandis que))\s(?P<source>{_BODY}),?\s"
    r"(?:(?:put|puts)\sit\sat\s|said\s)?(?:de\s|à\s|sur\s)?"
    r"(?:seulement\s|environ\s|près de\s|some\s|about\s|only\s)?"
    r"(?=\d)"
)
"""«…, la préfecture de 8 000»: who gives another figure of it, the verb left out."""
_NOT_A_SOURCE = re.compile(r"(?<!\w)(?:ils?|elles?|on|nous|we|i|he|she|they|it|qui|who|dont)$", re.IGNORECASE)


def attributions_of_counts(text: str) -> Iterator[Attribution]:
    """The sources of figures in a sentence whose verb counts, rather than says."""
    for match in _COUNTS.finditer(text):
        start, end = match.span("source")
        if not _NOT_A_SOURCE.search(match["source"]):
            yield Attribution(start, match.end(), match["source"], start, end, Role.SPEAKER)
            if other := _ANOTHER.match(text, match.end()):
                start, end = other.span("source")
                yield Attribution(start, other.end(), other["source"], start, end, Role.SPEAKER)
