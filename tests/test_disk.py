"""A disk that is full or read-only: said in seconds with what to do; questions, and later the run, go on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpora import article
from crash_child import POINTS
from newsroom import answer_of, exact
from sourcier.engine import Engine
from sourcier.errors import StoreBroken
from sourcier.events import IndexFinished, IndexReport
from sourcier.settings import Settings

QUESTION = "Combien de mille euros le conseil de Brumeval a-t-il voté pour le pont ?"
FULL_POINTS = [
    (point, left)
    for point in ("the articles are noted", "Chroma has the passages", "Tantivy has committed")
    for left in (0, 60_000, 400_000)
]


class Disk:
    """A small file system of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, left: int = 0) -> None:
        """Leave about ``left`` bytes."""
        with (self.folder / "filler").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1 << 12))
            except OSError:
                file.truncate(max(0, file.tell() - left))

    def free(self) -> None:
        """As before `fill`."""
        (self.folder / "filler").unlink()

    def mount(self, *options: str) -> None:
        """Mount it again, otherwise."""
        subprocess.run(["mount", "-o", ",".join(["remount", *options]), str(self.folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Disk]:
    """A file system in memory, of 75 MB or as many as the test says."""
    if sys.platform != "linux":
        pytest.skip("only Linux mounts a file system in memory")
    folder = tmp_path / "disk"
    folder.mkdir()
    size = f"size={getattr(request, 'param', 75)}m"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def write_corpus(folder: Path, count: int = 60) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(article(number), encoding="utf-8")
    return folder


def settings_of(corpus: Path, index: Path) -> Settings:
    return Settings.model_validate(
        {"paths": {"corpus": corpus, "index": index}, "models": {"chat": "none", "embedder": "none"}}
    )


def indexed(engine: Engine, meanwhile: Callable[[], None] = lambda: None) -> IndexReport:
    """A whole run; ``meanwhile`` is called at each of its events."""
    report = None
    for event in engine.index():
        meanwhile()
        if isinstance(event, IndexFinished):
            report = event.report
    assert report is not None
    return report


def found(engine: Engine) -> set[str]:
    """The ids of all passages that a search finds."""
    return {hit.passage.id for hit in engine.search("conseil mairie travaux", 1_000)}


def answers(engine: Engine) -> bool:
    """Whether a question gets an answer whose citations stand in their articles."""
    answer = answer_of(engine, QUESTION)
    return bool(answer.citations) and exact(engine, answer)


def sourcier(corpus: Path, index: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, as a user runs it."""
    command = [sys.executable, "-m", "sourcier.cli", "--language", "fr"]
    command += ["--corpus", str(corpus), "--index", str(index), *arguments]
    models = {"SOURCIER_MODELS__CHAT": "none", "SOURCIER_MODELS__EMBEDDER": "none"}
    return subprocess.run(
        command, env=os.environ | models, capture_output=True, encoding="utf-8", timeout=120
    )


# Full.


@pytest.mark.parametrize("disk", [8], indirect=True)
def test_a_disk_that_is_too_small_is_said_before_anything_is_written(disk: Disk, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", 3)
    done = sourcier(corpus, disk.folder / "index", "index")
    assert done.returncode == 3
    assert "Mo pour l'index" in done.stderr
    assert "→ Libérez de la place" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_disk_that_fills_up_stops_the_run_and_not_the_questions(disk: Disk, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    with Engine.open(settings_of(corpus, disk.folder / "index")) as engine:
        turn = iter(range(1_000))
        with pytest.raises(StoreBroken) as stopped:
            indexed(engine, lambda: disk.fill() if next(turn) == 40 else None)
        assert "sourcier index" in stopped.value.hint.fr
        disk.free()
        assert indexed(engine).failed == ()
        for number in range(60, 80):
            (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
        disk.fill()
        started = time.monotonic()
        with pytest.raises(StoreBroken):
            indexed(engine)
        assert time.monotonic() - started < 5
        assert answers(engine)
        disk.free()
        assert len(indexed(engine).added) == 20
        assert len(found(engine)) == engine.status().passages


@pytest.mark.parametrize(("point", "left"), FULL_POINTS)
def test_a_disk_that_fills_up_between_two_writes(
    point: str, left: int, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program fills it after the free space was asked for, whatever store is being written."""
    corpus = write_corpus(tmp_path / "corpus", 20)
    settings = settings_of(corpus, disk.folder / "index")
    with Engine.open(settings) as engine:
        indexed(engine)
        for number in range(20, 50):
            (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
        (corpus / "3.txt").unlink()
        owner, name = POINTS[point]
        step = getattr(owner, name)

        def filling(*values: Any, **named: Any) -> Any:
            result = step(*values, **named)
            monkeypatch.setattr(owner, name, step)
            disk.fill(left)
            return result

        monkeypatch.setattr(owner, name, filling)
        with pytest.raises(StoreBroken) as stopped:
            indexed(engine)
        assert stopped.value.message.fr
        assert answers(engine)
        disk.free()
        indexed(engine)  # in the same process, as the page does it
        assert answers(engine)
        with_faults = found(engine)
    with Engine.open(settings_of(corpus, tmp_path / "clean")) as engine:
        indexed(engine)
        assert found(engine) == with_faults


def test_an_index_on_a_disk_that_is_nearly_full_opens_and_on_a_full_one_says_so(
    disk: Disk, tmp_path: Path
) -> None:
    corpus = write_corpus(tmp_path / "corpus", 8)
    settings = settings_of(corpus, disk.folder / "index")
    with Engine.open(settings) as engine:
        indexed(engine)
    disk.fill(left=1_000_000)
    asked = sourcier(corpus, disk.folder / "index", "ask", QUESTION, "--json")
    assert asked.returncode in {0, 1}, asked.stderr
    assert json.loads(asked.stdout)["citations"]
    disk.fill()
    asked = sourcier(corpus, disk.folder / "index", "ask", QUESTION, "--json")
    assert asked.returncode == 3
    assert "→ Vérifiez la place libre" in asked.stderr
    disk.free()
    assert sourcier(corpus, disk.folder / "index", "ask", QUESTION).returncode in {0, 1}


# Read-only.


def test_a_read_only_folder_of_articles_is_read(disk: Disk, tmp_path: Path) -> None:
    corpus = write_corpus(disk.folder / "corpus", 4)
    disk.mount("ro")
    done = sourcier(corpus, tmp_path / "index", "index", "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["added"]) == 4


def test_a_read_only_index_is_said(disk: Disk, tmp_path: Path) -> None:
    corpus, index = write_corpus(tmp_path / "corpus", 4), disk.folder / "index"
    assert sourcier(corpus, index, "index").returncode == 0
    disk.mount("ro")
    for command in (("index",), ("ask", QUESTION), ("search", "digue")):
        done = sourcier(corpus, index, *command)
        assert done.returncode == 3, done.stderr
        assert str(index) in done.stderr
        assert "ne peut être écrit" in done.stderr
        assert "→" in done.stderr
        assert "Traceback" not in done.stderr
    status = sourcier(corpus, index, "status", "--json")
    assert json.loads(status.stdout)["articles"] == 4
    disk.mount("rw")
    assert sourcier(corpus, index, "index").returncode == 0
