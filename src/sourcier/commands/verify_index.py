"""`sourcier verify-index`: says what differs between folder, ledger, Chroma and Tantivy, and mends it."""

from __future__ import annotations

from argparse import Namespace

from sourcier.ask.showing.markup import inline
from sourcier.commands import print_json
from sourcier.commands.progress import followed, report_lines
from sourcier.contract import audit_json
from sourcier.events import AuditFinished, AuditReport, Difference
from sourcier.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """0 all is well, or mended; 1 something differs."""
    from sourcier.remote import open_engine

    language = settings.wording
    with open_engine(settings, what="verify-index") as engine:
        events = engine.verify_index(repair=options.repair, allow_removals=options.allow_removals)
        last = followed(events, language)
    report = last.report if isinstance(last, AuditFinished) else AuditReport()
    if options.json:
        print_json(audit_json(report, language))
    else:
        print("\n".join(audit_lines(report, language)))
    return 1 if report.remaining else 0


def audit_lines(report: AuditReport, language: str) -> list[str]:
    """The report for a person: a line for each difference, what was done, what is left."""
    french = language == "fr"
    lines = [_line(each, language) for each in report.differences]
    if report.repaired:
        lines.append(
            f"Réparé : {report.written} passages écrits de nouveau, {report.embedded} vectorisés de nouveau."
            if french
            else f"Mended: {report.written} passages written again, {report.embedded} embedded again."
        )
        lines += [] if report.update is None else report_lines(report.update, language)
        if report.remaining:
            lines.append("Reste :" if french else "Left:")
            lines += [_line(each, language) for each in report.remaining]
    return [inline(line) for line in [*lines, _end(report, french=french)]]


def _line(difference: Difference, language: str) -> str:
    where = f"{difference.where} {difference.passage or difference.article}".rstrip()
    return f"! {where}: {difference.what.in_(language)} → {difference.mend.in_(language)}"


def _end(report: AuditReport, *, french: bool) -> str:
    compared = (
        f"{report.articles} articles et {report.passages} passages comparés en {report.seconds:.1f} s :"
        if french
        else f"{report.articles} articles and {report.passages} passages compared in {report.seconds:.1f} s:"
    )
    left = len(report.remaining)
    if not left:
        return f"{compared} tout concorde." if french else f"{compared} all is well."
    if report.repaired:
        return f"{compared} {left} différences restent." if french else f"{compared} {left} differences left."
    if french:
        return f"{compared} {left} différences. Tapez : sourcier verify-index --repair"
    return f"{compared} {left} differences. Type: sourcier verify-index --repair"
