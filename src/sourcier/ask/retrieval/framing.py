"""A question → its words that say who reports, and that it is reported, not what: they count lightly.

«Selon Le Monde, l'article évoque-t-il …»: the article that answers calls itself neither an article nor
Le Monde, and one that says these words is not about the matter. They are not left out: a question may be
about an outlet, and which of two outlets is meant they tell all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from sourcier.ask.questions.outlets import named_places
from sourcier.ask.reading.reporting import is_reporting
from sourcier.language import words

# What an article is called, and what it does without saying anything: words of saying are `is_reporting`'s.
_FRENCH = (
    r"articles?|dépêches?|reportages?|journa(?:l|ux)|publi(?:e|ent|é|ée|és|ées)|mentionn\w+|évoqu\w+"
    r"|décri(?:t|re|vent|vait)|abord(?:e|ent|é|er)|dépei(?:nt|gnent)|suggér\w+"
)
_ENGLISH = (
    r"articles?|reporting|stor(?:y|ies)|coverage|news|newspapers?|publish(?:es|ed)?|mention(?:s|ed|ing)?"
    r"|discuss(?:es|ed|ing|ion)?|describ(?:e|es|ed|ing)|description|portray(?:s|ed|al|ing)?"
    r"|depict(?:s|ed|ing|ion)?|outlin(?:e|es|ed|ing)|indicat(?:e|es|ed|ing)|impl(?:y|ies|ied|ying)"
    r"|highlight(?:s|ed|ing)?"
)
_RUSSIAN = (
    r"стат(?:ья|ьи|ье|ью|ей|ьях)|заметк\w+|репортаж\w*|издани\w+|газет\w+|опубликова\w+|упомина\w+"
    r"|описыва\w+|обсужда\w+"
)
_ARABIC = r"(?:ال)?(?:مقال|مقالة|مقالات|صحيفة|جريدة|تقرير)|نشرت?|[يت]صف|[يت]ناقش|تناول\w*|[يت]تناول"
_OF_TEXTS = re.compile(rf"(?:{_FRENCH}|{_ENGLISH}|{_RUSSIAN}|{_ARABIC})", re.IGNORECASE)


def framing(question: str, outlets: Iterable[str]) -> frozenset[str]:
    """Those words, folded; of ``outlets`` what stands in the question only as a part of their names."""
    return _framing(question, tuple(outlets))


@lru_cache(maxsize=32)  # one search and the prompt made of it ask for those of one question
def _framing(question: str, outlets: tuple[str, ...]) -> frozenset[str]:
    named = named_places(question, outlets)
    inside: set[str] = set()
    outside: set[str] = set()
    found: set[str] = set()
    for (word, start, end), (following, _, _) in pairwise([*words(question), ("", 0, 0)]):
        written = question[start:end]
        if any(first <= start < last for first, last in named):
            inside.add(word)
        else:
            outside.add(word)
            # «Fox News» and «l'article 49» are what a question is about.
            told = following[:1].isdecimal() or (start and written[0].isupper())
            if not told and (is_reporting(written) or _OF_TEXTS.fullmatch(written)):
                found.add(word)
    return frozenset(found | (inside - outside))
