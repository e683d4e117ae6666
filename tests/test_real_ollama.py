"""The adapters against a real Ollama with two tiny models: the protocol as it is, not as we script it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from sourcier.errors import ModelContextOverflow, ModelMissing, ModelUnfit
from sourcier.models.chat import ChatDone, ChatText, ChatTurn, ChatWaiting, OllamaChat
from sourcier.models.embed import OllamaEmbedding
from sourcier.models.ollama import OllamaServer
from sourcier.settings import ModelSettings

pytestmark = pytest.mark.ollama

CHAT = "smollm2:135m"
STORY = [ChatTurn("user", "Tell me a very long story about a sailor, with many details.")]


@pytest.fixture
def server(real_ollama: str) -> Iterator[OllamaServer]:
    settings = ModelSettings(
        host=real_ollama, chat=CHAT, embedder="all-minilm", num_ctx=2048, num_predict=200, keep_alive="2m"
    )
    with OllamaServer(settings) as server:
        yield server


@pytest.fixture
def embedding(server: OllamaServer) -> OllamaEmbedding:
    model = server.pick_embedder()
    assert model is not None
    return OllamaEmbedding(server, model)


def test_what_is_installed_is_described(server: OllamaServer) -> None:
    assert server.version()
    chat, embedder = server.pick_chat(), server.pick_embedder()
    assert chat is not None and chat.can("completion") and chat.context_length == 8192
    assert embedder is not None and embedder.name == "all-minilm:latest"
    assert embedder.can("embedding") and not embedder.can("completion") and embedder.dimension == 384


def test_close_texts_get_close_vectors(embedding: OllamaEmbedding) -> None:
    passages = embedding.embed_passages(
        [
            (None, "The president visited the border town on Friday."),
            ("Food", "A cake needs flour and butter."),
        ]
    )
    query = np.array(embedding.get_query_embedding("Who went to the frontier?"))
    near, far = (float(query @ np.array(passage)) for passage in passages)
    assert len(query) == embedding.dimension == 384
    assert near > far


def test_a_text_longer_than_the_model_reads_is_embedded_whole(embedding: OllamaEmbedding) -> None:
    start = "The harbour was closed because of the storm. " * 60
    long, plain, short = embedding.embed_passages(
        [(None, start + "Zebras eat grass. " * 300), (None, start), (None, "ok")]
    )
    assert isinstance(long, list) and isinstance(plain, list) and isinstance(short, list)
    zebras = np.array(embedding.get_query_embedding("Zebras eat grass."))
    # The end of the long text counts: silent truncation would give it the vector of its beginning.
    assert zebras @ np.array(long) > zebras @ np.array(plain) + 0.1


def test_a_chat_streams_and_closes_with_figures(server: OllamaServer) -> None:
    chat = OllamaChat(server, CHAT)
    deltas = list(chat.stream([ChatTurn("user", "Say hello.")], num_predict=20))
    done = deltas[-1]
    assert isinstance(done, ChatDone) and done.done_reason in ("stop", "length")
    assert done.prompt_tokens and done.answer_tokens and done.answer_tokens <= 20
    assert sum(isinstance(delta, ChatText) for delta in deltas) > 2


def test_stopping_frees_the_model(server: OllamaServer) -> None:
    chat = OllamaChat(server, CHAT)
    stream = chat.stream(STORY, num_predict=2000)
    for delta in stream:
        if isinstance(delta, ChatText):
            break
    began = time.monotonic()
    stream.close()
    assert time.monotonic() - began < 1.0
    # With one slot (the default) this waits for the story to end, unless the story was stopped.
    next_one = [
        d for d in chat.stream([ChatTurn("user", "Hi")], num_predict=1) if not isinstance(d, ChatWaiting)
    ]
    assert isinstance(next_one[-1], ChatDone)
    assert time.monotonic() - began < 10.0


def test_a_prompt_that_does_not_fit_is_refused_not_cut(server: OllamaServer) -> None:
    with pytest.raises(ModelContextOverflow) as caught:
        list(OllamaChat(server, CHAT).stream([ChatTurn("user", "one two three " * 2000)]))
    assert "num_ctx" in caught.value.hint.en


def test_a_missing_model_is_named_with_those_installed(server: OllamaServer) -> None:
    with pytest.raises(ModelMissing) as caught:
        list(OllamaChat(server, "no-such-model:1b").stream([ChatTurn("user", "Hi")]))
    assert "no-such-model:1b" in caught.value.message.en and CHAT in caught.value.message.en


def test_an_embedder_does_not_chat(real_ollama: str) -> None:
    server = OllamaServer(ModelSettings(host=real_ollama, chat="all-minilm"))
    with pytest.raises(ModelUnfit, match="cannot chat"):
        server.pick_chat()
    with pytest.raises(ModelUnfit, match="cannot chat"):
        list(OllamaChat(server, "all-minilm").stream([ChatTurn("user", "Hi")]))


def test_the_context_asked_for_is_the_one_allocated(server: OllamaServer) -> None:
    OllamaChat(server, CHAT).preload()
    running = {model.name: model.context_length for model in server.running()}
    assert running[CHAT] == 2048
