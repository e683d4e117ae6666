"""Index events → a progress bar on a terminal (standard error), and the final report."""

from __future__ import annotations

import itertools
import sys
import threading
from collections.abc import Iterable
from typing import TypeVar

from sourcier.ask.showing.markup import inline, printable
from sourcier.events import IndexFinished, IndexProgress, IndexReport
from sourcier.pace import figures
from sourcier.types import Bilingual

Last = TypeVar("Last")


def follow(
    events: Iterable[IndexProgress | IndexFinished], language: str, stop: threading.Event | None = None
) -> IndexReport:
    """Shows progress where somebody is looking, and gives the report of the last event.

    Once ``stop`` is set it looks no further; the report then says that the run was cut short.
    """
    events = events if stop is None else itertools.takewhile(lambda _: not stop.is_set(), events)
    last = followed(events, language)
    return last.report if last is not None else IndexReport(cancelled=True)


def followed(events: Iterable[IndexProgress | Last], language: str) -> Last | None:
    """Shows progress where somebody is looking, and gives the last event that is more than progress."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    last: Last | None = None
    told: Bilingual | None = None
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[figures]}", markup=False),
        TextColumn("{task.fields[file]}", markup=False, style="dim"),
    )
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("", total=None, figures="", file="")
        for event in events:
            if not isinstance(event, IndexProgress):
                last = event
                continue
            if event.notice != told:
                told = event.notice
                print(printable(told.in_(language)) if told else "", file=sys.stderr)
            progress.update(
                task,
                description=event.doing.in_(language),
                total=event.files_total or None,
                completed=event.files_done,
                figures=figures(event, language),
                file=inline(event.file)[:48],
            )
    return last


def report_lines(report: IndexReport, language: str) -> list[str]:
    """The report for a person: + added, ~ changed, → moved, − removed, = unchanged, ! failed."""
    french = language == "fr"
    lines = [f"+ {name}" for name in report.added]
    lines += [f"~ {name}" for name in report.changed]
    lines += [f"→ {old} → {new}" for old, new in report.moved]
    lines += [f"− {name}" for name in report.removed]
    if report.unchanged:
        lines.append(f"= {report.unchanged} {'inchangés' if french else 'unchanged'}")
    lines += [f"! {failure.file} : {failure.reason.in_(language)}" for failure in report.failed]
    lines += [notice.in_(language) for notice in report.notices]
    state = ""
    if report.dry_run:
        state = "à blanc : rien n'est écrit ; " if french else "dry run: nothing written; "
    elif report.cancelled:
        state = "interrompu : ce qui est fait reste ; " if french else "cancelled: what is done stays; "
    counts = (
        f"{report.passages} passages, {report.embedded} vectorisés, {report.seconds:.1f} s"
        if french
        else f"{report.passages} passages, {report.embedded} embedded, {report.seconds:.1f} s"
    )
    return [inline(line) for line in [*lines, state + counts]]
