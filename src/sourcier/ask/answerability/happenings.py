"""A question about a disaster → the word for it, where no article on its place tells of one of that kind.

«Le séisme de X» is not answered by an article on the flood of X, however much of the rest it says. The kinds
are few, and what news call them is soon listed, in four languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.ask.answerability.evidence import FOUND
from sourcier.ask.answerability.within import named
from sourcier.ask.questions.asked import Asked, Role
from sourcier.ask.questions.terms import TextWords
from sourcier.language import fold
from sourcier.types import Passage

_KINDS = tuple(
    (re.compile(rf"(?:ال)?(?:{asked})$"), re.compile(rf"(?<!\w)(?:[وبفل]?ال|لل)?(?:{told})"))
    for asked, told in (
        (r"seismes?|tremblements?|(?:earth)?quakes?|землетряс\w+|زلزال",
         r"seism|sism|tremblement|secousse|magnitude|earthquake|quake|tremor|землетряс|زلزال|هزة"),
        (r"crues?|inondations?|floods?|flooding|наводнени\w+|паводк\w+|فيضان\w*",
         r"crues?\b|inond|submer|debord|flood|overflow|burst its banks|deluge|наводн|паводк|فيضان|سيول"),
        (r"incendies?|fires?|wildfires?|пожар\w*|حريق",
         r"incendi|feux?\b|flamm|brul|calcin|fires?\b|wildfire|blaze|burn|пожар|حريق|حرائق"),
        (r"explosions?|взрыв\w*|انفجار",
         r"explos|deflagr|deton|bomb|souffle|blast|взрыв|взорв|انفجر|انفجار"),
        (r"eboulements?|glissements?|landslides?|mudslides?|ополз\w+|обвал\w*",
         r"glissement|eboul|effondr|coulee|landslide|mudslide|rockfall|collaps|ополз|обвал|انهيار"),
        (r"avalanches?|лавин\w+", r"avalanche|лавин"),
        (r"tempetes?|ouragans?|cyclones?|tornades?|typhons?|storms?|hurricanes?|шторм\w*|ураган\w*|عاصفة|اعصار",
         r"tempete|ouragan|cyclon|tornad|typh|orage|rafale|vents?\b|storm|hurrican|шторм|ураган|عاصفة|اعصار"),
        (r"naufrages?|shipwrecks?|кораблекрушени\w+",
         r"naufrag|chavir|coule|sombr|shipwreck|capsiz|sank|sunk|кораблекруш|затону|غرق"),
        (r"attentats?|fusillades?|tueries?|теракт\w*",
         r"attentat|attaqu|terroris|fusillade|tuerie|kamikaze|assaillant|bomb|attack|shooting|tir|теракт|напад|هجوم"),
        (r"epidemies?|outbreaks?|epidemics?|эпидеми\w+|وباء",
         r"epidemi|contamin|infect|virus|outbreak|malad|cas\b|эпидеми|вспышк|وباء"),
    )
)  # fmt: skip


_RULED_OUT = re.compile(
    r"\b(?:exclu(?:t|ent|e|es|re|ait)?|ecart(?:e|es|ee|ees|ent|er)|rul(?:ed|es|ing) out"
    r"|aucun signe|no sign|исключ\w+|استبعد\w*)\b"
)
_NEAR = 30  # characters on either side in which it is ruled out


def untold(asked: Asked, passages: Sequence[Passage]) -> str | None:
    """The question's word for a disaster that no article with a name of the question tells of."""
    for term in asked.subject:
        if term.role not in {Role.NOUN, Role.HEAD}:
            continue
        told = next((told for nouns, told in _KINDS if nouns.match(term.word)), None)
        if told is not None and not any(_tells(told, text) for text in _about(asked, passages)):
            return term.text
    return None


def _tells(told: re.Pattern[str], text: str) -> bool:
    """Whether a text tells of it, other than to rule it out: «la piste de l'attentat est écartée»."""
    return any(
        not _RULED_OUT.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR])
        for match in told.finditer(text)
    )


def _about(asked: Asked, passages: Sequence[Passage]) -> list[str]:
    """What each article says, folded, of those with a name of the question; of all, where it has none."""
    texts: dict[str, list[str]] = {}
    languages: dict[str, str] = {}
    for passage in passages:
        texts.setdefault(passage.article_id, [passage.title or ""]).append(passage.text)
        languages[passage.article_id] = passage.language
    names = [term for term in named(asked) if term.role is Role.NAME]
    whole = {article: "\n".join(parts) for article, parts in texts.items()}
    return [
        fold(text)
        for article, text in whole.items()
        if not names
        or any(TextWords(text, languages[article]).find(name, asked.language)[0] >= FOUND for name in names)
    ]
