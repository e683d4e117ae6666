"""The whole way with a real Ollama. Its two tiny models know no French: wiring only, no wording."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsroom import answer_of, exact, newsroom
from sourcier.errors import ModelMissing
from sourcier.events import MarkDelta, TextDelta, Waiting

pytestmark = pytest.mark.ollama

ENGLISH = {
    "strike.txt": (
        "Port strike enters second week\n\n"
        "Dockers at the port of Brumeval walked out on 12 March 2024, their union said. "
        "About 250 workers are taking part, according to the port's management.\n"
    ),
    "bridge.txt": "The Sarelle bridge will open on 3 September 2024. It cost 45 million euros.\n",
}
QUESTION = "How many workers are taking part in the strike at the port of Brumeval?"


def test_an_index_of_a_real_embedder_and_an_answer_of_a_real_model(tmp_path: Path, real_ollama: str) -> None:
    with newsroom(
        tmp_path,
        ollama=real_ollama,
        articles=ENGLISH,
        embedder="all-minilm",
        chat="smollm2:135m",
        num_predict=48,
        num_ctx=2048,
    ) as engine:
        assert "all-minilm" in engine.status().embedding
        assert next(engine.index()) is not None
        assert engine.search("dock workers on strike", 1)[0].passage.path == "strike.txt"
        found = answer_of(engine, QUESTION)
        assert (found.mode, found.model) == ("model", "smollm2:135m")
        assert exact(engine, found)
        known = {read.mark for read in found.read if not read.dropped}
        assert {mark for sentence in found.sentences for mark in sentence.marks} <= known


def test_stopping_a_real_answer_frees_the_model(tmp_path: Path, real_ollama: str) -> None:
    with newsroom(
        tmp_path, ollama=real_ollama, articles=ENGLISH, chat="smollm2:135m", num_predict=800, num_ctx=2048
    ) as engine:
        events = engine.ask(QUESTION)
        for event in events:
            if isinstance(event, TextDelta | MarkDelta):
                break
        stopped = time.monotonic()
        events.close()
        assert time.monotonic() - stopped < 1.0
        # Ollama serves one request at a time: the next one starts only if the first was really dropped.
        again = engine.ask(QUESTION)
        for event in again:
            if not isinstance(event, Waiting) and isinstance(event, TextDelta | MarkDelta):
                break
        again.close()
        assert time.monotonic() - stopped < 60.0


def test_a_context_too_small_is_reported_and_leaves_extracts(tmp_path: Path, real_ollama: str) -> None:
    with newsroom(
        tmp_path, ollama=real_ollama, articles=ENGLISH, chat="smollm2:135m", num_predict=16, num_ctx=512
    ) as engine:
        found = answer_of(engine, QUESTION)
    assert found.notices
    assert any("num_ctx" in notice.en or "context" in notice.en for notice in found.notices)


def test_a_missing_model_is_reported_with_what_is_installed(tmp_path: Path, real_ollama: str) -> None:
    with (
        newsroom(tmp_path, ollama=real_ollama, articles=ENGLISH, chat="no-such-model:1b") as engine,
        pytest.raises(ModelMissing) as caught,
    ):
        answer_of(engine, QUESTION)
    assert "smollm2:135m" in caught.value.hint.en + caught.value.message.en
