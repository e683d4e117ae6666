"""Status, models and reports of indexing → HTML of the panel and of the banner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sourcier.ask.showing.markup import Html, element, inline, join
from sourcier.ask.showing.wording import UNKNOWN
from sourcier.errors import SourcierError
from sourcier.events import IndexReport
from sourcier.status import Status
from sourcier.types import Bilingual
from sourcier.ui import texts
from sourcier.ui.article_texts import and_more, change_count, passages_made
from sourcier.ui.render import legend_html

if TYPE_CHECKING:
    from sourcier.models.ollama import InstalledModel, PullProgress

SHOWN = 200
"""How many names of one list a report shows at most."""


def header_html(language: str) -> Html:
    """The name of the program and what it promises."""
    return join(
        [
            element("h1", "sourcier", data_language=language),
            element("p", texts.TAGLINE.in_(language)),
        ]
    )


def welcome_html(examples: Sequence[str], language: str) -> Html:
    """The empty conversation: what to do, examples, what the signs mean."""
    buttons = [
        element(
            "li",
            element("button", example, type="button", class_="example", data_action="example", data_order=i),
        )
        for i, example in enumerate(examples)
    ]
    parts = [element("h2", texts.WELCOME.in_(language)), element("p", texts.WELCOME_MORE.in_(language))]
    if buttons:
        parts += [element("h3", texts.TRY.in_(language)), element("ul", *buttons, class_="examples")]
    return element("section", *parts, legend_html(language), class_="welcome")


def banner_html(status: Status | None, language: str, error: SourcierError | None = None) -> Html:
    """What is missing and what to do about it; empty when nothing is."""
    if error is not None:
        return _banner(error.message, error.hint, language, "problem")
    if status is None:
        return element(
            "p",
            element("span", class_="dot", aria_hidden="true"),
            texts.PREPARING.in_(language),
            class_="doing",
        )
    if status.lacking is not None:
        return _banner(*status.lacking, language, "notice")
    return Html("")


def _banner(what: Bilingual, todo: Bilingual, language: str, kind: str) -> Html:
    return element(
        "div",
        element("p", inline(what.in_(language)), class_="what"),
        element("p", inline(todo.in_(language)), class_="todo"),
        class_=kind,
        role="status",
    )


def status_html(status: Status, language: str) -> Html:
    """What is indexed, and with what it is searched and answered."""
    articles = Bilingual(
        fr=f"{status.articles} articles, {status.passages} passages",
        en=f"{status.articles} articles, {status.passages} passages",
    )
    failed = Bilingual(fr=f", en échec : {status.failed}", en=f", failed: {status.failed}")
    rows = [
        (texts.FOLDER, status.corpus),
        (texts.COUNTS, articles.in_(language) + (failed.in_(language) if status.failed else "")),
        (texts.NEWEST, status.newest_published or UNKNOWN.in_(language)),
        (texts.SEARCH_BY, status.embedder or texts.BUILT_IN.in_(language)),
        (texts.WRITER, status.chat or texts.NOBODY.in_(language)),
    ]
    facts = element(
        "dl",
        *(
            element("div", element("dt", label.in_(language)), element("dd", inline(value)))
            for label, value in rows
        ),
    )
    missing = [element("li", inline(line.in_(language))) for line in status.beside_the_banner]
    return join([facts, element("ul", *missing, class_="facts")] if missing else [facts])


def report_html(report: IndexReport, language: str) -> Html:
    """What a run of indexing did: + ~ → − = ! with reasons."""
    groups = {
        "added": report.added,
        "changed": report.changed,
        "moved": [f"{old} → {new}" for old, new in report.moved],
        "removed": report.removed,
        "failed": [f"{failure.file} : {failure.reason.in_(language)}" for failure in report.failed],
    }
    parts = []
    for kind, names in groups.items():
        if names:
            parts.append(element("p", element("strong", change_count(kind, len(names)).in_(language))))
            shown = [element("li", inline(name)) for name in names[:SHOWN]]
            if len(names) > SHOWN:
                shown.append(element("li", and_more(len(names) - SHOWN).in_(language)))
            parts.append(element("ul", *shown, class_="names"))
    if report.unchanged:
        parts.append(element("p", change_count("unchanged", report.unchanged).in_(language)))
    parts += [element("p", inline(notice.in_(language)), class_="caveat") for notice in report.notices]
    if report.cancelled:
        cancelled = Bilingual(fr="Annulé : ce qui est fait reste.", en="Cancelled: what is done stays.")
        parts.insert(0, element("p", cancelled.in_(language), class_="caveat"))
    if report.dry_run:
        rehearsal = Bilingual(fr="À blanc : rien n'est écrit.", en="Dry run: nothing was written.")
        parts.insert(0, element("p", rehearsal.in_(language), class_="caveat"))
    total = passages_made(report.passages, report.embedded, seconds=report.seconds)
    return element(
        "div", *parts, element("p", total.in_(language), class_="where"), class_="report", role="status"
    )


def problem_html(error: SourcierError, language: str) -> Html:
    """An error for a person: what is wrong, what to do."""
    return _banner(error.message, error.hint, language, "problem")


def models_html(models: Sequence[InstalledModel], language: str, status: Status) -> Html:
    """The installed models with sizes and what each can do; or why none can be named."""
    if not models:
        none = texts.NONE_INSTALLED if status.server_version is not None else texts.NO_ANSWER
        line = texts.NO_OLLAMA if status.server is None else none
        return element("p", line.in_(language))
    rows = [
        element(
            "li",
            element("code", inline(model.name)),
            f" {gigabytes(model.size, language)} · {inline(', '.join(sorted(model.capabilities)))}",
        )
        for model in models
    ]
    return join([element("p", texts.INSTALLED.in_(language)), element("ul", *rows, class_="names")])


def pull_html(name: str, progress: PullProgress, language: str) -> Html:
    """Where a download stands."""
    known = bool(progress.total)
    line = f"{inline(name)} · {inline(progress.status)}"
    if known:
        line += (
            f" · {gigabytes(progress.completed or 0, language)} / {gigabytes(progress.total or 0, language)}"
        )
    bar = element(
        "progress", value=progress.completed if known else None, max=progress.total if known else None,
        aria_label=inline(name),
    )  # fmt: skip
    return element("div", bar, element("p", line), class_="run")


def gigabytes(size: int, language: str) -> str:
    """A size for a person: «5,2 Go», “5.2 GB”, smaller ones in Mo or MB."""
    value, unit = (size / 1e9, "G") if size >= 1e8 else (size / 1e6, "M")
    text = f"{value:.1f}"
    return f"{text.replace('.', ',')} {unit}o" if language == "fr" else f"{text} {unit}B"
