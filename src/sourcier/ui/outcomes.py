"""Files given to the page → what is said of them: how many of each kind, which ones, what to decide."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.ask.showing.markup import Html, element, inline
from sourcier.ingest.placed import Outcome
from sourcier.types import Bilingual
from sourcier.ui import article_texts as words
from sourcier.ui.articles_html import button
from sourcier.ui.painting import numbered
from sourcier.ui.shelf import Given, Shelf

NAMED = {"clash": 20, "refused": 50, "taken": 10, "same": 10, "skipped": 10}
"""How many of each kind are named, in this order: first what a person has to do something about."""

_SIGNS = {"clash": "?", "refused": "!", "taken": "✓", "same": "=", "skipped": "–"}


def outcomes_html(given: Sequence[Given], language: str) -> Html:
    """What became of the files; however many there are, its length stays that of a short page."""
    kinds: dict[str, list[Given]] = {kind: [] for kind in NAMED}
    for each in given:
        if each.placed is not None:
            kinds[_kind(each)].append(each)
    done = sum(map(len, kinds.values()))
    if not given:
        return Html("")
    under_way = done < len(given)
    counts = words.outcome_counts({kind: len(found) for kind, found in kinds.items()}).in_(language)
    # A live region that changed with each file would never let a screen reader finish: told once, at the end.
    summary = [element("p", "" if under_way else counts, class_="counted", role="status")]
    if under_way:
        placed = words.placed_of(done, len(given)).in_(language)
        bar = element("progress", value=done, max=len(given), aria_label=placed)
        summary.append(element("p", placed, " ", counts, class_="where"))
        summary.append(bar)
    deciding = [_together(kinds["clash"], language)] if len(kinds["clash"]) > 1 else []
    rows = [row for kind, found in kinds.items() for row in _rows(kind, found, language)]
    heading = element("h3", words.OUTCOMES.in_(language))
    lists = [element("ul", *rows)] if rows else []
    return element("section", heading, *summary, *deciding, *lists, class_="outcomes")


def shown_outcomes(shelf: Shelf, language: str) -> Html:
    """What became of the files of a page so far, numbered as it is painted: handlers overtake each other."""
    painting = numbered()
    return element("div", outcomes_html(shelf.all_given(), language), data_painting=painting)


def _kind(given: Given) -> str:
    assert given.placed is not None  # noqa: S101
    return "skipped" if given.skipped else given.placed.outcome.value


def _together(clashes: Sequence[Given], language: str) -> Html:
    """One decision for all: for those that are known as this is shown, not for any that comes later."""
    last = max(each.number for each in clashes)
    label = words.clashes(len(clashes)).in_(language)
    choices = [
        button(text.in_(language), "clash", data_upto=last, data_choice=choice)
        for text, choice in (
            (words.NUMBER_ALL, "number"),
            (words.REPLACE_ALL, "replace"),
            (words.SKIP_ALL, "skip"),
        )
    ]
    return element(
        "div", element("span", label), *choices, class_="choices all", role="group", aria_label=label
    )


def _rows(kind: str, found: Sequence[Given], language: str) -> list[Html]:
    rows = [_row(kind, each, language) for each in found[: NAMED[kind]]]
    if len(found) > len(rows):
        more = words.more(kind, len(found) - len(rows)).in_(language)
        rows.append(element("li", more, class_=f"more {kind}-more"))
    return rows


def _row(kind: str, given: Given, language: str) -> Html:
    placed = given.placed
    assert placed is not None  # noqa: S101
    file = element("code", element("bdi", inline(placed.file)))
    plain = inline(given.name) or "?"
    name = element("strong", element("bdi", plain))
    what, more = words.SKIPPED, list[Html]()
    if placed.outcome is Outcome.TAKEN and not given.skipped:
        renamed = placed.file != given.name
        what, more = (words.TAKEN_AS, [file]) if renamed else (words.TAKEN, [])
    elif kind == "same":
        what, more = words.SAME, [file]
    elif kind == "refused":
        reason = placed.reason or Bilingual(fr="", en="")
        what, more = words.REFUSED, [element("span", inline(reason.in_(language)))]
    elif kind == "clash":
        what, more = words.CLASH, [file, _choices(given, plain, language)]
    sign = element("span", _SIGNS[kind], class_="sign", aria_hidden="true")
    said = [piece for each in more for piece in (" ", each)]
    return element("li", sign, " ", name, words.COLON.in_(language), what.in_(language), *said, class_=kind)


def _choices(given: Given, name: str, language: str) -> Html:
    buttons = [
        button(
            label.in_(language),
            "clash",
            data_number=given.number,
            data_choice=choice,
            aria_label=f"{label.in_(language)}{words.COLON.in_(language)}{name}",
        )
        for label, choice in ((words.NUMBER, "number"), (words.REPLACE, "replace"), (words.SKIP, "skip"))
    ]
    return element("span", *buttons, class_="choices")
