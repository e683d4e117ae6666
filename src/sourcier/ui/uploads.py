"""Files given to the page → files of the corpus, and what is said about each."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sourcier.ask.showing.markup import Html, element, join
from sourcier.ingest.forms import NAMED
from sourcier.ingest.placed import Choice, Outcome, Placed, place, too_large
from sourcier.types import Bilingual
from sourcier.ui import article_texts as words
from sourcier.ui.articles_html import button
from sourcier.ui.desk import UNEXPECTED
from sourcier.ui.shelf import Given

log = logging.getLogger(__name__)


def given_files(sent: Any, uploads: Path) -> list[Given]:
    """What the page says it sent. A copy is believed in only if it is a file of the folder ``uploads``."""
    if not isinstance(sent, list):
        return []
    return [_given(each, uploads.resolve()) for each in sent if isinstance(each, dict)]


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
        copy = each.copy
        if copy is None:
            reason = too_large(each.size, limit) if each.size > limit else words.LOST
            each.placed = refused(each, reason)
        else:
            try:
                each.placed = place(copy, each.name, corpus, limit=limit)
            except Exception:  # of one file: the others are not to be lost with it
                log.exception("a file that was given could not be placed")
                each.placed = refused(each, UNEXPECTED.message)
            if not each.undecided:
                each.drop()
        yield each


def refused(given: Given, reason: Bilingual) -> Placed:
    """That a file was not taken, and why."""
    return Placed(given.name, "", Outcome.REFUSED, reason)


def decide(given: Given, choice: str, corpus: Path, limit: int) -> None:
    """Do what was chosen where another file has the name: number, replace or skip."""
    if not given.undecided:
        return
    if choice == "skip":
        given.skipped = True
    elif given.copy is None or not given.copy.is_file():
        given.placed = refused(given, words.LOST)
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
