"""`sourcier ask`: one question, or a file of questions, through the same event stream as the page."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sourcier.ask.show import answer_text, printable
from sourcier.commands import field, filters_from, identifier, print_json, read_lines
from sourcier.commands.progress import follow
from sourcier.contract import answer_json
from sourcier.errors import SettingsError, SourcierError
from sourcier.events import Finished, Waiting
from sourcier.export import articles_behind, export_json, export_markdown
from sourcier.judgements import Register
from sourcier.provenance import Provenance
from sourcier.settings import Settings
from sourcier.stores.register import register_or_problem
from sourcier.types import Answer, Bilingual, Filters, Turn, Verdict

if TYPE_CHECKING:
    from sourcier.engine import Engine
    from sourcier.remote import RemoteEngine


def run(options: Namespace, settings: Settings) -> int:
    """0 answered; 1 refused, or with ``--strict`` not grounded; 4 when some of a file's questions failed."""
    from sourcier.remote import open_engine

    if bool(options.question) == bool(options.queries):
        raise SettingsError(
            Bilingual(fr="Il faut une question, ou --queries.", en="A question is needed, or --queries."),
            Bilingual(
                fr="Par exemple : sourcier ask « Que s'est-il passé ? »",
                en="For example: sourcier ask “What happened?”",
            ),
        )
    filters = filters_from(options)
    target = _target(options)
    language = settings.wording
    register = register_or_problem(settings.paths.register)
    with open_engine(settings, what="ask") as engine:
        if engine.is_empty():
            follow(engine.index(), language)
        if options.queries:
            return _file(engine, options, filters, register, language)
        asked = datetime.now(UTC).isoformat(timespec="seconds")
        answer = _one(engine, options.question, (), filters, options, language)
        if target is not None:
            made = replace(engine.provenance(articles_behind(answer), answer.model), asked=asked)
            _save(target, answer, made, language, register)
    if options.json:
        print_json(answer_json(None, answer, language, register))
    else:
        print(answer_text(answer, language, register, evidence=options.evidence))
        if target is not None:
            print(f"\n{_SAVED.in_(language)} {printable(str(target))}")
    return 1 if answer.refused or (options.strict and not grounded(answer)) else 0


_SAVED = Bilingual(fr="Enregistré avec ses preuves :", en="Saved with its evidence:")


def _target(options: Namespace) -> Path | None:
    """Where to save, checked before minutes of work.

    Raises:
        SettingsError: not one question, another suffix than .md or .json, a file that is there.
    """
    if options.save is None:
        return None
    target = Path(options.save)
    if options.queries:
        what = Bilingual(fr="--save enregistre une seule question.", en="--save keeps one question.")
        todo = Bilingual(fr="Pour un fichier de questions : --json > réponses.jsonl", en="For a file: --json")
    elif target.suffix.lower() not in {".md", ".json"}:
        what = Bilingual(
            fr=f"--save : « {target} » n'est ni .md ni .json.",
            en=f"--save: “{target}” is neither .md nor .json.",
        )
        todo = Bilingual(fr="Par exemple : --save reponse.md", en="For example: --save answer.md")
    elif target.exists():
        what = Bilingual(fr=f"--save : « {target} » existe déjà.", en=f"--save: “{target}” is there already.")
        todo = Bilingual(
            fr="Donnez un autre nom, ou déplacez ce fichier.", en="Give another name, or move it."
        )
    else:
        return target
    raise SettingsError(what, todo)


def _save(target: Path, answer: Answer, made: Provenance, language: str, register: Register) -> None:
    written = export_json if target.suffix.lower() == ".json" else export_markdown
    try:
        with target.open("x", encoding="utf-8", newline="\n") as out:
            out.write(written(answer, made, language, register))
    except OSError as error:
        raise SettingsError(
            Bilingual(
                fr=f"--save : « {target} » ne peut pas être écrit ({error.strerror}).",
                en=f"--save: “{target}” cannot be written ({error.strerror}).",
            ),
            Bilingual(fr="Choisissez un autre dossier.", en="Choose another folder."),
        ) from error


def grounded(answer: Answer) -> bool:
    """Whether no sentence is left without support."""
    return bool(answer.sentences) and all(
        sentence.verdict in {Verdict.SUPPORTED, Verdict.PARTIAL} for sentence in answer.sentences
    )


def _file(
    engine: Engine | RemoteEngine, options: Namespace, filters: Filters, register: Register, language: str
) -> int:
    failed = 0
    for number, line in read_lines(options.queries):
        question = field(options.queries, number, line, "question", "query", "q")
        earlier = [str(text) for text in line.get("history") or []]
        try:
            answer = _one(engine, question, earlier, filters, options, language)
        except SourcierError as error:
            failed += 1
            print_json(
                {
                    "id": identifier(line),
                    "question": question,
                    "error": error.message.in_(language),
                    "hint": error.hint.in_(language),
                }
            )
            continue
        if options.json:
            print_json(answer_json(identifier(line), answer, language, register))
        else:
            shown = answer_text(answer, language, register, evidence=options.evidence)
            print(f"? {printable(question)}\n{shown}\n")
    return 4 if failed else 0


def _one(
    engine: Engine | RemoteEngine,
    question: str,
    earlier: Sequence[str],
    filters: Filters,
    options: Namespace,
    language: str,
) -> Answer:
    history = [Turn(text) for text in earlier]
    watched = sys.stderr.isatty()
    with closing(
        engine.ask(
            question, history=history, filters=filters, strict=options.strict, use_model=not options.no_model
        )
    ) as events:
        for event in events:
            if isinstance(event, Waiting) and watched:
                print(f"\r\x1b[K{event.doing.in_(language)} {event.seconds:.0f} s", end="", file=sys.stderr)
            if isinstance(event, Finished):
                if watched:
                    print("\r\x1b[K", end="", file=sys.stderr)
                return event.answer
    raise AssertionError("the stream of events ended without an answer")
