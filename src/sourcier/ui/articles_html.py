"""Listed articles and the trash → HTML of the articles view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sourcier.ask.showing.markup import Html, element, inline, join
from sourcier.ask.showing.wording import KINDS
from sourcier.events import IndexReport
from sourcier.ingest.placed import Discarded
from sourcier.stores.listing import Column, ListedArticle, Listing, Wanted
from sourcier.types import Bilingual, Kind
from sourcier.ui import article_texts as words
from sourcier.ui import texts

SHOWN = 100
"""How many deleted files the trash lists."""


def button(label: str, action: str, class_: str = "quiet", **more: str | int | bool | None) -> Html:
    """A button that sends ``action`` to the server, with ``more`` of its attributes."""
    return element("button", label, type="button", class_=class_, data_action=action, **more)


def table_html(listing: Listing, wanted: Wanted, asking: int | None, generation: int, language: str) -> Html:
    """One page of articles and failures; ``asking`` is the row whose deletion is to be confirmed."""
    if not listing.total:
        limited = wanted != Wanted(sort=wanted.sort, descending=wanted.descending)
        return element(
            "p", (words.NONE if limited else words.EMPTY).in_(language), class_="none", role="status"
        )
    heads = [_head(column, wanted, language) for column in words.COLUMNS]
    heads.append(element("th", element("span", words.ACTIONS.in_(language), class_="unseen"), scope="col"))
    rows = [_row(row, order, order == asking, generation, language) for order, row in enumerate(listing.rows)]
    parts = [
        element("table", element("thead", element("tr", *heads)), element("tbody", *rows), class_="listing"),
        _pages(listing, wanted, language),
    ]
    if any(row.reason for row in listing.rows):
        parts.insert(0, element("p", words.FAILED_TODO.in_(language), class_="caveat"))
    elif listing.failed:
        parts.insert(0, element("p", words.failures(listing.failed).in_(language), class_="caveat"))
    return element("div", *parts)


def _head(column: Column, wanted: Wanted, language: str) -> Html:
    sorted_by = wanted.sort == column
    arrow = ("▼" if wanted.descending else "▲") if sorted_by else ""
    label = words.COLUMNS[column].in_(language)
    order = ("descending" if wanted.descending else "ascending") if sorted_by else None
    sign = element("span", arrow, class_="arrow", aria_hidden="true")
    sort = element("button", label, sign, type="button", data_action="sort", data_column=column)
    return element("th", sort, scope="col", aria_sort=order)


def _row(row: ListedArticle, order: int, asking: bool, generation: int, language: str) -> Html:
    at: dict[str, Any] = {"data_order": order, "data_generation": generation}

    def cell(column: Column, *children: str) -> Html:
        return element("td", *children, data_label=words.COLUMNS[column].in_(language), class_=column)

    actions = element("td", _deleting(asking, at, language), class_="acting")
    if row.reason is not None:
        said = element("span", inline(row.reason.in_(language)), class_="where")
        state = element("strong", f"! {words.FAILED.in_(language)}")
        file = cell("file", element("bdi", inline(row.id)))
        nothing = [cell(column, "—") for column in ("title", "outlet", "published", "language")]
        return element(
            "tr", *nothing, file, cell("passages", "—"), cell("state", state, said), actions, class_="failed"
        )
    title = inline(row.title) if row.title else words.UNTITLED.in_(language)
    unknown = element("span", texts.UNKNOWN_M.in_(language), class_="unknown")
    undated = element("span", texts.UNKNOWN_F.in_(language), class_="unknown")
    kinds = " · ".join(f"{KINDS[kind].in_(language)} {row.kinds[kind]}" for kind in Kind if kind in row.kinds)
    return element(
        "tr",
        cell("title", button(title, "read", "source", dir="auto", **at)),
        cell("outlet", element("bdi", inline(row.outlet)) if row.outlet else unknown),
        cell("published", inline(row.published) if row.published else undated),
        cell("language", inline(row.language or "?")),
        cell("file", element("bdi", inline(row.id))),
        cell("passages", str(row.passages), element("span", kinds, class_="where")),
        cell("state", _doubts(row, language)),
        actions,
    )


def _doubts(row: ListedArticle, language: str) -> Html:
    if not row.notes:
        return element("span", words.INDEXED.in_(language))
    notes = [element("li", inline(note.in_(language))) for note in row.notes]
    return element(
        "details", element("summary", words.DOUBTS.in_(language)), element("ul", *notes, class_="names")
    )


def _deleting(asking: bool, at: dict[str, Any], language: str) -> Html:
    """«No» stands where «delete» was: pressed twice in a hurry, nothing is deleted."""
    if not asking:
        return button(words.DELETE.in_(language), "delete", **at)
    asked = element("span", words.DELETE_ASK.in_(language), class_="ask", role="status")
    yes = button(words.YES.in_(language), "discard", "quiet sure", **at)
    return join([button(words.NO.in_(language), "spare", **at), asked, yes])


def _pages(listing: Listing, wanted: Wanted, language: str) -> Html:
    first, last = wanted.offset + 1, wanted.offset + len(listing.rows)
    said = element("span", words.span(first, last, listing.total).in_(language), role="status")
    before = button(words.PREVIOUS.in_(language), "page", data_step=-1, disabled=not wanted.offset)
    after = button(words.NEXT.in_(language), "page", data_step=1, disabled=last >= listing.total)
    return element("nav", before, said, after, class_="pages", aria_label=words.ARTICLES.in_(language))


def deleted_html(deleted: Discarded, language: str) -> Html:
    """What has just been deleted, and the way back."""
    name = element("strong", element("bdi", inline(deleted.path)))
    undo = button(words.UNDO.in_(language), "undo", data_item=deleted.id)
    return element("p", name, " ", words.DELETED.in_(language), " ", undo, class_="done", role="status")


def restored_html(path: str, language: str) -> Html:
    """What came back."""
    name = element("strong", element("bdi", inline(path)))
    return element("p", name, " ", words.RESTORED.in_(language), class_="done", role="status")


def said_html(what: Bilingual, language: str) -> Html:
    """One line about what happened."""
    return element("p", what.in_(language), class_="done", role="status")


def indexed_html(report: IndexReport, language: str) -> Html:
    """What a run of indexing made of what was given, in one line; failures stand in the table."""
    counts = (len(report.added), len(report.changed), len(report.removed), len(report.moved))
    line = words.indexed(*counts, seconds=report.seconds).in_(language)
    notices = [element("p", inline(notice.in_(language)), class_="caveat") for notice in report.notices]
    return element("div", element("p", line, class_="where"), *notices, class_="report", role="status")


def trash_html(items: Sequence[Discarded], asking: bool, language: str) -> Html:
    """The deleted files, each with the way back; nothing where there are none."""
    if not items:
        return Html("")
    rows = [
        element(
            "li",
            button(words.RESTORE.in_(language), "restore", data_item=item.id),
            element("bdi", inline(item.path)),
            element("span", f"{item.deleted[:16].replace('T', ' ')} UTC", class_="when"),
        )
        for item in items[:SHOWN]
    ]
    emptying = [button(words.EMPTY_TRASH.in_(language), "ask-empty")]
    if asking:
        asked = element("span", words.EMPTY_ASK.in_(language), class_="ask", role="status")
        yes = button(words.EMPTY_YES.in_(language), "empty-trash", "quiet sure")
        emptying = [button(words.NO.in_(language), "keep-trash"), asked, yes]
    summary = element("summary", f"{words.TRASH.in_(language)} ({len(items)})")
    return element(
        "details", summary, element("ul", *rows), element("p", *emptying, class_="emptying"), class_="trash"
    )
