"""Vectors of passages and queries, through Ollama and without it: one bad text never loses the others."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripted_ollama import (
    NAN_TRIGGER,
    ScriptedModel,
    ScriptedOllama,
    body,
    refused,
)
from sourcier.errors import ModelFailed, ModelMissing, ModelOutOfMemory, ModelUnfit, ModelUnreachable
from sourcier.models.embed import OllamaEmbedding, Outcome
from sourcier.models.hashed import HashedEmbedding, hashed_vector
from sourcier.models.ollama import OllamaServer
from sourcier.models.prefixes import prefixes_of
from sourcier.settings import ModelSettings
from sourcier.types import Bilingual

TEXTS = [
    "Le ministre a annoncé la fermeture du port.",
    "Les pêcheurs ont manifesté devant la préfecture.",
    "La récolte d'olives sera faible cette année.",
    "Un séisme a été ressenti dans la vallée.",
    "Le tribunal a relaxé le journaliste.",
]


def embedding_of(ollama: ScriptedOllama, name: str = "embeddinggemma", batch: int = 32) -> OllamaEmbedding:
    server = OllamaServer(ModelSettings(host=ollama.url, embedder=name, embed_batch=batch))
    model = server.pick_embedder()
    assert model is not None
    return OllamaEmbedding(server, model)


def vector(outcome: Outcome) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    assert isinstance(outcome, list), outcome
    return np.array(outcome)


def untitled(*texts: str) -> list[tuple[str | None, str]]:
    return [(None, text) for text in texts]


def embeds(ollama: ScriptedOllama) -> list[list[str]]:
    return [seen.body["input"] for seen in ollama.requests if seen.path == "/api/embed"]


def test_vectors_are_unit_and_near_for_near_texts(scripted_ollama: ScriptedOllama) -> None:
    embedding = embedding_of(scripted_ollama)
    passages = [vector(outcome) for outcome in embedding.embed_passages(untitled(*TEXTS))]
    query = np.array(embedding.get_query_embedding("Qu'a annoncé le ministre sur le port ?"))
    assert all(np.linalg.norm(passage) == pytest.approx(1.0) for passage in passages)
    assert int(np.argmax([query @ passage for passage in passages])) == 0
    assert len(query) == embedding.dimension == 256


def test_texts_go_in_batches_and_come_back_in_order(scripted_ollama: ScriptedOllama) -> None:
    embedding = embedding_of(scripted_ollama, batch=2)
    sizes = [len(batch) for batch in embedding.embed_stream(untitled(*TEXTS))]
    assert sizes == [2, 2, 1] == [len(batch) for batch in embeds(scripted_ollama)]
    alone = [embedding.embed_passages(untitled(text))[0] for text in TEXTS]
    assert embedding.embed_passages(untitled(*TEXTS)) == alone
    assert embedding.embed_passages([]) == []


def test_requests_grow_while_the_model_keeps_up(scripted_ollama: ScriptedOllama) -> None:
    many = untitled(*(f"Texte numéro {number}." for number in range(100)))
    assert len(embedding_of(scripted_ollama).embed_passages(many)) == 100
    assert [len(batch) for batch in embeds(scripted_ollama)] == [4, 8, 16, 32, 32, 8]


def test_what_is_sent_never_lets_ollama_cut(scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.models["bge-m3:latest"] = ScriptedModel("bge-m3:latest", ("embedding",), 8192)
    embedding_of(scripted_ollama, "bge-m3").embed_passages([("Titre", "Texte.")])
    sent = scripted_ollama.requests[-1].body
    assert sent["truncate"] is False and sent["options"] == {"num_ctx": 4096}
    assert sent["input"] == ["Titre\nTexte."]


def test_prefixes_are_those_the_model_was_trained_with(scripted_ollama: ScriptedOllama) -> None:
    embedding = embedding_of(scripted_ollama)
    embedding.embed_passages([("{text} du {title}", "Le port ferme."), (None, "Rien.")])
    embedding.get_query_embedding("Pourquoi ?")
    assert embeds(scripted_ollama) == [
        ["title: {text} du {title} | text: Le port ferme.", "title: none | text: Rien."],
        ["task: search result | query: Pourquoi ?"],
    ]
    assert prefixes_of("nomic-embed-text-v2-moe:latest").for_passage(None, "x") == "search_document: x"
    assert prefixes_of("someone/qwen3-embedding:0.6b").for_query("x").endswith("\nQuery:x")
    assert prefixes_of("snowflake-arctic-embed2:568m").for_query("x") == "query: x"
    assert prefixes_of("all-minilm").for_query("x") == "x"


def test_a_long_title_precedes_a_passage_by_its_beginning(scripted_ollama: ScriptedOllama) -> None:
    words = [f"mot{number}" for number in range(40)]
    embedding_of(scripted_ollama).embed_passages([(" ".join(words), "Le port ferme."), ("長" * 900, "港")])
    assert embeds(scripted_ollama)[0] == [
        f"title: {' '.join(words[:12])} | text: Le port ferme.",
        f"title: {'長' * 300} | text: 港",
    ]


# One bad text


def test_a_text_that_gives_no_numbers_loses_only_itself(scripted_ollama: ScriptedOllama) -> None:
    texts = [*TEXTS, f"Un texte {NAN_TRIGGER} maudit.", "  \n ", "", "Après."]
    outcomes = embedding_of(scripted_ollama).embed_passages(untitled(*texts))
    bad = {index: outcome for index, outcome in enumerate(outcomes) if isinstance(outcome, Bilingual)}
    assert list(bad) == [5, 6, 7]
    assert "NaN" in bad[5].fr and bad[6] == bad[7] == Bilingual("texte vide", "blank text")
    assert (
        vector(outcomes[8]) @ vector(embedding_of(scripted_ollama).embed_passages(untitled("Après."))[0])
        > 0.999
    )


def test_a_text_longer_than_the_model_reads_counts_whole(scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.models["tiny:latest"] = ScriptedModel("tiny:latest", ("embedding",), context_length=20)
    embedding = embedding_of(scripted_ollama, "tiny")
    start, end = "Le port ferme ce soir. " * 30, "Les olives manquent partout. " * 30
    long, short = (vector(outcome) for outcome in embedding.embed_passages(untitled(start + end, TEXTS[1])))
    for asked in ("Le port ferme ce soir.", "Les olives manquent partout."):
        assert np.array(embedding.get_query_embedding(asked)) @ long > 0.5
    assert np.linalg.norm(long) == pytest.approx(1.0) and np.linalg.norm(short) == pytest.approx(1.0)
    # And a question longer than that finds its way too.
    assert np.array(embedding.get_query_embedding(start)) @ long > 0.5


def test_a_text_that_cannot_be_cut_small_enough_gives_a_reason(scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.models["tiny:latest"] = ScriptedModel("tiny:latest", ("embedding",), context_length=3)
    title = "Un titre qui prend toute la place à lui seul"
    outcomes = embedding_of(scripted_ollama, "tiny").embed_passages(
        [(title, "Le port ferme."), (None, "Le port.")]
    )
    assert isinstance(outcomes[0], Bilingual) and isinstance(outcomes[1], list)


@pytest.mark.parametrize(
    "values", [[1.0, None], [], [0.0] * 256, ["a"] * 256, [1e300] * 255 + [float("nan")]]
)
def test_a_vector_that_is_none_is_not_taken(values: list[object], scripted_ollama: ScriptedOllama) -> None:
    embedding = embedding_of(scripted_ollama)
    scripted_ollama.will(body({"embeddings": [values]}), "/api/embed")
    try:
        assert isinstance(embedding.embed_passages(untitled("Oui."))[0], Bilingual)
    except ModelUnfit as error:
        assert "256" in error.message.fr


def test_faults_of_the_server_are_raised_not_blamed_on_texts(scripted_ollama: ScriptedOllama) -> None:
    embedding = embedding_of(scripted_ollama)
    for _ in range(3 * len(TEXTS) + 20):
        scripted_ollama.will(refused(500, "boom"), "/api/embed")
    with pytest.raises(ModelFailed, match="boom"):
        embedding.embed_passages(untitled(*TEXTS[:2]))
    scripted_ollama._queues.clear()
    scripted_ollama.will(refused(500, "model requires more system memory"), "/api/embed")
    with pytest.raises(ModelOutOfMemory):
        embedding.embed_passages(untitled(*TEXTS))
    scripted_ollama.models.clear()
    with pytest.raises(ModelMissing):
        embedding.get_query_embedding("Qui ?")
    scripted_ollama.go_down()
    with pytest.raises(ModelUnreachable):
        embedding.embed_passages(untitled(*TEXTS))


def test_one_text_that_breaks_the_server_loses_only_itself(scripted_ollama: ScriptedOllama) -> None:
    embedding = embedding_of(scripted_ollama)
    for _ in range(2):
        scripted_ollama.will(refused(500, "unexpected EOF"), "/api/embed")
    (outcome,) = embedding.embed_passages(untitled("Maudit."))
    assert isinstance(outcome, Bilingual) and "unexpected EOF" in outcome.en


# Fingerprints


def test_fingerprints_tell_models_apart_and_name_a_collection(scripted_ollama: ScriptedOllama) -> None:
    for name in ("someone/My_Model:Q4", "bge-m3:latest"):
        scripted_ollama.models[name] = ScriptedModel(name, ("embedding",))
    names = [embedding_of(scripted_ollama, name).fingerprint for name in ("someone/My_Model:Q4", "bge-m3")]
    names += [embedding_of(scripted_ollama).fingerprint, HashedEmbedding().fingerprint]
    assert len(set(names)) == 4 and names[1].startswith("bge-m3-")
    assert all(re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]", name) for name in names)
    assert names[1] == embedding_of(scripted_ollama, "bge-m3:latest").fingerprint


def test_a_dimension_that_is_not_told_is_found(scripted_ollama: ScriptedOllama) -> None:
    scripted_ollama.models["odd:latest"] = ScriptedModel("odd:latest", ("embedding",), dimension=96)
    scripted_ollama.will(body({"capabilities": ["embedding"], "model_info": {}}), "/api/show")
    scripted_ollama.models = {"odd:latest": scripted_ollama.models["odd:latest"]}
    embedding = embedding_of(scripted_ollama, "odd")
    assert embedding.dimension == 96 and "-96-" in embedding.fingerprint


# Without any service


def test_the_built_in_embedding_finds_inflections_accents_and_other_scripts() -> None:
    embedding = HashedEmbedding()
    passages = [vector(outcome) for outcome in embedding.embed_passages(untitled(*TEXTS))]
    for query, best in (
        ("fermetures de PORTS annoncées", 0),
        ("recolte d olives", 2),
        ("seismes", 3),
        ("journalistes", 4),
    ):
        scores = [np.array(embedding.get_query_embedding(query)) @ passage for passage in passages]
        assert int(np.argmax(scores)) == best, query
    moscow = vector(embedding.embed_passages(untitled("Москва и Новосибирск"))[0])
    assert np.array(embedding.get_query_embedding("Novosibirsk")) @ moscow > 0.3


def test_the_built_in_embedding_is_the_same_in_every_process() -> None:
    code = (
        "import zlib; from sourcier.models.hashed import hashed_vector; "
        "print(zlib.crc32(hashed_vector('Le général Élie, à Новосибирск')))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"},
    )
    here = hashed_vector("Le général Élie, à Новосибирск")
    assert here is not None and int(other.stdout) == zlib.crc32(here.tobytes())


@given(st.text(max_size=200))
def test_the_built_in_embedding_takes_any_text(text: str) -> None:
    embedding = HashedEmbedding()
    (outcome,) = embedding.embed_passages(untitled(text))
    if isinstance(outcome, list):
        assert np.linalg.norm(outcome) == pytest.approx(1.0) and len(outcome) == embedding.dimension
    else:
        assert not any(character.isascii() and character.isalnum() for character in text)
    assert len(embedding.get_query_embedding(text)) == embedding.dimension
