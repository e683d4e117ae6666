"""A few words that stand alone in an article's head → whether they name an agency or an organ of the press.

Names of outlets are no closed list, but what most are made of is: «Le Courrier de …», “… Post”, «Radio …».
A name that is made of nothing of the kind is not recognised: it may be a place, a section or an event.
"""

from __future__ import annotations

import re

from sourcier.agencies import AGENCIES
from sourcier.folding import fold

_SPELLED = "|".join(AGENCIES.values())
_AGENCY = re.compile(
    r"(?:d[ée]p[êe]che (?:de l['’]|d['’]|de )?|(?:l['’])?agence |the |агентство |وكالة (?:أنباء )?)?"
    rf"(?P<name>{_SPELLED}|REUTERS|XINHUA|BLOOMBERG|INTERFAX)(?: (?:news|du|от|le))?",
    re.IGNORECASE,
)
_EXACT = re.compile(f"{_SPELLED}|REUTERS|XINHUA|BLOOMBERG|INTERFAX")  # some are words without capitals
_MADE_OF = frozenset(
    """actu actualites agence bulletin chronique courrier depeche echo echos eclaireur gazette hebdo info
    infos journal magazine messager moniteur news nouvelliste presse quotidien radio republicain revue
    telegramme tele television tribune tv chronicle daily dispatch enquirer examiner gazette herald inquirer
    mail mercury newspaper newswire observer post press reporter sentinel telegraph times weekly
    новости газета вестник известия ведомости вести курьер радио""".split()
)
_WHOLE = frozenset(
    """capital croix devoir dimanche eclair equipe express figaro humanite independant indigne libre matin
    monde obs observateur opinion orient parisien patriote pays peuple point progres provencal quotidien
    reveil republique soir standard temps verite vie voix watan
    economist guardian hill independent monitor record star standard sun times week""".split()
)
_ARTICLE = re.compile(r"(?:le |la |les |l['’]|the |el |al[- ])", re.IGNORECASE)
_ARABIC = re.compile(r"(?:صحيفة|جريدة|مجلة|وكالة|قناة|موقع|إذاعة) [^\d،,.:]{2,40}")
_CYRILLIC = re.compile("[А-ЯЁ]")
_LABEL = re.compile(
    r"(?:communiqués?|dossiers?|revues?|points?|conférences?|kits?) (?:de )?presse|(?:press|news) releases?"
    r"|press (?:review|kit)|пресс-релиз|بيان صحفي",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = frozenset("de du des la le les d l of the and et en sur a au aux и по".split())
_SIGNING = frozenset("par by автор".split())
_LONGEST = 6  # words


def publisher(words: str) -> str | None:
    """The agency or the organ of the press that ``words`` name, as they write it; ``None`` for anything else.

    «Dépêche AFP du» names AFP.
    """
    words = words.strip(" \u00a0,;:.()[]/|·•–—-")
    agency = _AGENCY.fullmatch(words)
    if agency and is_agency(agency["name"]):
        return agency["name"]
    if _ARABIC.fullmatch(words):
        return words
    parts = _WORD.findall(words)
    if not 1 <= len(parts) <= _LONGEST or re.search(r"[,;:.!?«»“”\"]", words):
        return None
    if fold(parts[0]) in _SIGNING or press_label(words):
        return None
    if not all(map(_in_a_name, parts[:1] if _CYRILLIC.match(words) else parts)):
        return None
    pieces = [fold(piece) for part in parts for piece in re.split("['’-]", part)]
    whole = fold(_ARTICLE.sub("", words, count=1))
    named = len(parts) > 1 or len(pieces) > 1
    return words if named and (_MADE_OF.intersection(pieces) or whole in _WHOLE) else None


def press_label(words: str) -> bool:
    """Whether ``words`` say what kind of text follows: «Communiqué de presse»."""
    return _LABEL.fullmatch(words.strip(" :")) is not None


def _in_a_name(word: str) -> bool:
    return word[0].isupper() or fold(word) in _SMALL or (word.isdigit() and len(word) <= 3)


def is_agency(name: str) -> bool:
    """Whether ``name`` is that of a news agency."""
    return _EXACT.fullmatch(name) is not None
