"""Two runs over the same questions → what differs, measure by measure and question by question.

Questions are paired by id, and by their text where ids say nothing; only pairs are counted. Intervals come
from resampling pairs; where a question is right or wrong, McNemar's exact test says how likely chance is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from sourcier.ask.showing.markup import markdown
from sourcier.evaluation.intervals import Difference, difference
from sourcier.evaluation.results import Result, Run
from sourcier.evaluation.wordings import FEWER_IS_BETTER, label
from sourcier.types import Bilingual

_LISTED = 30


@dataclass(frozen=True, slots=True)
class Change:
    """A question that one measure counts otherwise in the second run."""

    id: str
    text: str
    measure: str
    first: float
    second: float

    @property
    def better(self) -> bool:
        """Whether the second run is the better here."""
        return (self.second > self.first) != (self.measure in FEWER_IS_BETTER)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``notices`` say where the runs are not of the same thing; ``only_first``, ``only_second`` are ids."""

    first: Run
    second: Run
    pairs: tuple[tuple[Result, Result], ...]
    differences: Mapping[str, Difference]
    changes: tuple[Change, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    notices: tuple[Bilingual, ...]

    def to_json(self, language: str) -> dict[str, Any]:
        """Plain values."""
        return {
            "kind": self.first.kind,
            "first": dict(self.first.about),
            "second": dict(self.second.about),
            "compared": len(self.pairs),
            "only_first": list(self.only_first),
            "only_second": list(self.only_second),
            "notices": [notice.in_(language) for notice in self.notices],
            "differences": {
                name: {
                    "first": one.first,
                    "second": one.second,
                    "difference": one.value,
                    "low": one.low,
                    "high": one.high,
                    "clear": one.clear,
                    "questions": one.questions,
                    "better": one.down if name in FEWER_IS_BETTER else one.up,
                    "worse": one.up if name in FEWER_IS_BETTER else one.down,
                    "p": one.p,
                }
                for name, one in self.differences.items()
            },
            "changes": [
                {
                    "id": one.id,
                    "question": one.text,
                    "measure": one.measure,
                    "first": one.first,
                    "second": one.second,
                    "better": one.better,
                }
                for one in self.changes
            ],
        }


def compare(first: Run, second: Run) -> Comparison:
    """What the second run does otherwise than the first."""
    pairs = _paired(first.results, second.results)
    names = dict.fromkeys(name for a, b in pairs for name in a.scores if name in b.scores)
    differences: dict[str, Difference] = {}
    changes: list[Change] = []
    for name in names:
        both = [(a, b) for a, b in pairs if name in a.scores and name in b.scores]
        found = difference([a.scores[name] for a, _ in both], [b.scores[name] for _, b in both])
        if found is None:
            continue
        differences[name] = found
        for a, b in both:
            before, after = _value(a, name), _value(b, name)
            if before is not None and after is not None and before != after:
                changes.append(Change(a.id, a.text, name, before, after))
    left = {id(one) for pair in pairs for one in pair}
    only_first = tuple(one.id for one in first.results if id(one) not in left)
    only_second = tuple(one.id for one in second.results if id(one) not in left)
    notices = tuple(_notices(first, second, only_first, only_second))
    return Comparison(
        first, second, tuple(pairs), differences, tuple(changes), only_first, only_second, notices
    )


def _value(result: Result, name: str) -> float | None:
    hits, of = result.scores[name]
    return hits / of if of else None


def _paired(first: Sequence[Result], second: Sequence[Result]) -> list[tuple[Result, Result]]:
    """The same id and the same words; else the same words, once in each run."""
    by_both = {(one.id, one.text): one for one in second}
    by_text: dict[str, list[Result]] = {}
    for one in second:
        by_text.setdefault(one.text, []).append(one)
    taken: set[int] = set()
    pairs = []
    for one in first:
        found = by_both.get((one.id, one.text))
        if found is None:
            found = next((other for other in by_text.get(one.text, ()) if id(other) not in taken), None)
        if found is not None and id(found) not in taken:
            taken.add(id(found))
            pairs.append((one, found))
    return pairs


def _notices(
    first: Run, second: Run, only_first: Sequence[str], only_second: Sequence[str]
) -> list[Bilingual]:
    found = []
    if only_first or only_second:
        found.append(
            Bilingual(
                fr=f"Les mesures n'ont pas les mêmes questions : {len(only_first)} dans la seule première,"
                f" {len(only_second)} dans la seule seconde ; elles ne sont pas comptées.",
                en=f"The two runs are not of the same questions: {len(only_first)} only in the first,"
                f" {len(only_second)} only in the second; these are not counted.",
            )
        )
    for name, fr, en in (
        ("corpus", "le même dossier d'articles", "the same articles"),
        ("passages", "le même nombre de passages", "the same number of passages"),
    ):
        before, after = first.about.get(name), second.about.get(name)
        if before != after and before is not None and after is not None:
            found.append(
                Bilingual(
                    fr=f"Les deux mesures n'ont pas {fr} ({before} ; {after}).",
                    en=f"The two runs are not of {en} ({before}; {after}).",
                )
            )
    if not (first.complete and second.complete):
        found.append(
            Bilingual(fr="L'une des mesures a été interrompue.", en="One of the runs was cut short.")
        )
    return found


def to_markdown(found: Comparison, language: str) -> str:
    """The differences as a table, then the questions that changed."""
    french = language == "fr"
    lines = [f"! {markdown(notice.in_(language))}" for notice in found.notices]
    lines += [""] if lines else []
    about = f"{len(found.pairs)} {'questions comparées' if french else 'questions compared'}."
    lines += [about, ""]
    lines += [
        f"- {name}: {markdown(str(before))} → {markdown(str(after))}"
        for name in dict.fromkeys([*found.first.about, *found.second.about])
        if (before := found.first.about.get(name)) != (after := found.second.about.get(name))
    ]
    head = (
        "mesure | première | seconde | différence [95 %] | mieux / moins bien | p (McNemar)"
        if french
        else "measure | first | second | difference [95 %] | better / worse | p (McNemar)"
    )
    lines += ["", f"| {head} |", "|---|---|---|---|---|---|"]
    lines += [_row(name, one, language) for name, one in found.differences.items()]
    shown = "**gras : l'intervalle exclut zéro**" if french else "**bold: the interval leaves out zero**"
    lines += ["", shown]
    for better, title in (
        (False, "Moins bien dans la seconde :" if french else "Worse in the second:"),
        (True, "Mieux dans la seconde :" if french else "Better in the second:"),
    ):
        lines += _changed([one for one in found.changes if one.better is better], title)
    return "\n".join(lines) + "\n"


def _row(name: str, one: Difference, language: str) -> str:
    interval = f"{one.value:+.3f} [{one.low:+.3f}–{one.high:+.3f}]"
    told = f"**{interval}**" if one.clear else interval
    better, worse = (one.down, one.up) if name in FEWER_IS_BETTER else (one.up, one.down)
    p = "" if one.p is None else f"{one.p:.3f}" if one.p >= 0.001 else "< 0.001"
    cells = (label(name, language), f"{one.first:.3f}", f"{one.second:.3f}", told, f"{better} / {worse}", p)
    return f"| {' | '.join(cells)} |"


def _changed(changes: Sequence[Change], title: str) -> list[str]:
    """One line a question, with every measure that changed."""
    by_question: dict[tuple[str, str], list[Change]] = {}
    for one in changes:
        by_question.setdefault((one.id, one.text), []).append(one)
    if not by_question:
        return []
    lines = ["", title, ""]
    for (name, text), own in list(by_question.items())[:_LISTED]:
        what = ", ".join(f"{one.measure} {one.first:.2f} → {one.second:.2f}" for one in own)
        lines.append(f"- {markdown(name)}: {markdown(shorten(text, 160, placeholder='…'))} ({what})")
    if len(by_question) > _LISTED:
        lines.append(f"- … {len(by_question) - _LISTED}")
    return lines
