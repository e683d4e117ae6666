"""`sourcier index --watch` as a person runs it: one line for each change, errors told, a clean end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from newsroom import ARTICLES, write_articles
from page_fixtures import until

SETTINGS = {
    "SOURCIER_MODELS__EMBEDDER": "none",
    "SOURCIER_MODELS__CHAT": "none",
    "SOURCIER_CORPUS__SETTLE_SECONDS": "0.5",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUNBUFFERED": "1",
}
ARGUMENTS = ["--corpus", "articles", "--index", "index", "--language", "en"]


class Command:
    """A running command, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[bytes], out: Path, err: Path) -> None:
        self.process, self._out, self._err = process, out, err

    @property
    def out(self) -> str:
        return self._out.read_text(encoding="utf-8")

    @property
    def err(self) -> str:
        return self._err.read_text(encoding="utf-8")

    def says(self, text: str, *, error: bool = False, seconds: float = 60.0) -> bool:
        return until(lambda: text in (self.err if error else self.out), seconds)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sourcier.cli", *arguments, *ARGUMENTS]


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[Command]:
    out, err = folder / "out.txt", folder / "err.txt"
    opened: list[IO[bytes]] = [out.open("wb"), err.open("wb")]
    process = subprocess.Popen(
        command("index", "--watch", *arguments), cwd=folder, env=os.environ | SETTINGS,
        stdout=opened[0], stderr=opened[1],
    )  # fmt: skip
    try:
        yield Command(process, out, err)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for each in opened:
            each.close()


def test_each_change_is_a_line_and_another_command_works_in_between(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "articles")
    with watching(tmp_path) as running:
        assert running.says("Ctrl-C to stop", error=True)
        assert all(f"+ {name}" in running.out for name in ARTICLES)
        (articles / "new.txt").write_text("The bridge of Fontarel cost 12 million.\n", encoding="utf-8")
        assert running.says("+ new.txt")
        done = subprocess.run(
            command("status", "--json"),
            cwd=tmp_path,
            env=os.environ | SETTINGS,
            capture_output=True,
            timeout=90,
        )
        assert json.loads(done.stdout)["articles"] == len(ARTICLES) + 1
        (articles / "new.txt").write_text("The bridge of Fontarel cost 13 million.\n", encoding="utf-8")
        assert running.says("~ new.txt")
        (articles / "new.txt").rename(articles / "moved.txt")
        assert running.says("→ new.txt → moved.txt")
        (articles / "moved.txt").unlink()
        assert running.says("− moved.txt")
        (articles / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
        assert running.says("! broken.pdf")
        (articles / "last.txt").write_text("It rains.\n", encoding="utf-8")
        assert running.says("+ last.txt")
        assert running.out.count("! broken.pdf") == 1, "a failure is told once"
        assert running.end(signal.SIGTERM) == 0
        assert "Traceback" not in running.err


def test_most_articles_gone_is_told_and_waits(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "articles")
    with watching(tmp_path, "--json") as running:
        assert running.says("Ctrl-C to stop", error=True)
        articles.rename(tmp_path / "away")
        assert running.says("is gone; the index stays as it is", error=True)
        articles.mkdir()
        assert running.says("--allow-removals", error=True)
        articles.rmdir()
        (tmp_path / "away").rename(articles)
        (articles / "new.txt").write_text("It rains.\n", encoding="utf-8")
        assert until(lambda: '"new.txt"' in running.out, 60)
        assert running.end(signal.SIGINT) == 0
        last = [json.loads(line) for line in running.out.splitlines()][-1]
        assert last["added"] == ["new.txt"]
        assert last["removed"] == []
        assert last["unchanged"] == len(ARTICLES)


def test_a_folder_that_was_never_there_is_an_error_at_once(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sourcier.cli", "index", "nowhere", "--watch", "--index", "index"],
        cwd=tmp_path, env=os.environ | SETTINGS, capture_output=True, timeout=90,
    )  # fmt: skip
    assert done.returncode == 3
    assert "nowhere" in done.stderr.decode()
