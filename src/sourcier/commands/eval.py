"""`sourcier eval`: questions with known answers, or labelled claims → figures, in Markdown and JSON."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcier.commands import read_lines
from sourcier.commands.progress import follow
from sourcier.commands.reporting import Counting, interrupted, say, write_out
from sourcier.errors import CorpusError, SettingsError
from sourcier.events import Finished
from sourcier.settings import Settings
from sourcier.types import Answer, Bilingual, Turn

if TYPE_CHECKING:
    from sourcier.engine import Engine
    from sourcier.evaluation.questions import NumberedLine
    from sourcier.evaluation.results import Run
    from sourcier.remote import RemoteEngine

    AnyEngine = Engine | RemoteEngine

DEPTH = 30
"""Passages asked for: enough for ten distinct articles."""


def run(options: Namespace, settings: Settings) -> int:
    """0 done; 4 some questions could not be asked; 130 cut short, what was done is reported."""
    if options.compare:
        from sourcier.commands.comparing import run as compare

        return compare(options, settings)
    if not options.file:
        raise SettingsError(
            Bilingual(fr="Quel fichier mesurer ?", en="Which file is to be measured?"),
            Bilingual(fr="Tapez : sourcier eval QUESTIONS.jsonl", en="Type: sourcier eval QUESTIONS.jsonl"),
        )
    lines = chosen_lines(options)
    if options.judge:
        from sourcier.commands.judging import run as judge

        return judge(options, settings, lines)
    from sourcier.evaluation.questions import kind_of, unread_fields

    kind = kind_of(options.file, lines)
    if options.measure and kind != "support":
        kind = options.measure
    for unread in unread_fields(kind, lines):
        say(unread.notice, settings.wording)
    about = {"file": Path(options.file).name, "sha256": _sha256(options.file), **_now(options)}
    if kind == "support":
        return _support(options, settings, lines, about)
    with engine_of(options, settings, what="eval") as engine:
        about |= _about(engine, options, settings.wording)
        measure = _retrieval if kind == "retrieval" else _answers
        found = measure(engine, options.file, lines, about, settings.wording)
    return _report(found, options, settings)


def chosen_lines(options: Namespace) -> list[NumberedLine]:
    """The numbered lines that ``--half`` and ``--limit`` keep.

    Raises:
        CorpusError: there is none, or one cannot be read.
    """
    lines: list[NumberedLine] = list(read_lines(options.file))
    if options.half:
        lines = lines[options.half == "odd" :: 2]
    lines = lines[: options.limit]
    if not lines:
        raise CorpusError(
            Bilingual(fr=f"« {options.file} » est vide.", en=f"“{options.file}” is empty."),
            Bilingual(fr="Donnez un fichier de questions.", en="Give a file of questions."),
        )
    return lines


@contextmanager
def engine_of(options: Namespace, settings: Settings, *, what: str) -> Iterator[AnyEngine]:
    """The engine of the settings, or one of a temporary index of ``--articles``; something is indexed."""
    from sourcier.remote import open_engine

    if not options.articles:
        with open_engine(settings, what=what) as engine:
            _fill(engine, settings)
            yield engine
        return
    articles = Path(options.articles)
    if not articles.is_file():
        raise CorpusError(
            Bilingual(fr=f"« {articles} » n'existe pas.", en=f"“{articles}” does not exist."),
            Bilingual(fr="Donnez un fichier d'articles .jsonl.", en="Give a .jsonl file of articles."),
        )
    with tempfile.TemporaryDirectory(prefix=f"sourcier-{what}-") as folder:
        corpus = Path(folder) / "articles"
        corpus.mkdir()
        shutil.copyfile(articles, corpus / articles.name)
        paths = settings.paths.model_copy(update={"corpus": corpus, "index": Path(folder) / "index"})
        with open_engine(settings.model_copy(update={"paths": paths}), what=what) as engine:
            _fill(engine, settings)
            yield engine


def _fill(engine: AnyEngine, settings: Settings) -> None:
    if engine.is_empty():
        follow(engine.index(), settings.wording)


def _now(options: Namespace) -> dict[str, Any]:
    from sourcier import __version__

    parts = {"half": options.half, "limit": options.limit}
    date = datetime.now(UTC).isoformat(timespec="seconds")
    return {"version": __version__, "date": date, **{name: one for name, one in parts.items() if one}}


def _sha256(file: str) -> str:
    return "" if file == "-" else hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16]


def _about(engine: AnyEngine, options: Namespace, language: str) -> dict[str, Any]:
    status = engine.status()
    return {
        "corpus": Path(options.articles).name if options.articles else status.corpus,
        "articles": status.articles,
        "passages": status.passages,
        "embedding": status.embedding,
        "weights": "; ".join(one.in_(language) for one in status.weights),
        "chat": None if options.no_model else status.chat,
    }


def _retrieval(
    engine: AnyEngine, file: str, lines: Sequence[NumberedLine], about: Mapping[str, Any], language: str
) -> Run:
    from sourcier.evaluation.asking import each_result
    from sourcier.evaluation.questions import each, identifiers
    from sourcier.evaluation.results import Result, Run, figures
    from sourcier.evaluation.retrieval import Question, latency, question_from, scored

    read = each(file, lines, question_from)
    questions = [replace(one, id=name) for one, name in zip(read, identifiers(lines), strict=True)]
    known = [one for one in questions if one.has_gold]
    both_kinds = len({one.article is None for one in known}) > 1
    seconds: list[float] = []

    def search(question: Question) -> Result:
        start = time.perf_counter()
        ranked = [hit.passage for hit in engine.search(question.text, DEPTH)]
        seconds.append(time.perf_counter() - start)
        found = scored(question, ranked)
        if both_kinds:  # both have an mrr@10
            gold = "article" if question.article is not None else "facts"
            found = replace(found, scores={f"{name} ({gold})": pair for name, pair in found.scores.items()})
        return found

    with Counting(len(known), language) as count:
        results = each_result(known, search, lambda one: one.text, count)
    metrics = {
        name: {"value": one.value, "low": one.low, "high": one.high} for name, one in figures(results).items()
    }
    extra = {"metrics": metrics, "milliseconds": latency(seconds)}
    return Run("retrieval", tuple(results), about, len(questions), len(questions) - len(known), extra)


def _answers(
    engine: AnyEngine, file: str, lines: Sequence[NumberedLine], about: Mapping[str, Any], language: str
) -> Run:
    from sourcier.evaluation.answers import Golden, golden_from, judge
    from sourcier.evaluation.asking import each_result
    from sourcier.evaluation.questions import each, identifiers
    from sourcier.evaluation.results import Result, Run

    read = each(file, lines, golden_from)
    questions = [replace(one, id=name) for one, name in zip(read, identifiers(lines), strict=True)]
    texts = {article.id: article.text for article in engine.articles()}

    def ask(golden: Golden) -> Result:
        return judge(golden, _answer(engine, golden.question, golden.history), texts.get)

    with Counting(len(questions), language) as count:
        results = each_result(questions, ask, lambda one: one.question, count)
    return Run("answers", tuple(results), about, len(questions))


def _answer(engine: AnyEngine, question: str, history: Sequence[str]) -> Answer:
    for event in engine.ask(question, history=[Turn(text) for text in history]):
        if isinstance(event, Finished):
            return event.answer
    raise AssertionError("the stream of events ended without an answer")


def _support(
    options: Namespace, settings: Settings, lines: Sequence[NumberedLine], about: Mapping[str, Any]
) -> int:
    from sourcier.evaluation.questions import each, identifiers
    from sourcier.evaluation.results import Run
    from sourcier.evaluation.support import Labelled, checked, report_of, result_of, to_markdown

    rows: list[Labelled] = []
    with Counting(len(lines), settings.wording) as count, interrupted():
        for line in lines:
            rows += each(options.file, [line], checked)
            count(len(rows))
    named = zip(rows, identifiers(lines), strict=False)
    results = tuple(result_of(replace(row, id=name)) for row, name in named)
    report = report_of(rows)
    found = Run("support", results, about, len(lines), extra=report.to_json())
    return _report(found, options, settings, more=to_markdown(report, settings.wording))


def _report(found: Run, options: Namespace, settings: Settings, *, more: str = "") -> int:
    from sourcier.evaluation.tables import to_markdown

    language = settings.wording
    text = to_markdown(found, language) + (f"\n{more}" if more else "")
    if times := found.extra.get("milliseconds"):
        text += _searches(times).in_(language)
    write_out(found.to_json(language), text, options)
    if not found.complete:
        say(
            Bilingual(
                fr=f"Interrompu : {found.asked} questions sur {found.planned} sont mesurées.",
                en=f"Cut short: {found.asked} of {found.planned} questions are measured.",
            ),
            language,
        )
        return 130
    return 4 if found.failed else 0


def _searches(times: Mapping[str, float]) -> Bilingual:
    p50, p95 = times["p50"], times["p95"]
    return Bilingual(
        fr=f"\nRecherche : {p50:.1f} ms en médiane, {p95:.1f} ms au 95e centile.\n",
        en=f"\nSearch: median {p50:.1f} ms, 95th percentile {p95:.1f} ms.\n",
    )
