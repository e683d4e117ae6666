"""Killed anywhere, a rebuild leaves the old index or the new one in use, whole, and the next run ends it."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

import forked
from corpora import Counting, article, generation, index_folder, snapshot
from forked import launch, warm_process
from rebuild_child import OTHER, POINTS, rebuild_child
from sourcier.stores.opened import Index

__all__ = ["warm_process"]

forked.PRELOADED.append("rebuild_child")

QUERIES = ("le pont de Brumeval", "huit mois de travaux au théâtre")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus and its index, made with the first embedder, and a clean one made with the other."""
    base = tmp_path_factory.mktemp("before")
    (base / "corpus").mkdir()
    for number in range(12):
        (base / "corpus" / f"{number}.txt").write_text(article(number, sentences=6), encoding="utf-8")
    index_folder(base / "corpus", base / "index")
    index_folder(base / "corpus", base / "clean", Counting(version=OTHER))
    return base


def copied(before: Path, tmp_path: Path) -> Path:
    shutil.copytree(before / "index", tmp_path / "index")
    return tmp_path / "index"


def embedder_of(folder: Path) -> str:
    with Index.open(folder, "m-1", 8) as index:
        return index.vectors.fingerprint


@pytest.mark.parametrize("point", POINTS)
def test_killed_when(point: str, before: Path, tmp_path: Path) -> None:
    folder = copied(before, tmp_path)
    process = launch(rebuild_child, before / "corpus", folder, point, False)
    process.join(60)
    assert process.exitcode
    switched = generation(folder).name != "generation-1"
    assert switched == (point in list(POINTS)[-3:])
    # What answers is whole, and is what it says.
    answering = snapshot(folder, QUERIES)
    assert answering == snapshot(before / ("clean" if switched else "index"), QUERIES)
    assert embedder_of(folder) == Counting(version=OTHER if switched else "").fingerprint
    index_folder(before / "corpus", folder, Counting(version=OTHER))
    assert snapshot(folder, QUERIES) == snapshot(before / "clean", QUERIES)
    assert [each.name for each in folder.glob("generation-*")] == [generation(folder).name]


@pytest.mark.parametrize("purge", [False, True])
def test_killed_again_and_again_at_any_moment(before: Path, tmp_path: Path, purge: bool) -> None:
    folder, chance = copied(before, tmp_path), random.Random(20_260_102)
    corpus = before / "corpus"
    shutil.copytree(before / "index", tmp_path / "measured")
    started = time.monotonic()
    launch(rebuild_child, corpus, tmp_path / "measured", None, purge).join(120)
    usual = time.monotonic() - started
    killed = 0
    for _ in range(6):
        process, started = launch(rebuild_child, corpus, folder, None, purge), time.monotonic()
        process.join(chance.uniform(0.02, usual))
        process.kill()
        process.join(60)
        if process.exitcode == 0:
            usual = min(usual, time.monotonic() - started)
        else:
            killed += 1
        assert snapshot(folder, QUERIES)["articles"]
    assert killed or os.name == "nt"
    index_folder(corpus, folder, Counting(version="" if purge else OTHER), purge=purge)
    assert snapshot(folder, QUERIES) == snapshot(before / ("index" if purge else "clean"), QUERIES)
    assert [each.name for each in folder.glob("generation-*")] == [generation(folder).name]
