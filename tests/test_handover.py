"""While one process owns the index, other commands work through it and say the same as alone."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st

from corpora import article
from scripted_ollama import ScriptedOllama, endless
from sourcier import cli
from sourcier.engine import Engine
from sourcier.errors import SourcierError, StoreBusy
from sourcier.events import Failure, IndexFinished, TextDelta
from sourcier.remote import RemoteEngine, open_engine
from sourcier.settings import Settings, load
from sourcier.stores.owner import Owner, Ownership, read_owner
from sourcier.transfer import dump_line, read
from sourcier.types import Bilingual
from sourcier.ui import handover
from sourcier.ui.guard import Guard, Receive, Scope, Send
from sourcier.ui.handover import Handover, new_token

PROJECT = Path(__file__).resolve().parents[1]
QUESTION = "Combien le conseil de Brumeval a-t-il voté pour le pont ?"
# Line separators that some readers take for ends of lines, and that news pages are full of.
SEPARATED = (
    "Castelnoir rouvre la digue\n\nLe maire de Castelnoir a dit\u2028« oui » au\x85préfet \x0cle 3 mai.\n"
)


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind: says its path."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(scope["path"]).encode()})


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of ``app`` under uvicorn in a thread."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


@dataclass
class Place:
    """A corpus with two equal indexes of it: one is owned by a process that takes work, one by nobody."""

    ollama: ScriptedOllama
    settings: Settings
    owner: Owner
    environment: dict[str, str]
    free: Path

    def alone(self, *command: str) -> tuple[int, list[Any]]:
        """Exit code and JSON lines of ``command`` when nobody owns the index (in this process: quicker)."""
        said = io.StringIO()
        with redirect_stdout(said):
            code = cli.main([*self._where(self.free), *command, "--json"])
        return code, _read(said.getvalue())

    def second(self, *command: str) -> tuple[int, list[Any]]:
        """The same as another process, while the index is owned."""
        done = self.start(*command, "--json")
        out, err = done.communicate(timeout=120)
        assert done.returncode in {0, 1, 4}, err
        return done.returncode, _read(out)

    def start(self, *command: str) -> subprocess.Popen[str]:
        """``command`` as a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "sourcier.cli", *self._where(self.settings.paths.index), *command],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def _where(self, index: Path) -> list[str]:
        return ["--corpus", str(self.settings.paths.corpus), "--index", str(index)]

    def remote(self) -> RemoteEngine:
        """The way to the owner."""
        engine = open_engine(self.settings, what="test")
        assert isinstance(engine, RemoteEngine)
        return engine


def _read(lines: str) -> list[Any]:
    # Not splitlines, which takes more than line feeds for the end of a line.
    return [json.loads(line) for line in lines.split("\n") if line]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("handover")
    corpus, index, free = folder / "corpus", folder / "index", folder / "free"
    corpus.mkdir()
    for number in range(6):
        (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
    (corpus / "séparé.txt").write_text(SEPARATED, encoding="utf-8")
    with ScriptedOllama() as ollama, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCIER_MODELS__HOST", ollama.url)
        patch.setenv("SOURCIER_MODELS__EMBEDDER", "none")
        patch.setenv("SOURCIER_LANGUAGE", "fr")
        patch.setenv("PYTHONUTF8", "1")
        settings = load(overrides={"paths": {"corpus": corpus, "index": index}})
        with Engine.open(settings) as engine:
            list(engine.index())
        shutil.copytree(index, free)
        with Engine.open(settings) as engine:
            token = new_token()
            with served(Guard(Handover(page, lambda: engine, token))) as address:
                engine.announce(address=address, token=token)
                owner = read_owner(index)
                assert owner is not None
                yield Place(ollama, settings, owner, dict(os.environ), free)


@pytest.mark.parametrize(
    "command",
    [
        ("ask", QUESTION),
        ("ask", QUESTION, "--no-model"),
        ("ask", "Quel temps fera-t-il demain à Tokyo ?"),
        ("search", "la digue de Castelnoir"),
        ("search", "digue", "-k", "3", "--kind", "title"),
        ("articles",),
    ],
    ids=" ".join,
)
def test_a_second_process_prints_the_same_as_alone(place: Place, command: tuple[str, ...]) -> None:
    code, alone = place.alone(*command)
    assert alone
    assert place.second(*command) == (code, alone)


def test_a_file_of_questions_keeps_its_errors_and_goes_on(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    lines: list[dict[str, Any]] = [
        {"id": 1, "question": " "},
        {"id": 2, "question": "Et pour la digue ?", "history": [QUESTION]},
        {"id": 3, "question": "Que dit-on de « \udcff » à Brumeval\u2028?"},
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    command = ("ask", "--queries", str(file), "--no-model")
    code, alone = place.alone(*command)
    assert code == 4
    assert "error" in alone[0]
    assert place.second(*command) == (code, alone)


def test_status_says_the_same_and_who_owns_the_index(place: Place) -> None:
    (_, [alone]), (_, [second]) = place.alone("status"), place.second("status")
    told = [line for line in second["missing"] if str(place.owner.pid) in line]
    assert told
    second["missing"] = [line for line in second["missing"] if line not in told]
    assert {**second, "index": ""} == {**alone, "index": ""}


def test_a_client_that_leaves_stops_the_model(place: Place) -> None:
    place.ollama.will(endless("encore "))
    events = place.remote().ask(QUESTION)
    for event in events:
        if isinstance(event, TextDelta):
            break
    began = time.monotonic()
    events.close()
    assert place.ollama.chats[-1].wait_closed(5)
    assert time.monotonic() - began < 2


def test_a_command_that_is_interrupted_stops_the_model(place: Place) -> None:
    place.ollama.will(endless("encore "))
    before = len(place.ollama.chats)
    command = place.start("ask", QUESTION, "--json")
    while len(place.ollama.chats) == before:
        assert command.poll() is None
        time.sleep(0.02)
    command.send_signal(signal.SIGINT)
    assert place.ollama.chats[-1].wait_closed(5)
    assert command.wait(20) == 130


def test_the_owner_serves_others_while_one_waits(place: Place) -> None:
    place.ollama.will(endless("encore "))
    events = place.remote().ask(QUESTION)
    next(events)
    assert place.remote().search("digue", 2)
    events.close()


def test_a_wrong_word_gets_nothing(place: Place) -> None:
    remote = RemoteEngine(replace(place.owner, token="guessed"), place.settings)
    with pytest.raises(StoreBusy, match=rf"{place.owner.pid}.*403"):
        remote.status()
    for headers in ({}, {"Authorization": "Bearer"}, {"Authorization": f"Bearer {place.owner.token}x"}):
        reply = httpx.post(f"{place.owner.address}/sourcier/articles", json={}, headers=headers)
        assert (reply.status_code, reply.content) == (403, b"")


def test_only_work_is_taken_and_the_page_gets_the_rest(place: Place) -> None:
    headers = {"Authorization": f"Bearer {place.owner.token}"}
    with httpx.Client(base_url=str(place.owner.address), headers=headers) as client:
        assert client.get("/").text == "/"
        assert client.post("/gradio_api/run").text == "/gradio_api/run"
        assert client.get("/sourcier/articles").status_code == 404
        assert client.post("/sourcier/other").status_code == 404
        assert client.post("/sourcier/status", content=b"not JSON").status_code == 400
        assert client.post("/sourcier/status", content=b"[]").status_code == 400
        assert client.post("/sourcier/ask", content=b"x" * 2_000_000).status_code == 400
        # A browser that was led here by another site.
        assert client.post("/sourcier/status", headers={"Origin": "http://evil.test"}).status_code == 403
        assert client.post("/sourcier/status", headers={"Host": "evil.test"}).status_code == 400


def test_a_fault_of_the_owner_is_told_as_such(place: Place) -> None:
    headers = {"Authorization": f"Bearer {place.owner.token}"}
    reply = httpx.post(f"{place.owner.address}/sourcier/ask", json={"question": "?"}, headers=headers)
    with pytest.raises(SourcierError, match="Unforeseen error") as caught:
        read(json.loads(reply.text))
    assert not isinstance(caught.value, StoreBusy)


def test_the_errors_of_the_owner_are_those_of_an_engine(place: Place) -> None:
    with pytest.raises(SourcierError) as alone, Engine.open(_with_index(place, place.free)) as engine:
        list(engine.ask("…"))
    with pytest.raises(SourcierError) as second:
        list(place.remote().ask("…"))
    assert type(second.value) is type(alone.value)
    assert (second.value.message, second.value.hint) == (alone.value.message, alone.value.hint)


def test_an_owner_of_another_folder_does_not_index_it_instead(place: Place, tmp_path: Path) -> None:
    paths = place.settings.paths.model_copy(update={"corpus": tmp_path})
    engine = open_engine(place.settings.model_copy(update={"paths": paths}), what="index")
    with pytest.raises(StoreBusy) as caught:
        list(engine.index())
    assert str(tmp_path) in caught.value.message.en
    assert str(place.settings.paths.corpus) in caught.value.hint.en


def test_a_long_silent_step_is_not_taken_for_a_fault(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "_BEAT_SECONDS", 0.05)

    def opening() -> Engine:
        time.sleep(1.0)
        raise StoreBusy(Bilingual("lent", "slow"), Bilingual("-", "-"))

    with served(Handover(page, opening, "word")) as address:
        headers = {"Authorization": "Bearer word"}
        reply = httpx.post(f"{address}/sourcier/status", json={}, headers=headers, timeout=0.5)
    assert reply.text.startswith("\n\n")
    with pytest.raises(StoreBusy, match="slow"):
        read(json.loads(reply.text))


def test_an_owner_that_takes_no_work_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ownership(tmp_path, "index"):
        code = cli.main(["--language", "en", "--index", str(tmp_path), "search", "x"])
        assert code == 3
        said = capsys.readouterr().err
        assert str(os.getpid()) in said and "index" in said and "→" in said
        (tmp_path / "owner.json").unlink()
        assert cli.main(["--language", "en", "--index", str(tmp_path), "search", "x"]) == 3
        assert "in use" in capsys.readouterr().err


def test_an_owner_that_is_gone_is_not_asked(place: Place, tmp_path: Path) -> None:
    """What a dead process left behind names nobody: the command opens the index itself."""
    folder = tmp_path / "index"
    shutil.copytree(place.free, folder)
    left = {"pid": 1, "what": "chat", "started": "2024-01-01", "address": "http://127.0.0.1:9", "token": "t"}
    (folder / "owner.json").write_text(json.dumps(left), encoding="utf-8")
    with open_engine(_with_index(place, folder), what="search") as engine:
        assert isinstance(engine, Engine)


@given(st.text(alphabet=st.characters(exclude_categories=())), st.text())
def test_any_name_of_a_file_crosses_on_one_line(name: str, reason: str) -> None:
    failure = Failure(name, Bilingual(reason, reason))
    line = dump_line(failure)
    assert len(line.decode("ascii").splitlines()) == 1
    assert read(json.loads(line)) == failure


def test_the_page_takes_work_and_stops_the_model_for_a_client_that_leaves(
    place: Place, tmp_path: Path
) -> None:
    """The real process, with all that Gradio puts around a request."""
    index = tmp_path / "index"
    shutil.copytree(place.free, index)
    command = [sys.executable, str(PROJECT / "app.py"), "--corpus", str(place.settings.paths.corpus)]
    command += ["--index", str(index), "--port", "0"]
    with subprocess.Popen(command, env=place.environment, stdout=subprocess.DEVNULL) as page_process:
        try:
            while (owner := read_owner(index)) is None or owner.token is None:
                assert page_process.poll() is None
                time.sleep(0.05)
            remote = open_engine(_with_index(place, index), what="test")
            assert isinstance(remote, RemoteEngine)
            assert owner.pid == page_process.pid
            hits = remote.search("la digue de Castelnoir", 3)
            assert [hit.passage for hit in hits] == [
                hit.passage for hit in place.remote().search("la digue de Castelnoir", 3)
            ]
            place.ollama.will(endless("encore "))
            with closing(remote.ask(QUESTION)) as events:
                assert next(event for event in events if isinstance(event, TextDelta))
            assert place.ollama.chats[-1].wait_closed(2)
        finally:
            page_process.send_signal(signal.SIGINT)
            page_process.wait(30)
    assert read_owner(index) is None


def test_verifying_through_the_owner_says_the_same(place: Place) -> None:
    (alone_code, [alone]), (code, [second]) = place.alone("verify-index"), place.second("verify-index")
    assert {**second, "seconds": 0} == {**alone, "seconds": 0}
    assert code == alone_code == 0
    assert (second["differences"], second["articles"]) == ([], 7)


def test_indexing_through_the_owner_reports_the_same_and_serves_it_at_once(place: Place) -> None:
    """Last: it changes the corpus."""
    corpus = place.settings.paths.corpus
    (corpus / "0.txt").write_text(article(0, edition=2), encoding="utf-8")
    (corpus / "1.txt").unlink()
    (corpus / "nouveau.txt").write_text(
        "Un loup à Gravemont\n\nUn loup a été vu à Gravemont hier.\n", "utf-8"
    )
    (corpus / "vide.txt").write_bytes(b"")
    _, [dry] = place.second("index", "--dry-run")
    (alone_code, [alone]), (code, [second]) = place.alone("index"), place.second("index")
    assert {**second, "seconds": 0} == {**alone, "seconds": 0}
    assert code == alone_code == 4
    assert second["added"] == dry["added"] == ["nouveau.txt"]
    assert second["removed"] == ["1.txt"]
    _, [found] = place.second("search", "loup")
    assert found["passages"][0]["file"] == "nouveau.txt"
    events = list(place.remote().index())
    assert isinstance(events[-1], IndexFinished)
    assert events[-1].report.added == ()


def _with_index(place: Place, index: Path) -> Settings:
    paths = place.settings.paths.model_copy(update={"index": index})
    return place.settings.model_copy(update={"paths": paths})
