"""Text → the news agencies it credits, with the words that do; an article → the credit for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

AGENCIES: dict[str, str] = {
    "AFP": r"AFP|Agence France[- ]Presse|АФП|فرانس برس",
    "Reuters": r"Reuters|REUTERS|Рейтер|رويترز",
    "AP": r"AP|Associated Press|أسوشيتد برس",
    "TASS": r"ITAR-TASS|TASS|Tass|ТАСС|تاس",
    "RIA Novosti": r"RIA Novosti|Ria Novosti|RIA|РИА Новости",
    "Interfax": r"Interfax(?:-Ukraine)?|Интерфакс",
    "Sputnik": r"Sputnik",
    "Xinhua": r"Xinhua|Chine nouvelle|Синьхуа|شينخوا",
    "Anadolu": r"Anadolu|Agence Anadolu|AA|الأناضول",
    "SPA": r"SPA|Saudi Press Agency|واس",
    "SANA": r"SANA|Sana|سانا",
    "APS": r"APS|Algérie Presse Service",
    "MAP": r"MAP|Maghreb Arabe Presse",
    "TAP": r"TAP|Tunis Afrique Presse",
    "MENA": r"MENA|Middle East News Agency",
    "WAM": r"WAM",
    "QNA": r"QNA",
    "KUNA": r"KUNA",
    "Petra": r"Petra",
    "NNA": r"NNA",
    "IRNA": r"IRNA|Irna",
    "Fars": r"Fars",
    "Tasnim": r"Tasnim",
    "EFE": r"EFE|Efe",
    "dpa": r"dpa|DPA",
    "ANSA": r"ANSA|Ansa",
    "Belga": r"Belga",
    "ATS": r"Keystone-ATS|ATS|Ats",
    "APA": r"APA",
    "Lusa": r"Lusa",
    "PA": r"PA Media|Press Association",
    "UPI": r"UPI|United Press International",
    "Bloomberg": r"Bloomberg",
    "Kyodo": r"Kyodo",
    "Jiji": r"Jiji",
    "Yonhap": r"Yonhap",
    "KCNA": r"KCNA",
    "PTI": r"PTI|Press Trust of India",
    "ANI": r"ANI",
    "AAP": r"AAP",
    "Antara": r"Antara",
    "Ukrinform": r"Ukrinform",
    "UNIAN": r"UNIAN",
    "BelTA": r"BelTA",
    "Tanjug": r"Tanjug",
    "PAP": r"PAP",
    "NTB": r"NTB",
    "Ritzau": r"Ritzau",
    "La Presse canadienne": r"La Presse canadienne|The Canadian Press",
}
"""Name → how articles write it (case matters: the short ones are words otherwise)."""

_ANY = "|".join(
    sorted(
        (spelling for spellings in AGENCIES.values() for spelling in spellings.split("|")),
        key=len,
        reverse=True,
    )
)
_NAMED = re.compile(rf"(?<![\w/©-])(?:{_ANY})(?![\w-])")
_SPELLINGS = [(name, re.compile(rf"(?:{spellings})")) for name, spellings in AGENCIES.items()]
# A credit stands in a dateline, a by-line, or alone on the last lines; not under a photograph.
_CREDIT = re.compile(
    rf"(?:\((?P<dateline>{_ANY})\)\s*[-–—:.]"
    rf"|^\s*(?:[A-ZÉÈ][\w’' .,-]{{2,40}}?,?\s)?\(?(?P<opening>{_ANY})\)?\s*[-–—:]\s"
    rf"|\b(?:avec|with)\s+(?:l['’])?(?:agences?\s+)?(?P<with>{_ANY})\b(?:\s*(?:,|et|and)\s+(?P<beside>{_ANY})\b)?"
    rf"|\b(?:avec|with)\s+\w+\s+(?:et|and)\s+(?P<second>{_ANY})\b"
    rf"|^\s*(?:[Ss]ources?\s*:\s*|[Pp]ar\s+|[Bb]y\s+(?:The\s+)?|©\s*)?(?P<alone>{_ANY})\s*\.?\s*$"
    rf"|(?<=[.!?»”\"])\s*\((?:(?:(?P<first>{_ANY})|[\w ]{{1,20}})\s?/\s?)?(?P<ending>{_ANY})\)\.?\s*\Z"
    rf"|\b[Ss]ources?\s*:\s*(?P<source>{_ANY})\b)",
    re.MULTILINE,
)  # fmt: skip


def agency_of(words: str) -> str | None:
    """The agency that ``words`` name, if they name one."""
    found = _NAMED.search(words)
    return _canonical(found[0]) if found else None


_OURS = re.compile(
    r"\b(?:nous (?:avons|nous sommes)|(?:notre|nos) (?:journalistes?|correspondante?s?|envoyée?s?|reporters?"
    r"|rédaction|informations|constatations)|our (?:reporters?|correspondents?|newsroom)"
    r"|we (?:counted|saw|have seen|obtained))\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"«[^«»]*(?:»|$)|“[^“”]*(?:”|$)|\"[^\"\n]*(?:\"|$)")


def is_own(stretch: str) -> bool:
    """Whether the outlet says that it was there itself: no agency's, whatever is credited below."""
    return bool(_OURS.search(_SPOKEN.sub(" ", stretch)))


def article_credits(text: str) -> Iterator[tuple[str, int, int]]:
    """Credits for the article as a whole: agency, start, end."""
    for match in _CREDIT.finditer(text):
        for group, spelling in match.groupdict().items():
            if spelling is not None:
                yield _canonical(spelling), match.start(group), match.end(group)


def _canonical(spelling: str) -> str:
    return next(name for name, pattern in _SPELLINGS if pattern.fullmatch(spelling))
