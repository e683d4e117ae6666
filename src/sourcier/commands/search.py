"""`sourcier search`: the passages found, without an answer."""

from __future__ import annotations

from argparse import Namespace

from sourcier.ask.showing.markup import inline, printable
from sourcier.commands import field, filters_from, identifier, print_json, read_lines
from sourcier.commands.progress import follow
from sourcier.contract import hits_json
from sourcier.errors import SettingsError
from sourcier.settings import Settings
from sourcier.types import Bilingual, Hit


def run(options: Namespace, settings: Settings) -> int:
    """0, also when nothing is found."""
    from sourcier.remote import open_engine

    if bool(options.query) == bool(options.queries):
        raise SettingsError(
            Bilingual(fr="Il faut une recherche, ou --queries.", en="A query is needed, or --queries."),
            Bilingual(
                fr="Par exemple : sourcier search « élections »",
                en="For example: sourcier search “elections”",
            ),
        )
    filters = filters_from(options)
    language = settings.wording
    with open_engine(settings, what="search") as engine:
        if engine.is_empty():
            follow(engine.index(), language)
        if options.query:
            hits = engine.search(options.query, options.k, filters)
            if options.json:
                print_json(hits_json(None, options.query, hits))
            else:
                print("\n".join(_lines(hits)))
            return 0
        for number, line in read_lines(options.queries):
            query = field(options.queries, number, line, "query", "question", "q")
            hits = engine.search(query, options.k, filters)
            if options.json:
                print_json(hits_json(identifier(line), query, hits))
            else:
                print(f"? {printable(query)}", *_lines(hits), "", sep="\n")
    return 0


def _lines(hits: list[Hit]) -> list[str]:
    lines = []
    for rank, hit in enumerate(hits, start=1):
        passage = hit.passage
        page = f"p. {passage.page}" if passage.page else None
        known = " · ".join(
            value for value in (passage.outlet, passage.published, passage.kind.value, page) if value
        )
        where = inline(f"{passage.path} [{passage.start}:{passage.end}] {known} ({hit.score:.2f})")
        lines.append(f"{rank:2}. {where}")
        lines.append("    " + printable(" ".join(passage.text.split())[:160]))
    return lines
