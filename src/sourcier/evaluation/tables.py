"""A run → its report in Markdown: figures over all, by type and by language, and what went otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from sourcier.ask.showing.markup import markdown
from sourcier.evaluation.intervals import Figure
from sourcier.evaluation.results import Result, Run, by, figures, of_language, of_type
from sourcier.evaluation.wordings import label, shown

_COLUMNS = 5  # groups that stand side by side
_LISTED = 50  # questions that are listed by name; the rest is in the JSON


def to_markdown(run: Run, language: str) -> str:
    """The whole report, intervals 95 %. Of claims, the figures over all are in the report of `support`."""
    french = language == "fr"
    lines = _heading(run, french=french)
    if run.kind != "support":
        lines += ["", *_overall(run, language)]
    for title, key in (("type", of_type), ("langue" if french else "language", of_language)):
        groups = by(run.results, key)
        if len(groups) > 1:
            lines += ["", *_grouped(title, groups, figures(run.results), language)]
    lines += _listed(
        [one for one in run.results if one.as_expected is False],
        "À revoir :" if french else "Not as expected:",
    )
    lines += _listed(
        run.failed, "N'ont pas pu être posées :" if french else "Could not be asked:", language=language
    )
    return "\n".join(lines) + "\n"


def _heading(run: Run, *, french: bool) -> list[str]:
    asked = f"{run.asked} questions" if run.kind != "support" else f"{run.asked} claims"
    if french:
        asked = asked.replace("claims", "affirmations")
    if run.left_out:
        without = "sans réponse connue, laissées de côté" if french else "without a known answer, left out"
        asked += f" ({run.left_out} {without})"
    lines = [asked + "."]
    if not run.complete:
        cut = (
            f"**Interrompu : {run.asked} sur {run.planned}.**"
            if french
            else f"**Cut short: {run.asked} of {run.planned}.**"
        )
        lines += ["", cut]
    about = [
        f"{name}: {markdown(str(value))}" for name, value in run.about.items() if value not in (None, "")
    ]
    return [*lines, "", "; ".join(about)] if about else lines


def _overall(run: Run, language: str) -> list[str]:
    head = "mesure | valeur [95 %]" if language == "fr" else "measure | value [95 %]"
    rows = [f"| {label(name, language)} | {shown(one)} |" for name, one in figures(run.results).items()]
    return [f"| {head} |", "|---|---|", *rows]


def _grouped(
    title: str, groups: Mapping[str, Mapping[str, Figure]], overall: Mapping[str, Figure], language: str
) -> list[str]:
    measure = "mesure" if language == "fr" else "measure"
    if len(groups) > _COLUMNS:
        return [f"| {measure} | {title} | |", "|---|---|---|", *_long(groups, overall, language)]
    lines = [
        f"| {measure} \\ {title} | {' | '.join(map(markdown, groups))} |",
        "|---" * (len(groups) + 1) + "|",
    ]
    lines += [
        f"| {label(name, language)} | {' | '.join(shown(found.get(name)) for found in groups.values())} |"
        for name in overall
    ]
    return lines


def _long(
    groups: Mapping[str, Mapping[str, Figure]], overall: Mapping[str, Figure], language: str
) -> Iterator[str]:
    """A row for each measure and group: too many groups for columns."""
    for name in overall:
        title = label(name, language)
        for group, found in groups.items():
            if name in found:
                yield f"| {title} | {markdown(group)} | {shown(found[name])} |"
                title = ""


def _listed(results: Sequence[Result], title: str, *, language: str | None = None) -> list[str]:
    if not results:
        return []
    lines = ["", title, ""]
    for one in results[:_LISTED]:
        why = f" – {markdown(one.error.in_(language))}" if language and one.error else ""
        text = markdown(shorten(one.text, 300, placeholder="…"))
        lines.append(f"- {markdown(one.id)} ({markdown(one.language)}): {text}{why}")
    if len(results) > _LISTED:
        lines.append(f"- … {len(results) - _LISTED}")
    return lines
