"""A citation → whose words it quotes, where what it cites is speech: the article only reports it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.ask.reading.attributed import Role, attributions
from sourcier.language import sentences
from sourcier.types import Bilingual, Citation, Kind, Passage

_QUOTED = re.compile(r"«[^«»]{3,}»|“[^“”]{3,}”|\"[^\"\n]{3,}\"")
_BESIDE = 300
"""Characters of the article around a quote-block in which its speaker is looked for."""
_NEAR = 20
"""Characters from the end of a quotation within which «a déclaré X» begins."""
_EDGES = ' \t\n\u00a0\u202f«»“”".,;:!?…'


@dataclass(frozen=True, slots=True)
class Speech:
    """Quoted words; ``speaker`` as the passage names them, ``None`` where it does not."""

    speaker: str | None


def speech_of(citation: Citation) -> Speech | None:
    """Whose words the citation quotes; ``None`` where the article speaks for itself.

    Speech is what a quote-block holds, and a span that lies inside quotation marks.
    """
    passage = citation.passage
    start, end = citation.start - passage.start, min(citation.end - passage.start, len(passage.text))
    if passage.kind is Kind.QUOTE_BLOCK:
        return Speech(nearest_speaker(passage.text, 0, len(passage.text)) or citation.speaker)
    while start < end and passage.text[start] in _EDGES:
        start += 1
    while end > start and passage.text[end - 1] in _EDGES:
        end -= 1
    for quoted in _QUOTED.finditer(passage.text):
        if quoted.start() < start < end < quoted.end():
            return Speech(nearest_speaker(passage.text, quoted.start(), quoted.end()) or citation.speaker)
    return None


def speaker_beside(text: str, passage: Passage) -> str | None:
    """Whom the words of the article right before or after a passage that is all quotation name as speaker.

    Before it, a sentence that ends in a colon; after it, one that opens with «a déclaré X».
    """
    if passage.kind is not Kind.QUOTE_BLOCK and not _QUOTED.fullmatch(passage.text.strip()):
        return None
    before = text[max(0, passage.start - _BESIDE) : passage.start].rstrip(_EDGES.replace(":", ""))
    if before.endswith(":"):
        lead = before[sentences(before)[-1][0] :]
        named = [one.source for one in attributions(lead) if _is_name(one.source)]
        if named:
            return " ".join(named[-1].split())
    after = text[passage.end : passage.end + _BESIDE].lstrip(_EDGES)
    named = [one.source for one in attributions(after) if one.start < _NEAR and _is_name(one.source)]
    return " ".join(named[0].split()) if named else None


def _is_name(source: str) -> bool:
    return any(word[:1].isupper() for word in source.split()[1:]) or source.istitle()


def nearest_speaker(text: str, start: int, end: int) -> str | None:
    """Whom the attribution nearest to the quotation names; one farther off is of something else."""
    named = [
        (max(one.start - end, start - one.end, 0), one.source)
        for one in attributions(text)
        if not one.anaphoric and one.role in {Role.SPEAKER, Role.SOURCE, Role.ISSUER}
    ]
    gap, source = min(named, default=(0, ""))
    return " ".join(source.split()) or None if gap <= 40 else None


def speech_words(speech: Speech, language: str) -> str:
    """«propos de X», or that the passage does not say whose words these are."""
    if speech.speaker is None:
        return Bilingual(
            fr="propos cités (auteur non nommé ici)", en="quoted words (speaker not named here)"
        ).in_(language)
    return Bilingual(fr=f"propos de {speech.speaker}", en=f"words of {speech.speaker}").in_(language)
