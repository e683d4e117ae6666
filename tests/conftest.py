"""Fixtures shared by the tests: a scripted Ollama, and the real one where it runs."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import httpx
import pytest

from page_fixtures import browser
from scripted_ollama import ScriptedOllama

__all__ = ["browser"]  # one for the session: two of them in one process are an error of Playwright


def pytest_configure() -> None:
    """Helpers say what differed; Ctrl-C works in the programs that tests start, also from the background."""
    pytest.register_assert_rewrite("corpora")
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def scripted_ollama() -> Iterator[ScriptedOllama]:
    """A scripted Ollama that listens, with one chat model and one embedder (see tests/scripted_ollama.py)."""
    with ScriptedOllama() as server:
        yield server


@pytest.fixture(scope="session")
def real_ollama() -> str:
    """The address of a real Ollama with all-minilm and smollm2:135m; skips where there is none."""
    address = os.environ.get("SOURCIER_TEST_OLLAMA", "http://127.0.0.1:11434")
    try:
        listed = httpx.get(f"{address}/api/tags", timeout=3.0, trust_env=False).json()["models"]
    except (httpx.HTTPError, ValueError, KeyError) as error:
        pytest.skip(f"no Ollama at {address}: {error!r}")
    missing = {"all-minilm:latest", "smollm2:135m"} - {model["name"] for model in listed}
    if missing:
        pytest.skip(f"the Ollama at {address} lacks {', '.join(sorted(missing))}")
    return address
