"""`sourcier index`: takes in new, changed, moved and removed articles."""

from __future__ import annotations

from argparse import Namespace

from sourcier.commands import print_json
from sourcier.commands.progress import follow, report_lines
from sourcier.contract import report_json
from sourcier.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """0 done; 4 when some files failed. With ``--watch``: runs until it is stopped, then 0."""
    if options.watch:
        from sourcier.commands.watching import watch

        return watch(options, settings)
    from sourcier.remote import open_engine

    language = settings.wording
    with open_engine(settings, what="index") as engine:
        events = engine.index(
            dry_run=options.dry_run, allow_removals=options.allow_removals, purge=options.purge
        )
        report = follow(events, language)
    if options.json:
        print_json(report_json(report, language))
    else:
        print("\n".join(report_lines(report, language)))
    return 4 if report.failed else 0
