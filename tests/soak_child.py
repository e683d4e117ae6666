"""What test_soak.py runs and kills: an engine that indexes while questions are asked of it."""

from __future__ import annotations

import json
import threading
import traceback
from itertools import cycle
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import crash_child  # noqa: F401  # loads the models of languages and tokens
from newsroom import answer_of
from sourcier.engine import Engine
from sourcier.errors import StoreMissing
from sourcier.settings import Settings
from sourcier.types import Answer

QUESTIONS = (
    "Combien de mille euros le conseil de Brumeval a-t-il voté pour le pont ?",
    "Qu'a voté Castelnoir pour la digue ?",
    "Que rouvre Dorvigny ?",
    "Combien de mois dureront les travaux du théâtre à Esterlac ?",
)


def citations(answer: Answer) -> list[dict[str, Any]]:
    """Where each citation of ``answer`` stands, and what it quotes."""
    return [
        {"article": each.passage.article_id, "start": each.start, "end": each.end, "quote": each.quote}
        for each in answer.citations
    ]


def index_and_ask(settings: Settings, said: Path, ready: Event) -> None:
    """One run of indexing; what is answered meanwhile goes to ``said``, a line an answer or a fault."""
    ready.set()
    done = threading.Event()
    with said.open("a", encoding="utf-8", buffering=1) as lines, Engine.open(settings) as engine:

        def ask() -> None:
            for question in cycle(QUESTIONS):
                if done.is_set():
                    return
                try:
                    found = {"citations": citations(answer_of(engine, question, use_model=False))}
                except StoreMissing:  # nothing is indexed yet
                    done.wait(0.01)
                    continue
                except BaseException:
                    lines.write(json.dumps({"fault": traceback.format_exc()}) + "\n")
                    return
                lines.write(json.dumps(found) + "\n")

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            for _ in engine.index(allow_removals=True):
                pass
        finally:
            done.set()
            asking.join()
