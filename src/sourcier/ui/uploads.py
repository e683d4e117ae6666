"""Files given to the page → files of the corpus, and what is said about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sourcier.ask.showing.markup import Html, element, inline, join
from sourcier.ingest.forms import NAMED
from sourcier.ingest.placed import Choice, Outcome, Placed, place, too_large
from sourcier.types import Bilingual
from sourcier.ui import article_texts as words
from sourcier.ui.articles_html import button
from sourcier.ui.shelf import Given

MOST = 2_000
"""Files taken at once."""


def given_files(sent: Any, uploads: Path) -> list[Given]:
    """What the page says it sent. A copy is believed in only if it is a file of the folder ``uploads``."""
    if not isinstance(sent, list):
        return []
    return [_given(each, uploads.resolve()) for each in sent[:MOST] if isinstance(each, dict)]


def _given(sent: dict[str, Any], uploads: Path) -> Given:
    name, size, path = sent.get("name"), sent.get("size"), sent.get("path")
    copy = None
    if isinstance(path, str) and path and "\0" not in path:
        found = Path(path)
        inside = found.is_absolute() and not found.is_symlink() and found.resolve().is_relative_to(uploads)
        copy = found.resolve() if inside and found.is_file() else None
    return Given(name if isinstance(name, str) else "", size if isinstance(size, int) else 0, copy)


def settle(given: Sequence[Given], corpus: Path, limit: int) -> Iterator[Given]:
    """Place the files one by one; copies go, but for those that wait for a decision."""
    for each in given:
        if each.copy is None:
            reason = too_large(each.size, limit) if each.size > limit else words.LOST
            each.placed = Placed(each.name, "", Outcome.REFUSED, reason)
        else:
            each.placed = place(each.copy, each.name, corpus, limit=limit)
            if not each.undecided:
                each.drop()
        yield each


def decide(given: Given, choice: str, corpus: Path, limit: int) -> None:
    """Do what was chosen where another file has the name: number, replace or skip."""
    if not given.undecided:
        return
    if choice == "skip":
        given.skipped = True
    elif given.copy is None or not given.copy.is_file():
        given.placed = Placed(given.name, "", Outcome.REFUSED, words.LOST)
    else:
        given.placed = place(given.copy, given.name, corpus, limit=limit, choice=Choice(choice))
    given.drop()


def dropzone_html(megabytes: int, language: str) -> Html:
    """Where files are dropped or chosen; uploads.js does the rest."""
    choose = button(words.CHOOSE.in_(language), "choose", "choose")
    return join(
        [
            element("h2", words.ADD.in_(language)),
            element("p", words.DROP.in_(language), " ", choose),
            element("p", words.limit(megabytes, NAMED).in_(language), class_="where"),
            element(
                "p", class_="sending", role="status", data_limit=megabytes * 1_000_000,
                data_words=words.SENDING.in_(language),
            ),
        ]
    )  # fmt: skip


def outcomes_html(given: Sequence[Given], language: str) -> Html:
    """What became of each file, in the order they came; a clash asks what to do."""
    rows = [_outcome(each, order, language) for order, each in enumerate(given) if each.placed]
    if not rows:
        return Html("")
    return element(
        "section", element("h3", words.OUTCOMES.in_(language)), element("ul", *rows), class_="outcomes"
    )


def _outcome(given: Given, order: int, language: str) -> Html:
    placed = given.placed or Placed(given.name, "", Outcome.REFUSED)
    file = element("code", element("bdi", inline(placed.file)))

    def row(kind: str, sign: str, what: Bilingual, *more: str) -> Html:
        name = element("strong", element("bdi", inline(given.name) or "?"))
        shape = element("span", sign, class_="sign", aria_hidden="true")
        said = [piece for each in more for piece in (" ", each)]
        return element("li", shape, " ", name, " : ", what.in_(language), *said, class_=kind)

    if given.skipped:
        return row("skipped", "–", words.SKIPPED)
    if placed.outcome is Outcome.TAKEN:
        renamed = placed.file != given.name
        return row("taken", "✓", words.TAKEN_AS, file) if renamed else row("taken", "✓", words.TAKEN)
    if placed.outcome is Outcome.SAME:
        return row("same", "=", words.SAME, file)
    if placed.outcome is Outcome.REFUSED:
        return row(
            "refused", "!", words.REFUSED, inline(placed.reason.in_(language) if placed.reason else "")
        )
    choices = [
        button(label.in_(language), "clash", data_order=order, data_choice=choice)
        for label, choice in ((words.NUMBER, "number"), (words.REPLACE, "replace"), (words.SKIP, "skip"))
    ]
    return row("clash", "?", words.CLASH, file, element("span", *choices, class_="choices"))
