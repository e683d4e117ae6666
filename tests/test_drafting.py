"""Articles drafted by a process beside: the same index, whatever happens to that process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import Counting, article, index_events, index_folder, snapshot
from sourcier.events import IndexFinished
from sourcier.ingest import batches, drafting
from sourcier.ingest.drafting import SHELF, Process, Promise
from sourcier.settings import SplittingSettings
from sourcier.types import Article

SPLITTING = SplittingSettings(passage_tokens=64)
QUERIES = ("le pont de Brumeval", "la digue", "huit mois de travaux au théâtre")


@pytest.fixture(autouse=True)
def _shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """However little there is to read, a process is worth it; none is left."""
    monkeypatch.setattr(drafting, "_ENOUGH_PASSAGES", 0)
    monkeypatch.setattr(drafting, "_QUICK_SECONDS", 60.0)
    yield
    SHELF.clear()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A hundred texts, some files of other formats, and one that cannot be read."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(100):
        (folder / f"{number}.txt").write_text(article(number, sentences=6), encoding="utf-8")
    (folder / "page.html").write_text(
        f"<html><body><article><p>{article(200)}</p></article></body></html>", encoding="utf-8"
    )
    (folder / "lignes.jsonl").write_text(
        "".join(
            f'{{"title": "Titre {i}", "text": "Le pont {i} est fermé à Brumeval."}}\n' for i in range(40)
        ),
        encoding="utf-8",
    )
    (folder / "vide.txt").write_bytes(b"")
    return folder


def serving() -> Process:
    """A process that serves, left for the next run."""
    process = Process(SPLITTING)
    until = time.monotonic() + 60
    while not process.serves and time.monotonic() < until:
        time.sleep(0.05)
    assert process.serves
    SHELF.put(process)
    return process


def alone(corpus: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The index of one process alone."""
    with monkeypatch.context() as without:
        without.setattr(drafting, "_ENOUGH_PASSAGES", 10**12)
        index_folder(corpus, folder)
    return snapshot(folder, QUERIES)


def test_the_index_is_that_of_one_process_alone(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = alone(corpus, tmp_path / "alone", monkeypatch)
    process = serving()
    drafted: list[str] = []
    ask = Process.ask

    def noted(self: Process, source: Article) -> Promise | None:
        drafted.append(source.id)
        return ask(self, source)

    monkeypatch.setattr(Process, "ask", noted)
    report = index_folder(corpus, tmp_path / "beside")
    assert len(drafted) == 141
    assert len(report.added) == 141
    assert [each.file for each in report.failed] == ["vide.txt"]
    assert snapshot(tmp_path / "beside", QUERIES) == expected
    assert SHELF.take(SPLITTING) is process  # left for the next run
    process.end()


def test_edits_taken_in_beside_end_as_a_clean_build(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_SMALLEST", 8)  # many batches: one is written while the next is drafted
    monkeypatch.setattr(batches, "_LARGEST", 8)
    index_folder(corpus, tmp_path / "beside")
    for number in range(0, 20):
        (corpus / f"{number}.txt").write_text(article(number, edition=2, sentences=6), encoding="utf-8")
    for number in range(20, 40):
        (corpus / f"{number}.txt").rename(corpus / f"a{number}.txt")
    for number in range(40, 50):
        (corpus / f"{number}.txt").unlink()
    for number in range(50, 60):
        (corpus / f"z{number}.txt").write_bytes((corpus / f"{number}.txt").read_bytes())
    with (corpus / "lignes.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"text": "Le pont neuf est ouvert à Castelnoir."}\n')
    (corpus / "vide.txt").write_text(article(300), encoding="utf-8")
    serving()
    report = index_folder(corpus, tmp_path / "beside")
    assert (len(report.changed), len(report.moved), len(report.removed)) == (20, 20, 10)
    assert len(report.added) == 12
    assert snapshot(tmp_path / "beside", QUERIES) == alone(corpus, tmp_path / "alone", monkeypatch)


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGSTOP"])
def test_a_process_that_dies_or_stops_in_the_middle_costs_nothing(
    how: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # More than a pipe holds, and nobody takes it out.
    (corpus / "30b.txt").write_text(article(400, sentences=800), encoding="utf-8")
    expected = alone(corpus, tmp_path / "alone", monkeypatch)
    monkeypatch.setattr(batches, "_PATIENCE_SECONDS", 1.0)
    process = serving()
    pid = process._process.pid if process._process else 0
    struck_at: list[str] = []
    ask = Process.ask

    def struck(self: Process, source: Article) -> Promise | None:
        if source.id == "30b.txt":
            struck_at.append(source.id)
            os.kill(pid, getattr(signal, how))
        return ask(self, source)

    monkeypatch.setattr(Process, "ask", struck)
    report = index_folder(corpus, tmp_path / "beside")
    assert struck_at == ["30b.txt"]
    assert len(report.added) == 142
    assert snapshot(tmp_path / "beside", QUERIES) == expected
    assert SHELF.take(SPLITTING) is None


def test_a_run_that_is_left_ends_a_process_that_still_drafts(corpus: Path, tmp_path: Path) -> None:
    process = serving()
    child = process._process
    assert child is not None
    if os.name == "posix":
        child.send_signal(signal.SIGSTOP)
    events = index_events(corpus, tmp_path / "index", Counting())
    while not process._owed:
        assert not isinstance(next(events), IndexFinished)
    del events  # closes it
    assert child.wait(timeout=20) is not None
    assert len(index_folder(corpus, tmp_path / "index").added) == 141


def test_without_a_process_to_start_all_is_drafted_here(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "page.html").unlink()  # read by a process of its own
    expected = alone(corpus, tmp_path / "alone", monkeypatch)

    def refused(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert len(index_folder(corpus, tmp_path / "beside").added) == 140
    assert snapshot(tmp_path / "beside", QUERIES) == expected


def test_a_model_that_needs_the_processor_has_it_to_itself(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "_QUICK_SECONDS", 0.0)
    monkeypatch.setattr(drafting, "Process", lambda _: pytest.fail("started"))
    assert len(index_folder(corpus, tmp_path / "index", Counting()).added) == 141


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_it_ends_with_the_process_that_started_it() -> None:
    code = (
        "import time\n"
        "from sourcier.ingest.drafting import Process\n"
        "from sourcier.settings import SplittingSettings\n"
        "process = Process(SplittingSettings())\n"
        "while not process.serves: time.sleep(.05)\n"
        "print(process._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").exists() and ") Z " in Path(f"/proc/{child}/stat").read_text():
            return
        time.sleep(0.1)
    pytest.fail("the process is still there")
