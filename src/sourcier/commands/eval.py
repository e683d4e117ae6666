"""`sourcier eval`: questions with known answers, or labelled claims → figures, in Markdown or JSON."""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sourcier.commands import print_json, read_lines
from sourcier.commands.progress import follow
from sourcier.errors import CorpusError, SourcierError
from sourcier.events import Finished
from sourcier.settings import Settings
from sourcier.types import Answer, Bilingual, Turn

if TYPE_CHECKING:
    from sourcier.engine import Engine
    from sourcier.remote import RemoteEngine

    AnyEngine = Engine | RemoteEngine

T = TypeVar("T")

DEPTH = 30
"""Passages asked for: enough for ten distinct articles."""


def run(options: Namespace, settings: Settings) -> int:
    """0 done."""
    lines = [line for _, line in read_lines(options.file)]
    if options.half:
        lines = lines[options.half == "odd" :: 2]
    lines = lines[: options.limit]
    if not lines:
        raise CorpusError(
            Bilingual(fr=f"« {options.file} » est vide.", en=f"“{options.file}” is empty."),
            Bilingual(fr="Donnez un fichier de questions.", en="Give a file of questions."),
        )
    language = settings.wording
    if "claim" in lines[0]:
        found, text = _support(lines)
    else:
        measure = _golden if "q" in lines[0] or "question" in lines[0] else _retrieval
        with _engine(options, settings) as engine:
            if engine.is_empty():
                follow(engine.index(), language)
            found, text = measure(engine, lines, options.file, language)
    if options.report:
        Path(options.report).write_text(text, encoding="utf-8")
    if options.json:
        print_json(found)
    else:
        print(text)
    return 0


@contextmanager
def _engine(options: Namespace, settings: Settings) -> Iterator[AnyEngine]:
    """The engine of the settings, or one of a temporary index of ``--articles``."""
    from sourcier.remote import open_engine

    if not options.articles:
        with open_engine(settings, what="eval") as engine:
            yield engine
        return
    articles = Path(options.articles)
    if not articles.is_file():
        raise CorpusError(
            Bilingual(fr=f"« {articles} » n'existe pas.", en=f"“{articles}” does not exist."),
            Bilingual(fr="Donnez un fichier d'articles .jsonl.", en="Give a .jsonl file of articles."),
        )
    with tempfile.TemporaryDirectory(prefix="sourcier-eval-") as folder:
        corpus = Path(folder) / "articles"
        corpus.mkdir()
        shutil.copyfile(articles, corpus / articles.name)
        paths = settings.paths.model_copy(update={"corpus": corpus, "index": Path(folder) / "index"})
        with open_engine(settings.model_copy(update={"paths": paths}), what="eval") as engine:
            yield engine


def _retrieval(
    engine: AnyEngine, lines: Sequence[dict[str, Any]], file: str, language: str
) -> tuple[dict[str, Any], str]:
    from sourcier.ask.measures import measure_retrieval, question_from

    questions = _each(lines, file, question_from)
    report = measure_retrieval(
        questions,
        lambda query: [hit.passage for hit in engine.search(query, DEPTH)],
        _counter(len(questions)),
    )
    p50, p95 = report.milliseconds
    found = {
        "questions": report.questions,
        "left_out": report.left_out,
        "metrics": {
            name: {"value": one.value, "low": one.low, "high": one.high}
            for name, one in report.metrics.items()
        },
        "milliseconds": {"p50": p50, "p95": p95},
    }
    rows = [
        f"| {name} | {one.value:.3f} | {one.low:.3f}–{one.high:.3f} |" for name, one in report.metrics.items()
    ]
    head = Bilingual(fr="| mesure | valeur | intervalle à 95 % |", en="| metric | value | 95 % interval |")
    asked = Bilingual(
        fr=f"{report.questions} questions ({report.left_out} sans réponse connue, laissées de côté) ;"
        f" recherche : {p50:.1f} ms en médiane, {p95:.1f} ms au 95e centile",
        en=f"{report.questions} questions ({report.left_out} without a known answer, left out);"
        f" search: median {p50:.1f} ms, 95th percentile {p95:.1f} ms",
    )
    return found, "\n".join([head.in_(language), "|---|---|---|", *rows, "", asked.in_(language), ""])


def _golden(
    engine: AnyEngine, lines: Sequence[dict[str, Any]], file: str, language: str
) -> tuple[dict[str, Any], str]:
    from sourcier.ask.golden import evaluate, golden_from, to_markdown

    questions = _each(lines, file, golden_from)
    texts = {article.id: article.text for article in engine.articles()}
    count = _counter(len(questions))
    done = 0

    def ask(question: str, history: Sequence[str]) -> Answer:
        nonlocal done
        done += 1
        count(done)
        for event in engine.ask(question, history=[Turn(text) for text in history]):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("the stream of events ended without an answer")

    report = evaluate(questions, ask, texts.get)
    return report.to_json(), to_markdown(report, language)


def _support(lines: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    from sourcier.ask.support_measures import measure_support, to_markdown

    report = measure_support(lines)
    return report.to_json(), to_markdown(report)


def _each(lines: Sequence[dict[str, Any]], file: str, read: Callable[[dict[str, Any]], T]) -> list[T]:
    questions: list[T] = []
    for number, line in enumerate(lines, start=1):
        try:
            questions.append(read(line))
        except (KeyError, ValueError, TypeError) as error:
            raise SourcierError(
                Bilingual(
                    fr=f"{file}, question {number} : {error}.",
                    en=f"{file}, question {number}: {error}.",
                ),
                Bilingual(
                    fr="Les formes admises sont décrites dans docs/evaluation.md.",
                    en="The accepted shapes are described in docs/evaluation.md.",
                ),
            ) from None
    return questions


def _counter(total: int) -> Callable[[int], None]:
    def show(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr)

    return show
