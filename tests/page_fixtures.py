"""app.py in a process of its own, and a real Chromium in front of it, for the tests of the page."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
ARTEFACTS = ROOT / "artefacts"
CHROMIUM = [
    name for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if shutil.which(name)
]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip


@dataclass
class App:
    """A running app.py. ``contacts`` is what its process connected to or looked up."""

    url: str
    folder: Path
    process: subprocess.Popen[str]

    @property
    def contacts(self) -> list[str]:
        """One line a contact, addresses as Python's audit event gives them."""
        return (self.folder / "contacts.txt").read_text(encoding="utf-8").splitlines()


@contextmanager
def app(
    folder: Path, *, ollama: str | None = None, arguments: Sequence[str] = (), **environment: str
) -> Iterator[App]:
    """app.py over ``folder/articles``, index in ``folder/index``, on a free port.

    It follows the folder only where ``SOURCIER_CORPUS__FOLLOW`` says so: other tests press the button.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SOURCIER_", "OLLAMA_"))}
    models = {"SOURCIER_MODELS__EMBEDDER": "none", "SOURCIER_MODELS__CHAT": "none"}
    if ollama is not None:
        models = {"SOURCIER_MODELS__HOST": ollama, "SOURCIER_MODELS__EMBEDDER": "none"}
    (folder / "contacts.txt").touch()
    process = subprocess.Popen(
        [
            *(sys.executable, str(ROOT / "app.py"), "--port", "0"),
            *("--corpus", "articles", "--index", "index", *arguments),
        ],
        cwd=folder,
        env=kept
        | models
        | {
            "SOURCIER_CORPUS__FOLLOW": "false",
            "SOURCIER_TEST_CONTACTS": str(folder / "contacts.txt"),
            "PYTHONPATH": str(ROOT / "tests" / "watched"),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONUNBUFFERED": "1",
            "PYTHONFAULTHANDLER": "1",
        }
        | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield App(_address(process), folder, process)
    finally:
        process.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        if process.poll() is None:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[str], seconds: float = 90.0) -> str:
    """The URL that app.py prints. One that says nothing in time is made to show where its threads stand."""
    said: list[str] = []
    assert process.stdout is not None
    stdout = process.stdout

    def listen() -> None:
        for line in stdout:
            said.append(line)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    if until(lambda: any("http://" in line for line in said) or process.poll() is not None, seconds):
        for line in said:
            if "http://" in line:
                return "http://" + line.partition("http://")[2].split()[0].rstrip(")")
    elif hasattr(signal, "SIGABRT"):
        process.send_signal(signal.SIGABRT)
    listener.join(5)
    raise AssertionError("app.py said no address:\n" + "".join(said))


@dataclass
class Watched:
    """A page of the browser, with everything it asked for and everything that went wrong in it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def outside(self, url: str) -> list[str]:
        """Requests to anywhere but the app."""
        return [asked for asked in self.requests if not asked.startswith((url, "data:", "blob:", "about:"))]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; skips with the reason where there is none."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which(CHROMIUM[0]), args=ARGUMENTS)
        yield launched
        launched.close()


@contextmanager
def visit(
    browser: Browser,
    running: App,
    *,
    language: str = "fr-FR",
    width: int = 1280,
    dark: bool = False,
) -> Iterator[Watched]:
    """The page, open and ready for a question."""
    page = browser.new_page(
        viewport={"width": width, "height": 860}, locale=language, color_scheme="dark" if dark else "light"
    )
    watched = Watched(page)
    page.on("request", lambda request: watched.requests.append(request.url))
    page.on("pageerror", lambda error: watched.errors.append(str(error)))

    def dismiss(dialog: object) -> None:
        watched.dialogs.append(str(dialog))
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", dismiss)
    page.goto(running.url)
    page.wait_for_selector("#question textarea", timeout=60_000)
    try:
        yield watched
    finally:
        page.close()


def ask(page: Page, question: str) -> None:
    """Types a question and sends it with Enter."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def answered(page: Page, turns: int = 1) -> None:
    """Waits until so many questions have their answers, finished."""
    page.wait_for_function(
        "n => document.querySelectorAll('#conversation [data-action=retry]').length >= 1"
        " && document.querySelectorAll('#conversation article, #conversation .turn').length >= n",
        arg=turns,
        timeout=60_000,
    )


def picture(page: Page, name: str) -> None:
    """A screenshot kept for people to look at, in the git-ignored folder artefacts/."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=str(ARTEFACTS / f"{name}.png"))


def until(true: object, seconds: float = 10.0) -> bool:
    """Whether the callable ``true`` becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False
