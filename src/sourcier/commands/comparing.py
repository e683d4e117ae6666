"""`sourcier eval --compare A.json B.json`: two kept runs → what differs between them."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.commands.reporting import write_out
from sourcier.errors import CorpusError
from sourcier.settings import Settings
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.evaluation.results import Run


def run(options: Namespace, settings: Settings) -> int:
    """0 compared; 1 the runs have no question in common."""
    from sourcier.evaluation.compared import compare, to_markdown

    names = options.compare
    first, second = (_read(name) for name in names)
    if first.kind != second.kind:
        raise CorpusError(
            Bilingual(
                fr=f"« {names[0]} » mesure {first.kind}, « {names[1]} » {second.kind}.",
                en=f"“{names[0]}” measures {first.kind}, “{names[1]}” {second.kind}.",
            ),
            Bilingual(
                fr="Comparez deux mesures de même sorte : sourcier eval FICHIER.jsonl --measure answers",
                en="Compare two runs of one kind: sourcier eval FILE.jsonl --measure answers",
            ),
        )
    found = compare(first, second)
    write_out(found.to_json(settings.wording), to_markdown(found, settings.wording), options)
    return 0 if found.pairs else 1


def _read(name: str) -> Run:
    from sourcier.evaluation.results import run_from_json

    try:
        value = json.loads(Path(name).read_text(encoding="utf-8-sig"))
        if not isinstance(value, dict):
            raise TypeError("not an object")  # noqa: TRY301
        return run_from_json(value)
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise CorpusError(
            Bilingual(
                fr=f"« {name} » n'est pas une mesure gardée par sourcier eval ({error}).",
                en=f"“{name}” is not a run kept by sourcier eval ({error}).",
            ),
            Bilingual(
                fr="Gardez-en une : sourcier eval QUESTIONS.jsonl --report MESURE.json",
                en="Keep one: sourcier eval QUESTIONS.jsonl --report RUN.json",
            ),
        ) from None
