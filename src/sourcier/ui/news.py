"""Reports of runs of indexing → what is new in the folder since somebody last looked, and its notice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sourcier.ask.showing.markup import Html, element, inline
from sourcier.errors import RemovalsRefused, SourcierError
from sourcier.events import Failure, IndexProgress, IndexReport
from sourcier.types import Bilingual
from sourcier.ui import follow_texts as words
from sourcier.ui.sources import progress_html

NAMED = 50
"""How many articles one notice names."""


@dataclass(frozen=True, slots=True)
class Named:
    """An article by its title, or by its file where it has none."""

    article_id: str
    title: str


@dataclass(frozen=True, slots=True)
class News:
    """What runs of indexing found. ``problem`` is why the last one could not be done, ``solved`` that an
    earlier problem is over."""

    added: tuple[Named, ...] = ()
    changed: tuple[Named, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    failed: tuple[Failure, ...] = ()
    problem: SourcierError | None = None
    solved: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return replace(self, solved=False) == News()

    def articles(self) -> tuple[Named, ...]:
        """Those that can be opened, in the order in which the notice shows them."""
        return (*self.added[:NAMED], *self.changed[:NAMED])


def news_of(report: IndexReport, title: Callable[[str], str], told: Sequence[Failure]) -> News:
    """What a report has to tell; failures that were ``told`` before are not told again."""

    def named(article_ids: Sequence[str]) -> tuple[Named, ...]:
        return tuple(
            Named(each, title(each) if order < NAMED else each) for order, each in enumerate(article_ids)
        )

    known = set(told)
    failed = tuple(each for each in report.failed if each not in known)
    return News(named(report.added), named(report.changed), report.removed, report.moved, failed)


def merged(many: Sequence[News]) -> News:
    """Several as one: what came and went in between is not told; a problem stands until it is solved."""
    total = News()
    for news in many:
        new = {each.article_id for each in (*news.added, *news.changed)}
        moves, gone = dict(news.moved), set(news.removed)
        came, went = {each.article_id for each in total.added}, set(total.removed)
        added = [_moved(each, moves) for each in total.added if each.article_id not in gone | new]
        changed = [_moved(each, moves) for each in total.changed if each.article_id not in gone | new]
        # Changed since it came, it is still new; removed and put back, it is not.
        added += [each for each in news.added if each.article_id not in went]
        added += [each for each in news.changed if each.article_id in came]
        changed += [each for each in news.added if each.article_id in went]
        changed += [each for each in news.changed if each.article_id not in came]
        total = News(
            added=tuple(added),
            changed=tuple(changed),
            removed=(
                *(each for each in total.removed if each not in new),
                *(each for each in news.removed if each not in came),
            ),
            moved=(*total.moved, *news.moved),
            failed=(*total.failed, *news.failed),
            problem=news.problem or (None if news.solved else total.problem),
        )
    return total


def _moved(named: Named, moves: dict[str, str]) -> Named:
    return replace(named, article_id=moves.get(named.article_id, named.article_id))


def news_html(news: News, notes: Sequence[Bilingual], progress: IndexProgress | None, language: str) -> Html:
    """The notice above the question box: announced once it is there, closed by a button.

    ``notes`` say how things stand and go by themselves; ``progress`` is that of a run that began by itself.
    """
    said: list[Html] = []
    if not news.empty:
        said.append(_notice(news, language))
    said += [element("p", inline(note.in_(language)), class_="aside") for note in notes]
    # The live region is there before it says anything, or screen readers miss its first words.
    told = element("div", *said, role="status", aria_live="polite", class_="told")
    if progress is None:
        return told
    cancel = element(
        "button", words.STOP_RUN.in_(language), type="button", class_="quiet", data_action="cancel-run"
    )
    run = element("div", progress_html(progress, language), cancel, class_="self-run")
    return element("div", told, run)


def _notice(news: News, language: str) -> Html:
    counts = (len(news.added), len(news.changed), len(news.removed), len(news.moved), len(news.failed))
    parts: list[Html] = []
    if any(counts):
        headline = words.headline(*counts).in_(language)
        lists = _lists(news, language)
        summary = element("summary", element("strong", headline), " ", _see(language))
        parts.append(element("details", summary, *lists))
    if news.problem is not None:
        parts.append(element("p", inline(news.problem.message.in_(language)), class_="what"))
        parts.append(element("p", inline(news.problem.hint.in_(language)), class_="todo"))
        if isinstance(news.problem, RemovalsRefused):
            label = words.ALLOW.in_(language)
            parts.append(element("button", label, type="button", class_="quiet", data_action="allow"))
    close = element(
        "button", "×", type="button", class_="close", data_action="dismiss",
        aria_label=words.DISMISS.in_(language),
    )  # fmt: skip
    return element("section", *parts, close, class_="news problem" if news.problem else "news")


def _see(language: str) -> Html:
    return element("span", words.SEE.in_(language), class_="see")


def _lists(news: News, language: str) -> list[Html]:
    """One list, each line with the sign that the command line uses too."""
    shown = news.articles()
    rows = [
        _line("+" if order < len(news.added[:NAMED]) else "~", _opener(named, order, language))
        for order, named in enumerate(shown)
    ]
    rows += [_line("→", inline(f"{old} → {new}")) for old, new in news.moved[:NAMED]]
    rows += [_line("−", inline(each)) for each in news.removed[:NAMED]]
    rows += [_line("!", inline(f"{each.file} : {each.reason.in_(language)}")) for each in news.failed[:NAMED]]
    total = sum(map(len, (news.added, news.changed, news.moved, news.removed, news.failed)))
    if total > len(rows):
        rows.append(element("li", f"… {total - len(rows)}"))
    return [element("ul", *rows, class_="names")]


def _line(sign: str, what: str) -> Html:
    return element("li", element("span", sign, class_="sign"), " ", what)


def _opener(named: Named, order: int, language: str) -> Html:
    title = inline(named.title)
    return element(
        "button", title, type="button", class_="source", data_action="article", data_order=order, dir="auto",
        title=f"{words.OPEN_ARTICLE.in_(language)} : {inline(named.article_id)}",
    )  # fmt: skip
