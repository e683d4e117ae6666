"""An answer → what stands behind it, counted: articles, origins, dates, outlets, kinds, what is missing.

Nothing is judged here and no model is asked: every number can be recounted from the answer's own citations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sourcier.ask.weighing.origins import is_identified
from sourcier.types import REPORTING, Answer, Kind, Passage

Counts = tuple[tuple[str, int], ...]
"""Names with how many articles, most first."""


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """Of the articles that an answer cites.

    ``copies`` carry the same text and are not cited; they count among the articles of their origin.
    ``origins`` are those that the texts name; ``unidentified`` counts the others. ``first_published`` and
    ``last_published`` are ISO dates; ``newest_published`` is the newest of the whole corpus. ``undated`` and
    ``unnamed`` are the ids of cited articles without a date, without an outlet. ``kinds`` counts passages.
    ``read`` passages were read, ``dropped`` ones found and not read.
    """

    articles: int
    copies: int
    origins: tuple[str, ...]
    unidentified: int
    first_published: str | None
    last_published: str | None
    newest_published: str | None
    outlets: Counts
    languages: Counts
    kinds: tuple[tuple[Kind, int], ...]
    divergences: int
    undated: tuple[str, ...]
    unnamed: tuple[str, ...]
    unanswered: tuple[str, ...]
    read: int
    dropped: int

    @property
    def one_origin(self) -> bool:
        """Whether one origin, named by the texts, is behind several articles."""
        return len(self.origins) == 1 and not self.unidentified and self.articles + self.copies > 1

    @property
    def one_outlet(self) -> bool:
        """Whether several articles are all of one known outlet."""
        return self.articles > 1 and len(self.outlets) == 1 and not self.unnamed

    @property
    def behind(self) -> bool:
        """Whether the corpus holds articles published after the last one cited."""
        return bool(
            self.last_published and self.newest_published and self.last_published < self.newest_published[:10]
        )

    @property
    def opinion(self) -> int:
        """How many of the cited passages are readers' comments."""
        return dict(self.kinds).get(Kind.COMMENT, 0)

    @property
    def only_opinion(self) -> bool:
        """Whether nothing but comments is cited."""
        return bool(self.kinds) and not any(kind in REPORTING for kind, _ in self.kinds)


def summary_of(answer: Answer) -> SourceSummary | None:
    """What stands behind ``answer``; ``None`` where it cites nothing, which a refusal explains itself."""
    if answer.refused or not answer.citations:
        return None
    passages = {citation.passage.id: citation.passage for citation in answer.citations}.values()
    articles = {passage.article_id: passage for passage in passages}
    related = {article for origin in answer.origins for article in origin.article_ids}
    days = sorted(passage.published[:10] for passage in articles.values() if passage.published)
    return SourceSummary(
        articles=len(articles),
        copies=len(related - set(articles)),
        origins=tuple(origin.name for origin in answer.origins if is_identified(origin)),
        unidentified=sum(not is_identified(origin) for origin in answer.origins),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        newest_published=answer.searched.newest_published,
        outlets=_counted(passage.outlet for passage in articles.values() if passage.outlet),
        languages=_counted(passage.language for passage in articles.values()),
        kinds=tuple(Counter(passage.kind for passage in passages).most_common()),
        divergences=len(answer.divergences),
        undated=_ids(passage for passage in articles.values() if not passage.published),
        unnamed=_ids(passage for passage in articles.values() if not passage.outlet),
        unanswered=answer.searched.unanswered,
        read=sum(not read.dropped for read in answer.read),
        dropped=sum(read.dropped for read in answer.read),
    )


def _counted(names: Iterable[str]) -> Counts:
    return tuple(Counter(names).most_common())


def _ids(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(passage.article_id for passage in passages)
