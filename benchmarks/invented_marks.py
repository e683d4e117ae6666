"""Hostile answers through the whole engine, whole and cut at random → the marks shown that name no passage.

The chat model is the scripted server of tests/, on a real socket; what counts is what the page, the stream
and the JSON show (see tests/hostile_answers.py). Exits with 1 unless the count is 0.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from pairing import load
from processes import PROJECT

sys.path.insert(0, str(PROJECT / "tests"))

from hostile_answers import (
    HOSTILE,
    Shown,
    invented_in,
    invented_in_answer,
    invented_on_page,
    references,
)
from scripted_ollama import Reply, ScriptedOllama, done, token
from sourcier.engine import Engine
from sourcier.events import MarkDelta, Retrieved
from sourcier.settings import load as load_settings
from sourcier.ui.exchange import Exchange
from sourcier.ui.render import conversation_html, live_html

QUESTION = "Qu'a voté le conseil de Brumeval pour le pont ?"
ARTICLE = (
    "Brumeval refait son pont\n\nLe conseil de Brumeval a voté le pont lundi, à l'unanimité. Les travaux"
    " dureront {months} mois, a indiqué la mairie.\n\nLe préfet, absent, n'a pas commenté le vote [9].\n"
)
"""The last sentence holds what looks like a mark, as articles copied from an encyclopedia do."""


def main() -> int:
    """Prints the counts."""
    parser = argparse.ArgumentParser(description="Count the invented marks that are shown.")
    parser.add_argument("--splits", type=int, default=1000, help="random splits of a stream (default 1000)")
    parser.add_argument("--seed", type=int, default=20)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    counts: Counter[str] = Counter()
    shown: list[str] = []
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        ScriptedOllama() as ollama,
        open_engine(Path(folder), ollama.url) as engine,
    ):
        for written in HOSTILE:
            shown += through(engine, ollama, written, Reply((token(written), done())), counts)
        for number in range(given.splits):
            written = HOSTILE[number % len(HOSTILE)]
            shown += through(engine, ollama, written, cut(written, chance), counts)
    print(f"{len(HOSTILE)} hostile answers and {given.splits} random splits of them, seed {given.seed}")
    print(f"{time.perf_counter() - began:.0f} s; {load()}")
    for what, count in counts.items():
        print(f"{count:7} {what}")
    print(f"{len(shown):7} marks shown that name no passage (target: 0)")
    for each in shown[:20]:
        print(f"        {each}")
    return 1 if shown else 0


def open_engine(folder: Path, address: str) -> Engine:
    """An engine over two made-up articles, with the scripted server's chat model."""
    (folder / "corpus").mkdir()
    for number, months in enumerate(("trois", "quatre")):
        (folder / "corpus" / f"{number}.txt").write_text(ARTICLE.format(months=months), encoding="utf-8")
    paths = {"corpus": folder / "corpus", "index": folder / "index"}
    models = {"host": address, "embedder": "none"}
    engine = Engine.open(load_settings(overrides={"paths": paths, "models": models}), what="benchmark")
    for _ in engine.index():
        pass
    return engine


def cut(written: str, chance: random.Random) -> Reply:
    """``written`` as tokens cut anywhere, in packets of any number of bytes or one a token."""
    places = sorted(chance.randrange(len(written)) for _ in range(chance.randrange(1, 60)))
    pieces = [written[start:end] for start, end in pairwise([0, *places, len(written)]) if start < end]
    return Reply((*map(token, pieces), done()), chance.choice([None, chance.randrange(1, 300)]))


def through(
    engine: Engine, ollama: ScriptedOllama, written: str, reply: Reply, counts: Counter[str]
) -> Sequence[str]:
    """Asks once; notes what came, and gives what was shown that names nothing."""
    ollama.will(reply)
    exchange = Exchange(QUESTION)
    known: set[int] = set()
    found: list[str] = []
    for event in engine.ask(QUESTION):
        exchange.take(event)
        if isinstance(event, Retrieved):
            known = {read.mark for read in event.read if not read.dropped}
        if isinstance(event, MarkDelta):
            counts["marks in the streams"] += 1
            found += [] if event.mark in known else [f"streamed {event.mark}"]
            found += invented_on_page(live_html(exchange, 0, "fr"), known)
    answer = exchange.answer
    if answer is None or not known or answer.raw != written:
        raise SystemExit(f"not answered as scripted: {written!r}")
    page = conversation_html([exchange], "fr")
    counts["marks on the pages of finished answers"] += len(Shown(page).marks)
    counts["references that the model wrote and that name nothing"] += len(invented_in(written, known))
    counts["marks reported as invented and removed"] += answer.invented_marks
    counts["answers that kept their rightful mark"] += "[1]" in references(answer.text)
    return [*found, *invented_in_answer(answer), *invented_on_page(page, known)]


if __name__ == "__main__":
    sys.exit(main())
