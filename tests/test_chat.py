"""A streamed answer: what arrives, in which pieces, how it ends, and that stopping it stops the model."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from llama_index.core.base.llms.types import ChatMessage

from scripted_ollama import (
    Raw,
    Reply,
    ScriptedOllama,
    Status,
    answer,
    done,
    dropped,
    endless,
    error_line,
    refused,
    silent,
    stalled,
    token,
)
from sourcier.errors import (
    ModelContextOverflow,
    ModelError,
    ModelFailed,
    ModelInterrupted,
    ModelMissing,
    ModelOutOfMemory,
    ModelTooSlow,
    ModelUnfit,
    ModelUnreachable,
)
from sourcier.models.chat import (
    ChatDelta,
    ChatDone,
    ChatText,
    ChatThinking,
    ChatTurn,
    ChatWaiting,
    OllamaChat,
)
from sourcier.models.ollama import OllamaServer
from sourcier.settings import ModelSettings

ASK = [ChatTurn("system", "Réponds."), ChatTurn("user", "Qui est allé à Oran ?")]


@pytest.fixture
def chat(scripted_ollama: ScriptedOllama) -> OllamaChat:
    settings = ModelSettings(host=scripted_ollama.url, first_token_seconds=1.0, stall_seconds=0.6)
    return OllamaChat(OllamaServer(settings), "qwen3:8b")


def ask(chat: OllamaChat) -> tuple[str, list[ChatDelta], ModelError | None]:
    """The text, all deltas, and the error that ended the stream."""
    deltas: list[ChatDelta] = []
    try:
        deltas.extend(chat.stream(ASK))
    except ModelError as error:
        return text_of(deltas), deltas, error
    return text_of(deltas), deltas, None


def text_of(deltas: list[ChatDelta]) -> str:
    return "".join(delta.text for delta in deltas if isinstance(delta, ChatText))


# What is sent, and what comes back


def test_what_honesty_needs_is_always_sent(chat: OllamaChat, scripted_ollama: ScriptedOllama) -> None:
    ask(chat)
    chat.preload()
    question, preload = (seen.body for seen in scripted_ollama.requests if seen.path == "/api/chat")
    for sent in (question, preload):
        assert (sent["think"], sent["truncate"], sent["shift"], sent["stream"]) == (False, False, False, True)
        options = {"num_ctx": 8192, "num_predict": 1 if sent is preload else 1024, "temperature": 0.0}
        assert sent["options"] == options
        assert sent["keep_alive"] == "30m"
    assert preload["messages"] == []
    assert question["messages"][1] == {"role": "user", "content": "Qui est allé à Oran ?"}


@pytest.mark.parametrize("pieces", [None, 0, 1, 2, 3, 7, 64])
def test_an_answer_is_the_same_in_any_packets(
    pieces: int | None, chat: OllamaChat, scripted_ollama: ScriptedOllama
) -> None:
    text = "L’été, le général est allé à Oran (الجزائر) ; «\u2028œuvre» [1]."
    scripted_ollama.will(answer(text, pieces=pieces, prompt_tokens=42))
    got, deltas, error = ask(chat)
    assert got == text and error is None
    assert isinstance(deltas[-1], ChatDone)
    assert (deltas[-1].done_reason, deltas[-1].prompt_tokens) == ("stop", 42)
    assert deltas[-1].durations == {"total": 2.0, "load": 0.1, "prompt": 0.9, "answer": 1.0}


def test_a_last_line_without_line_feed_counts(chat: OllamaChat, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.will(
        Reply((token("Oui."), Raw(b'{"message":{"content":""},"done":true,"done_reason":"length"}')))
    )
    got, deltas, error = ask(chat)
    assert got == "Oui." and error is None and deltas[-1] == ChatDone("length", None, None, {})


def test_reasoning_is_seen_as_time_never_as_text(chat: OllamaChat, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.will(answer("Le ministre.", thinking="secret " * 8, delay=0.06))
    got, deltas, _ = ask(chat)
    thinking = [delta.seconds for delta in deltas if isinstance(delta, ChatThinking)]
    assert got == "Le ministre." and thinking and thinking[-1] > 0.2
    scripted_ollama.will(answer("<think>secret secret</think>\n\nLe ministre.", delay=0.02, pieces=5))
    assert ask(chat)[0] == "Le ministre."


def test_an_empty_answer_is_no_error(chat: OllamaChat, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.will(answer(""))
    got, deltas, error = ask(chat)
    assert got == "" and error is None and isinstance(deltas[-1], ChatDone)


def test_signs_of_life_come_four_times_a_second(chat: OllamaChat, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.will(answer("Oui, en mai.", first=0.8, delay=0.5))
    times = [time.monotonic()]
    kinds = []
    for delta in chat.stream(ASK):
        times.append(time.monotonic())
        kinds.append(type(delta))
    assert max(later - sooner for sooner, later in pairwise(times)) < 0.4
    assert kinds[0] is ChatWaiting and kinds.count(ChatWaiting) >= 6


# Stopping


@pytest.mark.parametrize(
    "reply", [silent(), stalled("Le ministre a"), endless("Un mot puis un autre, sans fin ; ", pause=0.3)]
)
def test_closing_the_stream_closes_the_connection(
    reply: Reply, chat: OllamaChat, scripted_ollama: ScriptedOllama
) -> None:
    scripted_ollama.will(reply)
    stream = chat.stream(ASK)
    for _ in range(2):
        next(stream)
    closing = time.monotonic()
    stream.close()
    assert time.monotonic() - closing < 1.0
    seen = scripted_ollama.chats[-1]
    assert seen.wait_closed(1.0) and seen.closed_at is not None and seen.closed_at - closing < 1.0
    assert ask(chat)[2] is None  # and the next question is served


def test_a_stream_that_nobody_reads_asks_nothing(chat: OllamaChat, scripted_ollama: ScriptedOllama) -> None:
    chat.stream(ASK).close()
    assert scripted_ollama.requests == []


# How it can end badly: the text so far, the error, a word of its message


NESTED = b'{"error":{"message":"the request exceeds the context size","type":"exceed_context_size_error"}}'
DEAD = "llama runner process has terminated: signal: killed"
HUNGRY = "model requires more system memory (9 GiB) than is available"
TOO_LONG = "the input length exceeds the context length"


def status(code: int, content: bytes, **headers: str) -> Reply:
    return Reply((Status(code, content, headers),))


BAD_ENDS: dict[str, tuple[Reply, str, type[ModelError], str]] = {
    "cut in a line": (dropped("Le ministre a "), "Le ministre a ", ModelInterrupted, "cut"),
    "no closing line": (answer("Le ministre a", done=False), "Le ministre a", ModelInterrupted, "cut"),
    "nothing at all": (answer("", done=False), "", ModelInterrupted, "cut"),
    "held back text is given": (answer("Si a <thi", done=False), "Si a <thi", ModelInterrupted, "cut"),
    "error under 200": (error_line("the model has hiccups", "Le mi"), "Le mi", ModelFailed, "hiccups"),
    "memory under 200": (error_line("CUDA error: out of memory"), "", ModelOutOfMemory, "memory"),
    "memory": (refused(500, HUNGRY), "", ModelOutOfMemory, "9 GiB"),
    "runner died": (refused(500, DEAD), "", ModelOutOfMemory, "killed"),
    "too long": (refused(400, TOO_LONG), "", ModelContextOverflow, "8192"),
    "too long, nested": (status(400, NESTED), "", ModelContextOverflow, "8192"),
    "missing": (refused(404, "model 'qwen3:8b' not found"), "", ModelMissing, "qwen3:8b"),
    "no chat": (refused(400, '"qwen3:8b" does not support chat'), "", ModelUnfit, "cannot chat"),
    "first byte": (silent(), "", ModelTooSlow, "1 s"),
    "stall": (stalled("Le mi"), "Le mi", ModelTooSlow, "0.6 s"),
    "other service": (status(404, b"<html>not here</html>"), "", ModelUnreachable, "Another"),
    "other stream": (status(200, b"<html>hello</html>\n"), "", ModelUnreachable, "Another"),
    "redirect": (status(302, b"", Location="http://127.0.0.1:1/"), "", ModelUnreachable, "302"),
    "bad option": (refused(400, "option num_ctx must be of type integer"), "", ModelFailed, "num_ctx"),
}


@pytest.mark.parametrize("end", BAD_ENDS)
def test_every_bad_end_is_told_after_the_text_so_far(
    end: str, chat: OllamaChat, scripted_ollama: ScriptedOllama
) -> None:
    reply, text, kind, word = BAD_ENDS[end]
    scripted_ollama.will(reply)
    got, deltas, error = ask(chat)
    assert got == text
    assert type(error) is kind and error is not None
    assert word in error.message.en and error.message.fr and error.hint.fr and error.hint.en
    assert not any(isinstance(delta, ChatDone) for delta in deltas)


def test_nothing_listens(chat: OllamaChat, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.go_down()
    error = ask(chat)[2]
    assert isinstance(error, ModelUnreachable) and "ollama serve" in error.hint.en


def test_a_busy_server_is_asked_again_and_a_stumble_once(
    chat: OllamaChat, scripted_ollama: ScriptedOllama
) -> None:
    for _ in range(2):
        scripted_ollama.will(refused(503, "server busy"))
    patient = OllamaChat(OllamaServer(ModelSettings(host=scripted_ollama.url)), "qwen3:8b")
    assert ask(patient)[2] is None and len(scripted_ollama.chats) == 3
    for _ in range(2):
        scripted_ollama.will(refused(500, "boom"))
    error = ask(patient)[2]
    assert isinstance(error, ModelFailed) and "boom" in error.message.en and len(scripted_ollama.chats) == 5


def test_endless_repetition_is_ended_and_the_model_stopped(
    chat: OllamaChat, scripted_ollama: ScriptedOllama
) -> None:
    scripted_ollama.will(endless("et puis encore "))
    got, deltas, error = ask(chat)
    assert error is None and deltas[-1] == ChatDone("repetition") and len(got) < 1000
    assert scripted_ollama.chats[-1].wait_closed(1.0)
    # Ollama's own guard ends the stream without a closing line.
    scripted_ollama.will(Reply((token("Fin."), *[token(" non")] * 31)))
    assert ask(chat)[1][-1] == ChatDone("repetition")


# LlamaIndex's interface


def test_llama_index_can_use_it(chat: OllamaChat, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.go_down()
    assert chat.metadata.context_window == 8192 and chat.metadata.is_chat_model  # asks nobody
    scripted_ollama.come_up()
    scripted_ollama.default = lambda _: Reply((token("Le "), token("ministre."), done()))
    assert str(chat.complete("Qui ?")) == "Le ministre."
    assert [response.delta for response in chat.stream_complete("Qui ?")] == ["Le ", "ministre."]
    question = [ChatMessage(role="system", content="Bref."), ChatMessage(role="user", content="Qui ?")]
    assert chat.chat(question).message.content == "Le ministre."
    assert [response.message.content for response in chat.stream_chat(question)] == ["Le ", "Le ministre."]
    assert [m["role"] for m in scripted_ollama.chats[-1].body["messages"]] == ["system", "user"]
