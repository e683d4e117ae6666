"""`sourcier articles`: the indexed articles, and the files that are none, filtered and sorted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sourcier.ask.showing.markup import inline
from sourcier.commands import check_dates, print_json
from sourcier.commands.progress import follow
from sourcier.settings import Settings
from sourcier.stores.listing import ListedArticle, Wanted
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.engine import Engine
    from sourcier.remote import RemoteEngine

_AT_ONCE = 500
_FAILED = Bilingual(fr="en échec", en="failed")
_NONE = Bilingual(fr="Aucun article ne correspond.", en="No article matches.")


def run(options: Namespace, settings: Settings) -> int:
    """0 done."""
    from sourcier.remote import open_engine

    check_dates(options)
    wanted = Wanted(
        search=options.search,
        outlets=tuple(options.outlet),
        languages=tuple(options.written_in),
        since=options.since,
        until=options.until,
        failed=options.failed,
        sort=options.sort,
        descending=options.descending,
        limit=_AT_ONCE,
    )
    with open_engine(settings, what="articles") as engine:
        if engine.is_empty():
            follow(engine.index(), settings.wording)
        none = True
        for row in _rows(engine, wanted):
            none = False
            if options.json:
                print_json(_fields(row, settings.wording))
            else:
                print("  ".join(map(inline, _shown(row, settings.wording))))
        if none and not options.json:
            print(_NONE.in_(settings.wording))
    return 0


def _rows(engine: Engine | RemoteEngine, wanted: Wanted) -> Iterator[ListedArticle]:
    while rows := engine.listed(wanted).rows:
        yield from rows
        wanted = replace(wanted, offset=wanted.offset + _AT_ONCE)


def _shown(row: ListedArticle, language: str) -> tuple[str, ...]:
    if row.reason is not None:
        return _FAILED.in_(language), row.id, row.reason.in_(language)
    return row.published or "—", row.language or "—", row.id, row.title or "—"


def _fields(row: ListedArticle, language: str) -> dict[str, Any]:
    return {
        "article": row.id,
        "file": row.path,
        "title": row.title,
        "outlet": row.outlet,
        "author": row.author,
        "published": row.published,
        "url": row.url,
        "language": row.language,
        "characters": row.characters,
        "sha256": row.sha256,
        "encoding": row.encoding,
        "provenance": dict(row.provenance),
        "passages": row.passages,
        "kinds": {kind.value: count for kind, count in row.kinds.items()},
        "reason": None if row.reason is None else row.reason.in_(language),
    }
