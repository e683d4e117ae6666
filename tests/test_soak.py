"""Killed anywhere while adding, editing, removing or rebuilding, an index loses nothing and invents nothing.

``SOURCIER_SOAK`` says how many kills (20 when not set), ``SOURCIER_SOAK_SEED`` which ones.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpora import article, snapshot
from forked import launch, warm_process
from newsroom import answer_of
from soak_child import QUESTIONS, citations, index_and_ask
from sourcier.engine import Engine
from sourcier.settings import Settings

__all__ = ["warm_process"]

KILLS = int(os.environ.get("SOURCIER_SOAK", "20"))
SEED = int(os.environ.get("SOURCIER_SOAK_SEED", "20260101"))
FEWEST, MOST = 12, 30
WORKS = ("add", "edit", "remove", "rebuild")
QUERIES = [
    f"{thing} à {town}"
    for town in ("Brumeval", "Castelnoir", "Dorvigny", "Esterlac", "Fontarel")
    for thing in "pont digue tramway bibliothèque stade halle théâtre gare travaux mairie".split()
]


class Corpus:
    """The folder of articles, its texts, and the changes that are made to it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.edition = 1
        self.passage_tokens = 64
        folder.mkdir()
        for number in range(20):
            self._write(number)

    def texts(self) -> dict[str, str]:
        """Article id → text, of every article that is there."""
        return {file.name: file.read_text(encoding="utf-8") for file in self.folder.iterdir()}

    def change(self, work: str) -> None:
        """Do ``work`` to a few articles; all of them are rebuilt under another size of passages."""
        there = sorted(int(file.stem) for file in self.folder.iterdir())
        absent = sorted(set(range(MOST)) - set(there))
        self.edition += 1
        some = self.chance.randint(2, 5)
        if work == "add":
            for number in self.chance.sample(absent, min(some, len(absent))):
                self._write(number)
        if work == "remove":
            for number in self.chance.sample(there, min(some, len(there) - FEWEST)):
                self._file(number).unlink()
        if work == "edit":
            for number in self.chance.sample(there, some):
                self._write(number)
        if work == "rebuild":
            self.passage_tokens = 160 - self.passage_tokens

    def settings(self, index: Path) -> Settings:
        """The settings of now, for an index in ``index``."""
        return Settings.model_validate(
            {
                "paths": {"corpus": self.folder, "index": index},
                "models": {"chat": "none", "embedder": "none"},
                "splitting": {"passage_tokens": self.passage_tokens},
            }
        )

    def _file(self, number: int) -> Path:
        return self.folder / f"{number}.txt"

    def _write(self, number: int) -> None:
        text = article(number, edition=self.edition, sentences=6)
        self._file(number).write_text(text, encoding="utf-8")


def stand(cited: list[dict[str, Any]], *corpora: dict[str, str]) -> bool:
    """Whether each citation quotes an article of one of ``corpora`` exactly."""
    return all(
        any(
            each["quote"] == corpus.get(each["article"], "")[each["start"] : each["end"]]
            for corpus in corpora
        )
        for each in cited
    )


def build(settings: Settings) -> dict[str, list[tuple[str, ...]]]:
    """Bring an index up to date; the best hits of some of the queries after that."""
    with Engine.open(settings) as engine:
        for _ in engine.index(allow_removals=True):
            pass
        return {
            query: [(hit.passage.id, hit.passage.text) for hit in engine.search(query)]
            for query in QUERIES[::5]
        }


@pytest.mark.timeout(120 + 30 * KILLS)
def test_after_every_kill_the_next_run_ends_as_a_clean_build(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    corpus, index, clean = Corpus(tmp_path / "corpus", chance), tmp_path / "index", tmp_path / "clean"
    usual = dict.fromkeys(WORKS, 1.0)
    killed, answered, hits, agreed = Counter[str](), 0, 0, 0
    before: dict[str, str] = {}
    for turn in range(4 * KILLS):
        work = chance.choice(WORKS) if turn else "add"
        if turn:
            corpus.change(work)
        after, settings, said = corpus.texts(), corpus.settings(index), tmp_path / f"{turn}.jsonl"
        process, started = launch(index_and_ask, settings, said), time.monotonic()
        process.join(chance.uniform(0, usual[work]))
        process.kill()
        process.join(60)
        if process.exitcode == 0:  # it was done before: strike sooner
            usual[work] = min(usual[work], time.monotonic() - started)
            before = after
            continue
        assert process.exitcode < 0
        killed[work] += 1
        for line in said.read_text(encoding="utf-8").split("\n")[:-1] if said.exists() else ():
            found = json.loads(line)
            assert "fault" not in found, found["fault"]
            assert stand(found["citations"], before, after), (turn, work, found)
            answered += 1
        with Engine.open(settings) as engine:  # questions before the next run
            for question in () if engine.is_empty() else QUESTIONS:
                answer = answer_of(engine, question, use_model=False)
                assert stand(citations(answer), before, after), (turn, work)
                answered += 1
        mended = build(settings)
        shutil.rmtree(clean, ignore_errors=True)
        expected = build(corpus.settings(clean))
        assert snapshot(index, QUERIES) == snapshot(clean, QUERIES), (turn, work)
        for query, wanted in expected.items():
            hits += len(wanted)
            agreed += len(set(wanted) & set(mended[query]))
        before = after
        if killed.total() == KILLS:
            break
    print(f"\n{dict(killed)} kills, {answered} answers between, {agreed}/{hits} best hits as in clean builds")
    assert killed.total() == KILLS
    assert answered > KILLS
    # Words of passages that are gone weigh in Tantivy until it merges them away: near ties may swap.
    assert agreed >= 0.97 * hits
