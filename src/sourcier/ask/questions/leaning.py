"""A question → whether it leans on an earlier one: an opening «et», an ellipsis, a pronoun without its noun.

A pronoun leans only where nothing before it in the question can be what it stands for: «le pont sera-t-il
fini ?» names its subject, «quand sera-t-il fini ?» does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sourcier.language import fold, stopwords, words
from sourcier.names import proper_names

_CONNECTIVES = {
    "fr": frozenset("et mais alors puis sinon donc ensuite".split()),
    "en": frozenset("and but then so also".split()),
    "ru": frozenset("а и но тогда или".split()),
    "ar": frozenset("و ثم لكن".split()),
}
_ASKING = {
    "fr": frozenset(
        "qui que quoi qu quel quelle quels quelles quand ou combien comment pourquoi lequel laquelle".split()
    ),
    "en": frozenset("who whom whose what which when where how why did does do is are was were".split()),
    "ru": frozenset(
        "кто кого кому что чего чем какой какая какие каков какова каковы"
        " когда где куда сколько как почему".split()
    ),
    "ar": frozenset("من ما ماذا متي اين كم كيف لماذا هل".split()),
}
"""Words by which a whole question asks, folded; «et à Oran ?» has none."""

_TIME = {
    "fr": r"années?|semaines?|mois|matin|soir|jours?|week-end|été|printemps|hiver|automne|temps|fois",
    "en": r"years?|weeks?|months?|mornings?|evenings?|summer|winter|spring|autumn|weekend|time",
    "ru": r"год\w*|недел\w*|месяц\w*|д(?:ень|ня|ни|нях)|утро\w*|лет\w*|раз\w*",
    "ar": r"العام|الأسبوع|الشهر|السنة|اليوم|الصباح|الصيف",
}
"""«Cette semaine» counts from now, not from the question before."""

_POINTING = {
    "fr": re.compile(
        r"(?<!\w)(?:ils?|elles?|lui|leurs?|eux|cel(?:ui|le|les)-(?:ci|là)|ceux-(?:ci|là)|cela|ça|ceci|sa|son|ses"
        r"|y(?!\s+a)|(?:ce|cette)\s+derni\w+|(?:qu|s|n|m|t)['’]en"
        r"|en\s+(?:a|ont|est|sont|dit|disent|pense\w*|parle\w*|fait|font|sait|reste\w*|résulte\w*)"
        rf"|(?<!-)(?:cet|cette|ces|ce)\s+(?!(?:{_TIME['fr']}|qui|que|sont|dont|à|sera|serait|fut|derni\w*)\b)"
        r"(?!qu['’]|n['’])\w+)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:he|she|it|they|him|hers?|them|his|its|theirs?|there|ones?(?=\W*$)|(?:this|that|these|those)(?=\W*$)"
        rf"|(?:this|these|those)\s+(?!(?:{_TIME['en']})\b)\w+|that\s+(?:mean|happen|was|is|one)\w*)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:он|она|они|оно|его|е[её]|их|ему|ей|им|ими|нему|н[её]м|не[её]|них|ней|ним|туда|там"
        rf"|эт(?:от|а|о|и|ого|ой|ом|их|у|им|ими)(?!\s+(?:{_TIME['ru']})\b))\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)(?:(?<!من )(?<!ما )(?:هو|هي|هم)|هما|ذلك|تلك|هناك|هؤلاء"
        rf"|(?:هذا|هذه)(?!\s+(?:{_TIME['ar']}))"
        r"|(?:ل|ب|في|عن|من|إلي|علي|مع|لدي)(?:ه|ها|هم|هما)"
        r"|[^\W\d]{3,}(?:ته|تهم|ها)"  # «زيارته»: his visit
        r")(?!\w)"
    ),
}
_IMPERSONAL = re.compile(
    r"\b(?:il\s+y\s+a\w*|y\s+a\w*-t-il|il\s+faut|fau(?:t|dra)(?:-t)?-il|s['’]agit-il|il\s+s['’]agit"
    r"|(?:doit|va|peut)-il\s+se|s['’](?:est|était)-il\s+passé|se\s+passe(?:ra)?-t-il"
    r"|(?:est|serait)-il\s+(?:vrai|possible|prévu|question|exact)|is\s+it\s+(?:true|possible|known)"
    r"|there\s+(?:is|are|was|were)|(?:is|are|was|were)\s+there)\b",
    re.IGNORECASE,
)
"""A pronoun that stands for nothing."""

_NOUN = {
    "fr": re.compile(
        r"(?<!\w)(?:l['’]\s?|(?:les?|la|une?|des|du|aux?|cet|cette|ces|chaque|plusieurs|deux|trois)\s+)[^\W\d]{3,}",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:the|an?|every|each|two|three)\s+[^\W\d]{3,}", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)[وبفكل]?ال[^\W\d]{3,}"),
}
"""A noun of the question itself. «Quelle ville» and «combien de soldats» are asked for, and do not count."""

_POSSESSIVE = frozenset("sa son ses leur leurs his her its their".split())
_ASKED_FOR = re.compile(
    r"\b(?:quel(?:le)?s?|combien\s+de|which|what|how\s+many)\s+([^\W\d]{3,})", re.IGNORECASE
)
"""«Quelle entreprise a vendu ses actions ?»: its own."""

_ABOUT = re.compile(r"\W*(?:what\s+about|how\s+about|qu['’]en\s+est-il|quid)\b", re.IGNORECASE)
_DEFINING = re.compile(r"\W*(?:qu['’ ]est[- ]ce\s+qu|what\s+is\s+an?\b|что\s+такое\b)", re.IGNORECASE)
_WHO = frozenset("qui who кто من".split())

_JOINED = re.compile(r"و(?=(?:من|ما|ماذا|متى|أين|اين|كم|كيف|لماذا|هل)\b)")
"""«وكم»: and how many, in one word."""


def follows_up(question: str, language: str) -> bool:
    """Whether the question cannot be understood without an earlier one."""
    folded = [word for word, _, _ in words(question)]
    if not folded or language not in _POINTING:
        return False
    names = proper_names(question, language)
    named = {word for name in names for word, _, _ in words(name.text)}
    stop = stopwords(language)
    content = [word for word in folded if word not in stop and len(word) > 2]
    if folded[0] in _CONNECTIVES[language] or (language == "ar" and _JOINED.match(question)):
        asks = _ASKING[language] & set(folded)
        return not (names and asks and (set(content) - named or asks & _WHO))
    if _ABOUT.match(question):
        return True
    if not names and len(content) <= (0 if _DEFINING.match(question) else 1):
        return True
    subject = _IMPERSONAL.sub(lambda found: " " * len(found[0]), question)
    pointing = _POINTING[language].search(subject)
    if pointing is None:
        return False
    before = question[: pointing.start()]
    if fold(pointing[0]) in _POSSESSIVE and _own(before, stop):
        return False
    return not _named_in(before, language)


def _own(before: str, stop: Collection[str]) -> bool:
    """Whether what is asked for owns what a possessive names: «quelle ville … ses», «qui a donné son nom»."""
    if any(fold(word) not in stop for word in _ASKED_FOR.findall(before)):
        return True
    told = [word for word, _, _ in words(before)]
    return bool(_WHO & set(told[:1])) and any(word not in stop and len(word) > 2 for word in told)


def is_ellipsis(question: str, language: str) -> bool:
    """Whether it asks by no word of its own: «et à Oran ?», "what about Lisbon?"."""
    asking = _ASKING.get(language, frozenset()) & {word for word, _, _ in words(question)}
    return not asking or _ABOUT.match(question) is not None


def _named_in(text: str, language: str) -> bool:
    """Whether ``text``, what stands before a pronoun, holds something that it can stand for."""
    asking = _ASKING[language]  # «Какова» begins a question with a capital, and is no name
    if any(fold(name.text) not in asking for name in proper_names(text, language)):
        return True
    noun = _NOUN.get(language)
    if noun is not None:
        return noun.search(text) is not None
    stop = stopwords(language)  # Russian has no articles: a verb and a noun
    return sum(word not in stop and len(word) > 2 for word, _, _ in words(text)) > 1
