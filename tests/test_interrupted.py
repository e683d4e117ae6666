"""Indexing that is interrupted, or whose files change under it, ends as a clean build at the next run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpora import SPLITTING, Counting, article, index_folder, snapshot
from sourcier.events import IndexFinished, IndexProgress, IndexReport
from sourcier.ingest.steps import READING
from sourcier.ingest.store import update
from sourcier.stores.opened import Index

QUERIES = ("le pont de Brumeval", "la digue")


def write(corpus: Path, count: int) -> Path:
    corpus.mkdir()
    for number in range(count):
        (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
    return corpus


def run_with(corpus: Path, folder: Path, while_reading: Callable[[str], None]) -> IndexReport:
    """One run; ``while_reading`` is called with each file that is about to be read."""
    embedder = Counting()
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        for event in update(corpus, index, embedder, splitting=SPLITTING):
            if isinstance(event, IndexProgress) and event.doing == READING:
                while_reading(event.file)
            if isinstance(event, IndexFinished):
                return event.report
    raise AssertionError


def test_a_file_that_changes_after_it_was_looked_at_is_read_again_in_the_next_run(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", 4)

    def change(file: str) -> None:
        if file == "2.txt":
            (corpus / "2.txt").write_text(article(2, edition=2), encoding="utf-8")

    run_with(corpus, tmp_path / "index", change)
    index_folder(corpus, tmp_path / "index")
    index_folder(corpus, tmp_path / "clean")
    assert snapshot(tmp_path / "index", QUERIES) == snapshot(tmp_path / "clean", QUERIES)


def test_a_file_that_goes_after_it_was_looked_at_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", 4)
    report = run_with(corpus, tmp_path / "index", lambda _: (corpus / "2.txt").unlink(missing_ok=True))
    assert report.added == ("0.txt", "1.txt", "3.txt")
    assert [failure.file for failure in report.failed] == ["2.txt"]
    assert "introuvable" in report.failed[0].reason.fr
    report = index_folder(corpus, tmp_path / "index")
    assert (report.failed, report.unchanged) == ((), 3)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("signals", [(signal.SIGINT,), (signal.SIGINT, signal.SIGINT), (signal.SIGTERM,)])
def test_a_command_that_is_interrupted_keeps_what_is_done(
    signals: tuple[signal.Signals, ...], tmp_path: Path
) -> None:
    corpus = write(tmp_path / "corpus", 400)
    command = [sys.executable, "-m", "sourcier.cli", "--corpus", str(corpus)]
    command += ["--index", str(tmp_path / "index"), "index", "--json"]
    models = {"SOURCIER_MODELS__CHAT": "none", "SOURCIER_MODELS__EMBEDDER": "none"}
    process = subprocess.Popen(
        command, env=os.environ | models, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    while not list((tmp_path / "index").rglob("chroma.sqlite3")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    time.sleep(0.5)
    started = time.monotonic()
    for number in signals:
        process.send_signal(number)
        time.sleep(0.1)
    _, err = process.communicate(timeout=60)
    assert process.returncode in {130, 143, -signal.SIGTERM, -signal.SIGINT}
    assert time.monotonic() - started < 20
    assert "Traceback" not in err
    done = subprocess.run(
        command, env=os.environ | models, capture_output=True, encoding="utf-8", timeout=200
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert len(report["added"]) + report["unchanged"] == 400


def test_without_a_home_and_a_cache_the_command_works_where_it_is_told_to(tmp_path: Path) -> None:
    corpus = write(tmp_path / "corpus", 2)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "PYTHONPATH", "LANG"}}
    bare = kept | {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/proc/nowhere", "SOURCIER_MODELS__CHAT": "none"}
    done = subprocess.run(
        [sys.executable, "-m", "sourcier.cli", "--corpus", str(corpus), "--index", str(tmp_path / "index"),
         "index", "--no-model", "--json"],
        env=bare, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["added"]) == 2


def test_a_folder_of_articles_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "articles").write_text("pas un dossier")
    done = subprocess.run(
        [sys.executable, "-m", "sourcier.cli", "--language", "fr", "--corpus", str(tmp_path / "articles"),
         "--index", str(tmp_path / "index"), "index", "--no-model"],
        capture_output=True, encoding="utf-8", timeout=200,
    )  # fmt: skip
    assert done.returncode == 3
    assert "articles" in done.stderr
    assert "→" in done.stderr
