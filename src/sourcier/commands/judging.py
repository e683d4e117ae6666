"""`sourcier eval CLAIMS.jsonl --judge`: labelled claims → what the model's second look is worth, kept."""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.commands.reporting import Counting, interrupted, say, write_out
from sourcier.errors import CorpusError, ModelError, ModelMissing
from sourcier.settings import Settings
from sourcier.trust import Measured, keep
from sourcier.types import Bilingual, Verdict

if TYPE_CHECKING:
    from sourcier.ask.means import ChatModel
    from sourcier.evaluation.judged import JudgedReport
    from sourcier.evaluation.questions import NumberedLine
    from sourcier.evaluation.support import Labelled
    from sourcier.models.ollama import InstalledModel
    from sourcier.prompts import Prompt

_HOPELESS = 3  # failures in a row after which the rest would fail too


def run(options: Namespace, settings: Settings, lines: Sequence[NumberedLine]) -> int:
    """0 it pays; 1 it does not, or the claims are too few to say; 130 cut short, nothing is kept."""
    from sourcier.evaluation.judged import to_markdown
    from sourcier.evaluation.results import Run
    from sourcier.models.chat import OllamaChat
    from sourcier.prompts import load_prompts
    from sourcier.state import server_of

    rows = _rows(options.file, lines)
    language = settings.wording
    prompt = load_prompts(settings.paths.prompts)["judge.user"]
    server = server_of(settings)
    picked = server.pick_chat() if server is not None and settings.models.chat != "none" else None
    if server is None or picked is None:
        raise _no_model()
    try:
        passages = [str(line["passage"]) for _, line in lines]
        report = _looks(OllamaChat(server, picked.name), prompt, rows, passages, language)
    finally:
        server.close()
    about = {
        "file": Path(options.file).name,
        "model": picked.name,
        "digest": picked.digest[:12],
        "prompt": prompt.id,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    complete = len(report.looks) == len(rows)
    found = Run("support", report.results(), about, len(rows), extra={"second_look": report.to_json()})
    write_out(found.to_json(language), to_markdown(report, picked.name, language), options)
    if not complete:
        say(
            Bilingual(
                fr=f"Interrompu à {len(report.looks)} sur {len(rows)} : la mesure n'est pas gardée.",
                en=f"Cut short at {len(report.looks)} of {len(rows)}: the measurement is not kept.",
            ),
            language,
        )
        return 130
    file = keep(settings.paths.index, _measured(report, picked, prompt.id, Path(options.file).name))
    say(Bilingual(fr=f"Mesure gardée dans {file}", en=f"Measurement kept in {file}"), language)
    return 0 if report.pays else 1


def _rows(file: str, lines: Sequence[NumberedLine]) -> list[Labelled]:
    from sourcier.evaluation.questions import each, identifiers, kind_of
    from sourcier.evaluation.support import checked

    if kind_of(file, lines) != "support":
        raise CorpusError(
            Bilingual(
                fr=f"--judge mesure des affirmations ; « {file} » tient des questions.",
                en=f"--judge measures claims; “{file}” holds questions.",
            ),
            Bilingual(
                fr='Donnez des lignes {"claim","passage","label"} (voir docs/evaluation.md).',
                en='Give lines {"claim","passage","label"} (see docs/evaluation.md).',
            ),
        )
    rows = each(file, lines, checked)
    return [replace(row, id=name) for row, name in zip(rows, identifiers(lines), strict=True)]


def _looks(
    chat: ChatModel, prompt: Prompt, rows: Sequence[Labelled], passages: Sequence[str], language: str
) -> JudgedReport:
    from sourcier.evaluation.judged import Look, report_of

    looks: list[Look] = []
    seconds: list[float] = []
    failures = 0
    with Counting(len(rows), language) as count, interrupted():
        for row, passage in zip(rows, passages, strict=True):
            if row.verdict not in (Verdict.SUPPORTED, Verdict.PARTIAL):
                looks.append(Look(row))
                continue
            started = time.monotonic()
            try:
                looks.append(Look(row, asked=True, opinion=_opinion(chat, prompt, row.claim, passage)))
                failures = 0
            except ModelError:
                failures += 1
                if failures == _HOPELESS:
                    raise
                looks.append(Look(row, asked=True, failed=True))
            seconds.append(time.monotonic() - started)
            count(len(looks))
    return report_of(looks, statistics.median(seconds) if seconds else 0.0)


def _opinion(chat: ChatModel, prompt: Prompt, claim: str, passage: str) -> Verdict | None:
    from sourcier.ask.writing.second_look import opinion

    asking = opinion(chat, prompt, claim, [passage])
    while True:
        try:
            next(asking)
        except StopIteration as end:
            given: Verdict | None = end.value
            return given


def _measured(report: JudgedReport, model: InstalledModel, prompt: str, file: str) -> Measured:
    precision, recall = report.precision, report.recall
    return Measured(
        model=model.name,
        digest=model.digest,
        prompt=prompt,
        date=datetime.now(UTC).date().isoformat(),
        file=file,
        claims=len(report.looks),
        looked_at=report.looked_at,
        precision_before=precision.first if precision else 0.0,
        precision_after=precision.second if precision else 0.0,
        low=precision.low if precision else 0.0,
        high=precision.high if precision else 0.0,
        recall_before=recall.first if recall else 0.0,
        recall_after=recall.second if recall else 0.0,
        true_lowered=report.true_lowered.value or 0.0,
        pays=report.pays,
    )


def _no_model() -> ModelMissing:
    return ModelMissing(
        Bilingual(
            fr="--judge a besoin d'un modèle de réponse, et il n'y en a pas.",
            en="--judge needs a chat model, and there is none.",
        ),
        Bilingual(
            fr="Installez Ollama (ollama.com), puis tapez : ollama pull qwen3:8b",
            en="Install Ollama (ollama.com), then type: ollama pull qwen3:8b",
        ),
    )
