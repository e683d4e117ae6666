"""Articles → which tell of one event: they share names and words, and came out within weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sourcier.ask.analysed import Analysed, analyse, iso_day, skeleton_of
from sourcier.ask.credits import agency_of
from sourcier.language import words
from sourcier.types import Article, Passage

_NAMED_IN = 4000  # characters of an article in which it names what it is about
_LEAD = 500  # … in which it says what it is about
_FEWEST = 2  # names that two articles on one event share
_SHARE = 0.25  # … of the names of the one that has fewer
_LEAD_WORDS = 4  # stems that their leads share beside a name, where they share no second name
_APART = timedelta(days=60)


class Events:
    """The articles of ``passages``, compared as wholes. Their names are found once."""

    def __init__(self, passages: Sequence[Passage], articles: Mapping[str, Article]) -> None:
        self._whole: dict[str, Analysed] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._leads: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        for passage in passages:
            if passage.article_id in self._whole:
                continue
            article = articles.get(passage.article_id)
            text = article.text if article else passage.text
            title = f"{article.title}.\n" if article else ""
            language = passage.language
            self._whole[passage.article_id] = analyse(text, language, passage.published)
            self._names[passage.article_id] = _names(analyse(title + text[:_NAMED_IN], language))
            lead = analyse(title + text[:_LEAD], language)
            stems = frozenset(
                word.stem
                for word in lead.words
                if word.stem and not word.capital and not word.stem[0].isdecimal()
            )
            self._leads[passage.article_id] = (_names(lead), stems)

    def whole(self, passage: Passage) -> Analysed:
        """The article of ``passage``; where only the passage is known, that."""
        return self._whole[passage.article_id]

    def same(self, one: Passage, other: Passage) -> bool:
        """Whether the articles of both tell of one event."""
        days = iso_day(one.published), iso_day(other.published)
        if days[0] and days[1] and abs(days[0] - days[1]) > _APART:
            return False
        mine, theirs = self._names[one.article_id], self._names[other.article_id]
        shared = len(mine & theirs)
        if shared >= _FEWEST and shared >= _SHARE * min(len(mine), len(theirs)):
            return True
        (names, stems), (their_names, their_stems) = (
            self._leads[one.article_id],
            self._leads[other.article_id],
        )
        return bool(names & their_names) and len(stems & their_stems) >= _LEAD_WORDS


def _names(text: Analysed) -> frozenset[str]:
    """The parts of its names by their sound, so that spellings and scripts meet; agencies tell no event."""
    parts = (
        folded
        for name in text.names
        if agency_of(name.text) is None
        for folded, _, _ in words(name.text)
        if len(folded) > 3
    )
    return frozenset(key for part in parts if (key := skeleton_of(part)))
