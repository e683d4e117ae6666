"""The server behind the settings: its address, what is installed, what may be used, downloads, faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scripted_ollama import (
    Reply,
    ScriptedModel,
    ScriptedOllama,
    Status,
    body,
    error_line,
    pull_progress,
    refused,
    silent,
)
from sourcier.errors import (
    ModelError,
    ModelFailed,
    ModelInterrupted,
    ModelMissing,
    ModelTooSlow,
    ModelUnfit,
    ModelUnreachable,
    SettingsError,
)
from sourcier.models import ollama as ollama_module
from sourcier.models.address import base_address
from sourcier.models.chat import ChatTurn, OllamaChat
from sourcier.models.embed import OllamaEmbedding
from sourcier.models.ollama import OllamaServer, PullProgress
from sourcier.settings import ModelSettings


@pytest.fixture
def server(scripted_ollama: ScriptedOllama) -> Iterator[OllamaServer]:
    with OllamaServer(ModelSettings(host=scripted_ollama.url)) as server:
        yield server


# The address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("", "http://127.0.0.1:11434"),
        ("127.0.0.1", "http://127.0.0.1:11434"),
        ("localhost:9999", "http://localhost:9999"),
        (":9999", "http://127.0.0.1:9999"),
        ("http://127.0.0.1", "http://127.0.0.1:80"),
        ("https://localhost", "https://localhost:443"),
        ("HTTP://LOCALHOST:11434/", "http://localhost:11434"),
        ("http://127.0.0.1:11434/ollama/", "http://127.0.0.1:11434/ollama"),
        ("[::1]:11434", "http://[::1]:11434"),
        ("::1", "http://[::1]:11434"),
        ("[::1]", "http://[::1]:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("http://0.0.0.0:11434", "http://127.0.0.1:11434"),
        ("[::]:11434", "http://[::1]:11434"),
        ("127.8.9.10:1", "http://127.8.9.10:1"),
    ],
)
def test_every_way_of_writing_a_local_address(written: str, address: str) -> None:
    assert base_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "192.168.1.20",
        "http://ollama.com",
        "https://[2001:db8::1]:11434",
        "localhost.example.org:11434",
        "127.0.0.1.nip.io",
        "2130706433",
        "http://127.0.0.1@evil.example",
        "127.0.0.1:11434@evil.example",
    ],
)
def test_another_machine_is_refused(written: str) -> None:
    with pytest.raises((ModelUnfit, SettingsError)) as caught:
        base_address(written)
    assert "models.host" in caught.value.message.fr and "[models]" in caught.value.hint.en


def test_another_machine_may_be_allowed() -> None:
    server = OllamaServer(ModelSettings(host="gpu.example.org:11434", allow_remote=True))
    assert server.remote and server.url == "http://gpu.example.org:11434"
    assert not OllamaServer(ModelSettings()).remote


@pytest.mark.parametrize(
    "written",
    [
        "http://user:secret@127.0.0.1:11434",
        "ftp://127.0.0.1",
        "127.0.0.1:port",
        "127.0.0.1:99999",
        "1::2::3",
        "a b",
    ],
)
def test_what_is_no_address_is_refused_without_showing_secrets(written: str) -> None:
    with pytest.raises(SettingsError) as caught:
        base_address(written, allow_remote=True)
    assert "models.host" in caught.value.message.en
    assert "secret" not in caught.value.message.en + caught.value.message.fr


# What is installed, and what is picked


def use(ollama: ScriptedOllama, *models: ScriptedModel) -> None:
    ollama.models = {model.name: model for model in models}


def test_models_are_listed_with_what_they_can_do(
    server: OllamaServer, scripted_ollama: ScriptedOllama
) -> None:
    chat, embedder = server.list_models()
    assert chat.can("completion") and not chat.can("embedding") and chat.context_length == 40960
    assert embedder.can("embedding") and embedder.dimension == 256 and len(embedder.digest) == 64
    server.list_models()
    assert (
        sum(seen.path == "/api/show" for seen in scripted_ollama.requests) == 2
    )  # once per model, not per call


def test_the_preferred_model_wins_over_a_bigger_one(
    server: OllamaServer, scripted_ollama: ScriptedOllama
) -> None:
    use(
        scripted_ollama,
        ScriptedModel("big-model:70b", size=40_000_000_000),
        ScriptedModel("gemma4:e4b"),
        ScriptedModel("qwen3:4b-instruct-2507-q4_K_M"),
        ScriptedModel("nomic-embed-text:latest", ("embedding",)),
        ScriptedModel("bge-m3:latest", ("embedding",)),
    )
    chat, embedder = server.pick_chat(), server.pick_embedder()
    assert chat is not None and chat.name == "qwen3:4b-instruct-2507-q4_K_M"
    assert embedder is not None and embedder.name == "bge-m3:latest"


def test_an_unknown_model_serves_where_nothing_else_is_installed(
    server: OllamaServer, scripted_ollama: ScriptedOllama
) -> None:
    use(
        scripted_ollama,
        ScriptedModel("short:1b", context_length=2048, size=9_000_000_000),
        ScriptedModel("small:1b", context_length=32768, size=1_000_000_000),
        ScriptedModel("large:7b", context_length=32768, size=5_000_000_000),
    )
    chat = server.pick_chat()
    assert chat is not None and chat.name == "large:7b"
    assert server.pick_embedder() is None


def test_nothing_installed_and_nothing_wanted_are_no_errors(scripted_ollama: ScriptedOllama) -> None:
    off = OllamaServer(ModelSettings(host=scripted_ollama.url, chat="none", embedder="none"))
    assert off.pick_chat() is None and off.pick_embedder() is None
    use(scripted_ollama)
    auto = OllamaServer(ModelSettings(host=scripted_ollama.url))
    assert auto.pick_chat() is None and auto.pick_embedder() is None


def test_a_named_model_is_found_missing_or_unfit(scripted_ollama: ScriptedOllama) -> None:
    def asking(chat: str, embedder: str = "auto") -> OllamaServer:
        return OllamaServer(ModelSettings(host=scripted_ollama.url, chat=chat, embedder=embedder))

    found = asking("qwen3:8b", "embeddinggemma").pick_embedder()
    assert found is not None and found.name == "embeddinggemma:latest"
    with pytest.raises(ModelMissing) as missing:
        asking("llama3.1:8b").pick_chat()
    assert "qwen3:8b" in missing.value.message.fr and "embeddinggemma" not in missing.value.message.fr
    assert missing.value.hint.fr.endswith("ollama pull llama3.1:8b")
    with pytest.raises(ModelUnfit) as unfit:
        asking("embeddinggemma").pick_chat()
    assert "qwen3:8b" in unfit.value.hint.en
    with pytest.raises(ModelUnfit, match="cannot embed"):
        asking("auto", "qwen3:8b").pick_embedder()


@pytest.mark.parametrize("name", ["gpt-oss:20b-cloud", "glm-5:cloud", "someone/model:120b-CLOUD"])
def test_cloud_models_are_refused_by_their_name(name: str, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.models[name] = ScriptedModel(name)
    server = OllamaServer(ModelSettings(host=scripted_ollama.url, chat=name))
    with pytest.raises(ModelUnfit, match="cloud"):
        server.pick_chat()
    with pytest.raises(ModelUnfit, match="cloud"):
        next(iter(server.pull(name)))
    assert not any(seen.path == "/api/pull" for seen in scripted_ollama.requests)


def test_a_model_that_runs_elsewhere_is_refused_whatever_its_name(scripted_ollama: ScriptedOllama) -> None:
    use(scripted_ollama, ScriptedModel("qwen3:8b", remote_host="https://ollama.com:443"))
    assert OllamaServer(ModelSettings(host=scripted_ollama.url)).pick_chat() is None
    with pytest.raises(ModelUnfit, match="cloud"):
        OllamaServer(ModelSettings(host=scripted_ollama.url, chat="qwen3:8b")).pick_chat()


# Downloads


def test_a_download_tells_its_progress(server: OllamaServer, scripted_ollama: ScriptedOllama) -> None:
    steps = list(server.pull("bge-m3"))
    assert PullProgress("pulling abababababab", 500, 1000) in steps and steps[-1].status == "success"
    assert "bge-m3:latest" in [model.name for model in server.list_models()]


def test_a_download_that_fails_says_why(server: OllamaServer, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.will(
        pull_progress(error="dial tcp: lookup registry.ollama.ai: no such host"), "/api/pull"
    )
    with pytest.raises(ModelFailed, match="no such host"):
        list(server.pull("bge-m3"))
    scripted_ollama.will(error_line("pull model manifest: file does not exist"), "/api/pull")
    with pytest.raises(ModelMissing, match="nonsense"):
        list(server.pull("nonsense"))
    scripted_ollama.will(Reply(pull_progress().steps[:3]), "/api/pull")
    with pytest.raises(ModelInterrupted):
        list(server.pull("bge-m3"))


def test_closing_a_download_stops_it(server: OllamaServer, scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.will(pull_progress(parts=50, delay=0.1), "/api/pull")
    steps = server.pull("bge-m3")
    next(steps)
    next(steps)
    steps.close()
    assert scripted_ollama.requests[-1].wait_closed(1.0)


# Faults


def test_nothing_listens(scripted_ollama: ScriptedOllama, server: OllamaServer) -> None:
    scripted_ollama.go_down()
    for contact in (server.version, server.list_models, server.running, lambda: list(server.pull("x"))):
        with pytest.raises(ModelUnreachable) as caught:
            contact()
        assert "ollama serve" in caught.value.hint.fr
    scripted_ollama.come_up()
    assert server.version()


def test_another_service_answers() -> None:
    with ScriptedOllama(impostor=True) as other:
        server = OllamaServer(ModelSettings(host=other.url))
        for contact in (server.version, server.list_models, server.running, lambda: list(server.pull("x"))):
            with pytest.raises(ModelUnreachable, match="Another service"):
                contact()


def test_a_redirect_is_not_followed(scripted_ollama: ScriptedOllama, server: OllamaServer) -> None:
    with ScriptedOllama() as elsewhere:
        for path in ("/api/version", "/api/ps", "/api/pull"):
            target = {"Location": f"{elsewhere.url}{path}"}
            scripted_ollama.will(Reply((Status(307, b"", target),)), path)
        for contact in (server.version, server.running, lambda: list(server.pull("x"))):
            with pytest.raises(ModelUnreachable, match="307"):
                contact()
        assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("version", "size_vram", "told"), [("0.12.11", 0, True), ("0.12.11", 5, False), ("0.13.1", 0, False)]
)
def test_a_server_that_would_unload_one_model_for_the_other_is_told_to_keep_both(
    version: str, size_vram: int, told: bool
) -> None:
    loaded = {"models": [{"name": "bge-m3:latest", "size": 9, "size_vram": size_vram}]}
    with ScriptedOllama(version=version) as scripted:
        settings = ModelSettings(host=scripted.url)
        with OllamaServer(settings) as server:
            model = next(each for each in server.list_models() if each.can("embedding"))
            chat_model = next(each for each in server.list_models() if each.can("completion"))
            embedder, chat = OllamaEmbedding(server, model), OllamaChat(server, chat_model.name)
            embedder.get_query_embedding("nothing is loaded yet")
            scripted.will(body(loaded), "/api/ps")
            list(chat.stream([ChatTurn("user", "Bonjour")]))
            embedder.get_query_embedding("both are loaded")
        sent = [
            seen.body.get("options", {})
            for seen in scripted.requests
            if seen.path in ("/api/chat", "/api/embed")
        ]
        assert ["num_gpu" in options for options in sent] == [False, told, told]


def test_a_server_that_says_nothing_is_too_slow(
    scripted_ollama: ScriptedOllama, server: OllamaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ollama_module, "_LISTING_SECONDS", 0.3)
    scripted_ollama.will(silent(), "/api/ps")
    with pytest.raises(ModelTooSlow):
        server.running()


def test_a_busy_server_is_asked_again(scripted_ollama: ScriptedOllama, server: OllamaServer) -> None:
    scripted_ollama.will(refused(503, "server busy, please try again"), "/api/version")
    assert server.version()
    scripted_ollama.will(refused(500, "boom"), "/api/version")
    assert server.version()
    for _ in range(2):
        scripted_ollama.will(refused(500, "boom"), "/api/version")
    with pytest.raises(ModelFailed, match="boom"):
        server.version()


@pytest.mark.parametrize("value", [{"models": "none"}, {}, {"models": [{}, 3]}, {"models": [{"name": "x"}]}])
def test_a_strange_list_is_no_crash(
    value: object, scripted_ollama: ScriptedOllama, server: OllamaServer
) -> None:
    scripted_ollama.will(body(value), "/api/tags")
    try:
        assert all(model.name for model in server.list_models())
    except ModelError as error:
        assert error.hint.fr


def test_the_environment_changes_nothing(
    scripted_ollama: ScriptedOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedOllama() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.setenv("OLLAMA_HOST", proxy.url)
        monkeypatch.setenv("OLLAMA_API_KEY", "secret-key")
        server = OllamaServer(ModelSettings(host=scripted_ollama.url))
        server.list_models()
        server.running()
        list(server.pull("bge-m3"))
        assert proxy.requests == []
    sent = [name.lower() for seen in scripted_ollama.requests for name in seen.headers]
    assert "authorization" not in sent and len(scripted_ollama.requests) >= 4
