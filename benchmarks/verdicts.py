"""Labelled and rule-made claims → the section on verdicts of docs/evaluation.md, between its two marks.

    uv run python benchmarks/verdicts.py --french piaf.jsonl --english news.jsonl --labelled wice.jsonl

Rules and thresholds were worked on with the odd half of each file in view; the section gives the even half,
which is of other articles (of other claims, in the labelled file). ``--print`` writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from claims import articles

from rule_made.claims import Line, claims
from sourcier.evaluation.intervals import Share
from sourcier.evaluation.support import KindRow, SupportReport, measure_support, to_markdown

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "evaluation.md"
OPEN, CLOSE = "<!-- verdicts: written by benchmarks/verdicts.py -->", "<!-- end of verdicts -->"
LANGUAGES = {"fr": "French", "en": "English", "ru": "Russian", "ar": "Arabic"}


def main() -> None:
    """Writes the section, or prints it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--french", type=Path, action="append", default=[])
    parser.add_argument("--english", type=Path, action="append", default=[])
    parser.add_argument("--labelled", type=Path, help="claims with a person's label")
    parser.add_argument("--each", type=int, default=250)
    parser.add_argument("--seed", type=int, default=20_231)
    parser.add_argument("--print", action="store_true", dest="only_print")
    options = parser.parse_args()
    made = claims(
        articles(options.french, options.english, options.seed), each=options.each, seed=options.seed
    )
    parts = [_made(measure_support(made[0::2]), len(made))]
    if options.labelled:
        lines = [json.loads(line) for line in options.labelled.read_text(encoding="utf-8").splitlines()]
        parts.insert(0, _labelled(options.labelled.name, lines))
    section = "\n".join([OPEN, "", *parts, CLOSE])
    if options.only_print:
        print(section)
        return
    text = DOCUMENT.read_text(encoding="utf-8")
    before, after = text.split(OPEN)[0], text.split(CLOSE)[1]
    DOCUMENT.write_text(before + section + after, encoding="utf-8")


def _labelled(file: str, lines: Sequence[Line]) -> str:
    halves = {"odd": measure_support(lines[1::2]), "even": measure_support(lines[0::2])}
    seen = halves["odd"].metrics
    rows = [
        f"| {name} | {seen[name].value:.3f} | {one.value:.3f} | {one.low:.3f}–{one.high:.3f} |"
        for name, one in halves["even"].metrics.items()
    ]
    return "\n".join(
        [
            f"`sourcier eval {file} --half even`, {len(lines)} claims labelled by people; thresholds were",
            "chosen on the odd half.",
            "",
            "| measure | odd half | even half | 95 % of the even half |",
            "|---|---|---|---|",
            *rows,
            "",
            *to_markdown(halves["even"]).split("\n\n")[1:2],
            "",
        ]
    )


def _made(report: SupportReport, of: int) -> str:
    """Two tables: what must pass and what must not, by kind and language."""
    languages = [code for code in LANGUAGES if any(row.language == code for row in report.kinds)]
    head = f"| made by rule | {' | '.join(LANGUAGES[code] for code in languages)} |"
    lines = [
        f"Claims made by rule of real sentences ({report.claims} of {of}: the even half, of other",
        "articles than the odd one, on which the rules were worked), by `benchmarks/claims.py`:",
        "share judged rightly, 95 % interval, number of claims.",
    ]
    for true, title in ((True, "**must be supported**"), (False, "**must not be**")):
        rows = [row for row in report.kinds if row.true is true]
        kinds = [*sorted({row.kind for row in rows if row.kind}), ""]
        lines += ["", head.replace("made by rule", title), "|---" * (len(languages) + 1) + "|"]
        for kind in kinds:
            found = [[row for row in rows if (row.language, row.kind) == (code, kind)] for code in languages]
            cells = map(_cell, found)
            lines.append(f"| {kind or '**all**'} | {' | '.join(cells)} |")
    rejected = [row for row in report.kinds if not row.true and not row.kind]
    told = Share(sum(row.named for row in rejected), sum(row.right.of for row in rejected))
    lines += ["", f"Of the latter, {told.value:.1%} have a reason that names what was changed.", ""]
    return "\n".join(lines)


def _cell(rows: Sequence[KindRow]) -> str:
    if not rows:
        return "–"
    right = rows[0].right
    low, high = right.interval or (0.0, 1.0)
    return f"{right.value:.1%} ({low:.3f}–{high:.3f}; {right.of})"


if __name__ == "__main__":
    main()
