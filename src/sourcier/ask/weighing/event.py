"""Articles → which tell of one event: they share names and words, and came out within weeks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import lru_cache

from sourcier.ask.reading.analysed import Analysed, analyse, iso_day, skeleton_of, stem_of
from sourcier.ask.reading.credits import agency_of
from sourcier.glossary import concepts
from sourcier.language import words
from sourcier.types import Article, Passage

_NAMED_IN = 1500  # characters of an article in which it names what it is about
_LEAD = 500  # … in which it says what it is about
_FEWEST = 2  # names that two articles on one event share
_SHARE = 0.25  # … of the names of the one that has fewer
_LEAD_WORDS = 4  # stems that their leads share beside a name, where they share no second name
_ARABIC = re.compile(r"[\u0620-\u064a]")
_CYRILLIC = re.compile(r"[а-яё]")
_JOINED = re.compile(r"^[وفبكل]?(?:ال)?")  # «and», «in», «to», «the»
_APART = timedelta(days=60)


class Events:
    """The articles of passages, compared as wholes; each is looked at when first asked for."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles

    def whole(self, passage: Passage) -> Analysed:
        """The article of ``passage``; where only the passage is known, that."""
        article = self._articles.get(passage.article_id)
        return analyse(article.text if article else passage.text, passage.language, passage.published)

    def same(self, one: Passage, other: Passage) -> bool:
        """Whether the articles of both tell of one event."""
        days = iso_day(one.published), iso_day(other.published)
        if days[0] and days[1] and abs(days[0] - days[1]) > _APART:
            return False
        mine, theirs = self._beginning(one, _NAMED_IN), self._beginning(other, _NAMED_IN)
        shared = len(_names(mine) & _names(theirs))
        if shared >= _FEWEST and shared >= _SHARE * min(len(_names(mine)), len(_names(theirs))):
            return True
        mine, theirs = self._beginning(one, _LEAD), self._beginning(other, _LEAD)
        return bool(_names(mine) & _names(theirs)) and len(_stems(mine) & _stems(theirs)) >= _LEAD_WORDS

    def _beginning(self, passage: Passage, length: int) -> Analysed:
        article = self._articles.get(passage.article_id)
        text = f"{article.title}.\n{article.text[:length]}" if article else passage.text
        return analyse(text, passage.language)


@lru_cache(maxsize=512)
def _names(text: Analysed) -> frozenset[str]:
    """The parts of its names by their sound, so that spellings and scripts meet; agencies tell no event."""
    parts = (
        folded
        for name in text.names
        if agency_of(name.text) is None
        for folded, _, _ in words(name.text)
        if len(folded) > 3
    )
    return _skeletons(parts) | _heard(text)


def _heard(text: Analysed) -> frozenset[str]:
    """Words of Arabic, which has no capitals, by their sound: any may be a name of the other article's."""
    parts = (
        part
        for word in text.words
        if _ARABIC.match(word.folded) and not concepts(word.folded, "ar")
        for part in (word.folded, _JOINED.sub("", word.folded))
        if len(part) > 3
    )
    return _skeletons(parts)


def _skeletons(parts: Iterable[str]) -> frozenset[str]:
    """Of a Cyrillic name, also without its case ending: «в Тарвеле» is «Tarvel»."""
    forms = (
        form for part in parts for form in ((part, stem_of(part, "ru")) if _CYRILLIC.match(part) else (part,))
    )
    return frozenset(key for form in forms if (key := skeleton_of(form)))


@lru_cache(maxsize=512)
def _stems(text: Analysed) -> frozenset[str]:
    return frozenset(
        word.stem for word in text.words if word.stem and not word.capital and not word.stem[0].isdecimal()
    )
