"""The stores keep what they are given, give it back exactly, and let one process in."""

from __future__ import annotations

import json
import math
import os
import shutil
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from chromadb import PersistentClient
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore

from corpora import Counting, article, generation, index_folder
from sourcier import nodes
from sourcier.errors import StoreBroken, StoreBusy, StoreMismatch, StoreMissing
from sourcier.events import Failure
from sourcier.stores.collection import collection_name
from sourcier.stores.graph import graphs, remove_broken
from sourcier.stores.ledger import Ledger
from sourcier.stores.manifest import Manifest
from sourcier.stores.opened import Index
from sourcier.stores.owner import Ownership, read_owner
from sourcier.stores.rows import FileState
from sourcier.stores.unit import Vector
from sourcier.stores.vectors import VectorStore
from sourcier.types import Article, Bilingual, Kind, Passage, Segment

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")


def made(name: str, text: str, cuts: list[int], *, title: str | None = None) -> tuple[Article, list[Passage]]:
    value = Article(
        id=name, path=name, text=text, sha256="0" * 64, language="fr", title=title,
        published="2024-02-03", provenance={"title": "ligne 1"}, notes=(Bilingual("doute", "doubt"),),
    )  # fmt: skip
    bounds = [0, *cuts, len(text)]
    passages = [
        Passage(
            id=f"{name}#{i}",
            article_id=name,
            path=name,
            kind=Kind.REPORT,
            start=start,
            end=end,
            text=text[start:end],
            language="fr",
            title=title,
            published="2024-02-03",
        )
        for i, (start, end) in enumerate(pairwise(bounds))
        if start < end
    ]
    return value, passages


def random_vectors(count: int, dimension: int = 8, seed: int = 0) -> list[list[float]]:
    drawn = np.random.default_rng(seed).normal(size=(count, dimension))
    return [[float(value) for value in row] for row in drawn]


# The ledger.


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
    cuts=st.lists(st.integers(0, 300), max_size=5),
)
def test_the_ledger_gives_back_the_very_characters(text: str, cuts: list[int], tmp_path: Path) -> None:
    value, passages = made("dossier/à l'été.txt", text, sorted(min(cut, len(text)) for cut in cuts))
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        with ledger.change():
            ledger.put(value, [Segment(Kind.REPORT, 0, len(text))], passages)
        assert ledger.article(value.id) == value
        found = ledger.passages([each.id for each in passages] + ["absent#0"])
        assert found == {each.id: each for each in passages}
        assert all(text[each.start : each.end] == each.text for each in found.values())
        assert list(ledger.all_passages()) == passages
        assert ledger.segments(value.id) == [Segment(Kind.REPORT, 0, len(text))]


def test_the_ledger_survives_reopening_and_forgets_whole_articles(tmp_path: Path) -> None:
    first, first_passages = made("a.txt", "Un. Deux.", [4])
    second, second_passages = made("b.txt", "Trois.", [])
    state = FileState(9, 1, 2, 3, "ab", "key")
    failure = Failure("c.jsonl", Bilingual("ligne 2 : pas du JSON", "line 2: not JSON"))
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger, ledger.change():
        ledger.put(first, [], first_passages, refused=["a.txt#1"])
        ledger.put(second, [], second_passages)
        ledger.put_file("a.txt", state)
        ledger.put_file("c.jsonl", state, [failure, failure])
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        assert ledger.article_ids() == ["a.txt", "b.txt"]
        assert ledger.files() == {"a.txt": state, "c.jsonl": state}
        assert ledger.failures() == [failure, failure]
        counts = ledger.counts()
        assert (counts.articles, counts.passages, counts.embedded, counts.failed) == (2, 3, 2, 2)
        assert ledger.newest_published() == "2024-02-03"
        with ledger.change():
            ledger.remove("a.txt")
            ledger.remove_file("c.jsonl")
        assert ledger.passage_ids() == {"b.txt#0"}
        assert ledger.failures() == []
        assert ledger.damage() == []


def test_a_change_lands_whole_or_not_at_all(tmp_path: Path) -> None:
    value, passages = made("a.txt", "Un. Deux.", [4])
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        with pytest.raises(ZeroDivisionError), ledger.change():
            ledger.put(value, [], passages)
            raise ZeroDivisionError
        assert ledger.article_ids() == []
        with pytest.raises(RuntimeError):
            ledger.remove("a.txt")


def test_threads_read_while_another_writes(tmp_path: Path) -> None:
    wrong: list[object] = []
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:

        def read() -> None:
            for _ in range(60):
                counts = ledger.counts()
                if counts.passages != 3 * counts.articles:
                    wrong.append(counts)

        readers = [threading.Thread(target=read) for _ in range(4)]
        for each in readers:
            each.start()
        for number in range(30):
            value, passages = made(f"{number}.txt", "abcdef", [2, 4])
            with ledger.change():
                ledger.put(value, [], passages)
        for each in readers:
            each.join()
        assert wrong == []
        assert ledger.counts().articles == 30


def test_a_ledger_that_is_missing_damaged_or_newer_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with pytest.raises(StoreMissing) as missing:
        Ledger.open(file, read_only=True)
    assert "sourcier index" in missing.value.hint.en
    Ledger.open(file).close()
    with pytest.raises(StoreBroken), Ledger.open(file, read_only=True) as ledger, ledger.change():
        ledger.remove_file("a.txt")
    newer = tmp_path / "newer.sqlite"
    with Ledger.open(newer) as ledger:
        ledger._connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreMismatch, match="newer"):
        Ledger.open(newer)
    older = tmp_path / "older.sqlite"
    with Ledger.open(older) as ledger:
        ledger._connection.execute("ALTER TABLE articles DROP COLUMN marked")
        ledger._connection.execute("ALTER TABLE articles DROP COLUMN pages")
        ledger._connection.execute("PRAGMA user_version = 1")
    with pytest.raises(StoreMismatch, match="older") as mismatch:
        Ledger.open(older, read_only=True)
    assert "sourcier index" in mismatch.value.hint.en
    paged = Article(
        "a.pdf", "a.pdf", "Un texte.", "", "fr", marked=(Segment(Kind.CAPTION, 0, 2),), pages=(0, 3)
    )
    with Ledger.open(older) as ledger:
        with ledger.change():
            ledger.put(paged, [], [])
        assert ledger.article("a.pdf") == paged
    file.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreBroken):
        Ledger.open(file)


# Vectors.


def test_upsert_replaces_text_vector_and_metadata(tmp_path: Path) -> None:
    _, passages = made("a.txt", "Un. Deux. Trois.", [4, 10], title="Ancien")
    vectors = random_vectors(3)
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as store:
        store.upsert(passages, vectors)
        _, edited = made("a.txt", "Un. DEUX. Trois.", [4, 10])
        store.upsert(edited[1:2], [vectors[0]])
        assert store.count() == 3
        stored = {each.text_sha256: each for each in store.stored(["a.txt#1", "absent"])}
        assert [each.heading for each in stored.values()] == [None]  # the old title is gone, not merged
        assert store.query(vectors[0], 10)[1][1] == pytest.approx(1.0, abs=1e-5)
        assert {name for name, _ in store.query(vectors[0], 2)} == {"a.txt#0", "a.txt#1"}
        store.remove(["a.txt#0", "absent"])
        assert store.passage_ids() == {"a.txt#1", "a.txt#2"} == store.passage_ids(["a.txt", "b.txt"])


def test_edited_passages_stay_within_reach_of_a_search(tmp_path: Path) -> None:
    """Articles of one event lie close together; their points, moved about in the graph, cut others off."""
    chance = np.random.default_rng(8)
    events = chance.normal(size=(12, 64))

    def vector() -> Vector:
        return np.asarray(events[chance.integers(12)] + 0.05 * chance.normal(size=64), dtype=np.float32)

    passages = [made(f"{number}.txt", "Un texte.", [])[1][0] for number in range(240)]
    with VectorStore.open(tmp_path / "chroma", "m-1", 64) as store:
        vectors = [vector() for _ in passages]
        store.upsert(passages, vectors)
        for edit in range(60):
            edited = chance.choice(240, 7, replace=False)
            for number in edited:
                vectors[number] = vector()
            store.upsert([passages[number] for number in edited], [vectors[number] for number in edited])
            if edit % 6 == 5:
                first = [store.query(each, 1)[0][0] for each in vectors]
                assert first == [each.id for each in passages]


def test_a_renamed_passage_keeps_its_point_in_the_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put in a second time, it would cut others off, in one index of forty."""
    put: list[str] = []
    upsert = Collection.upsert

    def noted(self: Collection, ids: list[str], **what: Any) -> None:
        put.extend(ids)
        upsert(self, ids, **what)

    monkeypatch.setattr(Collection, "upsert", noted)
    _, passages = made("a.txt", "Un. Deux. Trois.", [4, 10], title="Ancien")
    vectors = random_vectors(3)
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as store:
        store.upsert(passages[:2], vectors[:2])
        store.upsert([replace(each, path="b/a.txt", title=None) for each in passages], vectors)
        assert put == ["a.txt#0", "a.txt#1", "a.txt#2"]
        written = [(each.metadata["path"], each.heading) for each in store.stored(put)]
        assert written == [("b/a.txt", None)] * 3


def test_llamaindex_reads_the_collection_and_gives_the_passages_back(tmp_path: Path) -> None:
    _, passages = made("a.txt", 'Un "mot" — é.\nDeux. Трое.', [4, 14], title="Titre")
    vectors = random_vectors(3)
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as store:
        store.upsert(passages, vectors)
        client = PersistentClient(str(tmp_path / "chroma"), Settings(anonymized_telemetry=False))
        theirs = ChromaVectorStore(chroma_collection=client.get_collection(store.name))
        found = theirs.query(VectorStoreQuery(query_embedding=list(vectors[1]), similarity_top_k=3))
    given_back = [nodes.to_passage(node) for node in found.nodes or [] if isinstance(node, TextNode)]
    assert given_back[0] == passages[1]
    assert sorted(given_back, key=lambda each: each.id) == passages


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), k=st.integers(1, 60))
def test_query_ranks_by_cosine_similarity_whatever_the_length_of_vectors(
    seed: int, k: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _, passages = made("a.txt", "x" * 40, list(range(1, 40)))
    vectors, asked = random_vectors(40, seed=seed), random_vectors(1, seed=seed + 1)[0]
    with VectorStore.open(tmp_path_factory.mktemp("chroma"), "m-1", 8) as store:
        store.upsert(passages, [[7.5 * value for value in vector] for vector in vectors])
        found = store.query(asked, k)
    matrix = np.array(vectors)
    exact = matrix @ np.array(asked) / np.linalg.norm(matrix, axis=1) / np.linalg.norm(asked)
    expected = sorted(((f"a.txt#{i}", score) for i, score in enumerate(exact)), key=lambda pair: -pair[1])[:k]
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-4)


def test_a_passage_like_no_other_is_found_though_no_neighbour_leads_to_it(tmp_path: Path) -> None:
    _, passages = made("a.txt", "x" * 1600, list(range(1, 1530)))
    noise = np.random.default_rng(0)
    subject = noise.normal(size=64)
    alike = subject + 0.1 * noise.normal(size=(1500, 64))
    alone = -subject + 3 * noise.normal(size=(30, 64))
    vectors = [list(each) for each in np.concatenate([alike[:750], alone[:15], alike[750:], alone[15:]])]
    lonely = [*range(750, 765), *range(1515, 1530)]
    for attempt in range(20):  # whether Chroma's graph leads to all is left to chance
        folder = tmp_path / str(attempt)
        with VectorStore.open(folder, "m-1", 64) as store:
            store.upsert(passages[:1530], vectors)
            client = PersistentClient(str(folder), Settings(anonymized_telemetry=False))
            by_chroma = client.get_collection(store.name).query(
                query_embeddings=list(vectors[0]), n_results=1530
            )
            if len(by_chroma["ids"][0]) == 1530:
                continue
            for row in lonely:
                (nearest, similarity), *_ = store.query(vectors[row], 3)
                assert nearest == f"a.txt#{row}"
                assert similarity == pytest.approx(1, abs=1e-4)
            assert len(store.query(vectors[0], 1530)) == 1530
            store.remove([f"a.txt#{row}" for row in lonely])
            found = {name for name, _ in store.query(vectors[750], 1530)}
            assert not found & {f"a.txt#{row}" for row in lonely}
            return
    pytest.fail("the graph led to all of them every time: other vectors are needed")


def test_a_collection_deleted_under_an_open_store_is_said_with_what_to_do(tmp_path: Path) -> None:
    _, passages = made("a.txt", "Un. Deux.", [4])
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as store:
        store.upsert(passages, [[1.0] * 8, [1.0] * 8])
        store._client.delete_collection(store.name)
        for use in (lambda: store.query([1.0] * 8, 1), store.count, lambda: store.remove({passages[0].id})):
            with pytest.raises(StoreMissing) as missing:
                use()
            assert "Start sourcier again" in missing.value.hint.en
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as again:
        assert again.count() == 0  # the next opening finds it empty: filled from the ledger (test_damage.py)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_vector_that_cannot_be_compared_never_reaches_chroma(tmp_path: Path, bad: float) -> None:
    _, passages = made("a.txt", "Un. Deux.", [4])
    good = [1.0] * 8
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as store:
        with pytest.raises(ValueError, match=r"a\.txt#1"):
            store.upsert(passages, [good, [bad, *good[1:]]])
        with pytest.raises(ValueError, match=r"a\.txt#0"):
            store.upsert(passages, [good[1:], good])
        assert store.count() == 0
        store.upsert(passages, [good, good])
        with pytest.raises(ValueError, match="finite"):
            store.query([bad, *good[1:]], 1)
        assert store.query([0.0] * 8, 1) == []


def test_embedders_do_not_share_a_collection(tmp_path: Path) -> None:
    _, passages = made("a.txt", "Un.", [])
    with VectorStore.open(tmp_path / "chroma", "modèle:v1/é", 8) as store:
        store.upsert(passages, random_vectors(1))
    with VectorStore.open(tmp_path / "chroma", "modèle:v1/è", 12) as other:
        assert other.count() == 0
        assert other.others() == [collection_name("modèle:v1/é")]
        other.drop(collection_name("modèle:v1/é"))
        assert other.others() == []


@given(fingerprint=st.text(min_size=0, max_size=800))
def test_any_fingerprint_makes_a_name_that_chroma_takes(fingerprint: str) -> None:
    name = collection_name(fingerprint.encode("utf-8", "replace").decode())
    assert 3 <= len(name) <= 512
    assert name.isascii()
    assert all(char.isalnum() or char in "._-" for char in name)
    assert name[0].isalnum()
    assert name[-1].isalnum()


@POSIX
def test_the_files_of_an_index_are_the_owners_only(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index", "m-1", 8) as index:
        index.ownership.announce(port=7860, token="secret")
        for name in ("", "chroma", "lexical", "ledger.sqlite", "../owner.json"):
            mode = stat.S_IMODE((index.folder / name).stat().st_mode)
            assert mode & 0o077 == 0, name


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir(mode=0o500)
    with pytest.raises(StoreBroken, match="cannot be written"):
        Index.open(tmp_path / "index", "m-1", 8)


# The owner.

HOLD = """
import sys
from pathlib import Path
from sourcier.stores.owner import Ownership
ownership = Ownership(Path(sys.argv[1]), "chat").acquire()
ownership.announce(port=7861, address="http://127.0.0.1:7861", token="t")
print("held", flush=True)
sys.stdin.read()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_told_who_owns_the_index(tmp_path: Path) -> None:
    process = hold(tmp_path)
    try:
        with pytest.raises(StoreBusy, match=rf"“chat”, process {process.pid}, port 7861") as refused:
            Index.open(tmp_path, "m-1", 8)
        assert "Stop it" in refused.value.hint.en
        owner = read_owner(tmp_path)
        assert owner is not None
        assert (owner.pid, owner.what, owner.port, owner.token) == (process.pid, "chat", 7861, "t")
    finally:
        process.kill()
        process.communicate()
    # It died without a word: its owner.json is still there, and stops no one.
    assert json.loads((tmp_path / "owner.json").read_text())["pid"] == process.pid
    assert read_owner(tmp_path) is None
    with Index.open(tmp_path, "m-1", 8, owner_what="index") as index:
        owner = read_owner(tmp_path)
        assert owner == index.ownership.owner
        assert owner is not None
        assert (owner.pid, owner.what) == (os.getpid(), "index")
        with pytest.raises(StoreBusy):
            Ownership(tmp_path, "index").acquire()
    assert read_owner(tmp_path) is None


def test_an_index_can_be_looked_at_while_it_is_owned(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(article(1), encoding="utf-8")
    with pytest.raises(StoreMissing):
        Index.inspect(tmp_path / "index")
    index_folder(tmp_path / "corpus", tmp_path / "index")
    process = hold(tmp_path / "index")
    try:
        with Index.inspect(tmp_path / "index") as seen:
            assert seen.ledger.counts().articles == 1
            assert seen.owner is not None
            assert seen.owner.what == "chat"
            assert seen.manifest is not None
            assert seen.manifest.embedder == Counting().fingerprint
    finally:
        process.kill()
        process.communicate()


# The manifest.


def test_a_manifest_says_what_changed_and_only_that(tmp_path: Path) -> None:
    before = Manifest("hashed-1", 8, {"split": 1, "passage_tokens": 256})
    before.write(tmp_path)
    assert Manifest.read(tmp_path) == before
    assert before.differences(before) == []
    after = Manifest("gemma-2", 8, {"split": 1, "passage_tokens": 128})
    said = [each.en for each in before.differences(after)]
    assert len(said) == 2
    assert "hashed-1 → gemma-2" in said[0]
    assert "256 → 128" in said[1]
    assert before.key != after.key
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    assert Manifest.read(tmp_path) is None
    Manifest("hashed-1", 8, {}, format=99).write(tmp_path)
    with pytest.raises(StoreMismatch):
        Manifest.read(tmp_path)


# What a store lost comes back.


@pytest.mark.parametrize("lost", ["chroma", "lexical", "chroma/chroma.sqlite3", "lexical/meta.json"])
def test_what_a_store_lost_is_seen_and_written_again(tmp_path: Path, lost: str) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    for number in range(12):
        (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
    report = index_folder(corpus, folder)
    file = generation(folder) / lost
    if file.is_dir():
        shutil.rmtree(file)
    else:
        file.write_bytes(b"")
    embedder = Counting()
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        assert index.repairs
        assert index.ledger.counts().passages == report.passages  # never «0 articles»
    again = index_folder(corpus, folder, embedder)
    assert (again.unchanged, again.added, again.passages) == (12, (), report.passages)
    assert embedder.seen == []
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        assert index.verify() == []
        assert index.repairs == []
        assert index.vectors.count() == index.lexical.count() == report.passages


@pytest.mark.parametrize("kept", [None, 0, 0.5])
@pytest.mark.parametrize("damaged", ["header.bin", "length.bin", "data_level0.bin", "index_metadata.pickle"])
def test_vectors_are_never_missed_in_silence(tmp_path: Path, damaged: str, kept: float | None) -> None:
    _, passages = made("a.txt", "x" * 1100, list(range(1, 1100)))
    vectors = random_vectors(1100)
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as store:
        store.upsert(passages, vectors)
    (file,) = (tmp_path / "chroma").glob(f"*/{damaged}")
    content = file.read_bytes()
    assert content
    if kept is None:
        shutil.rmtree(file.parent)
    else:
        file.write_bytes(content[: int(len(content) * kept)])
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as store:
        # Empty, so that the next update fills it; not 1,100 passages of which it finds a hundred.
        assert store.count() == 0
        store.upsert(passages, vectors)
        for i in (7, 500, 1090):
            name, similarity = store.query(vectors[i], 5)[0]
            assert name == f"a.txt#{i}"
            assert similarity == pytest.approx(1.0, abs=1e-5)


def test_text_that_differs_between_the_stores_is_found_and_mended(tmp_path: Path) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    for number in range(4):
        (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
    index_folder(corpus, folder)
    embedder = Counting()
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        (passage,) = index.ledger.passages(["2.txt#1"]).values()
        index.vectors.upsert([replace(passage, text="Autre chose.")], random_vectors(1, embedder.dimension))
        assert [(each.where, each.problem, each.passage) for each in index.verify()] == [
            ("chroma", "text", "2.txt#1")
        ]
    assert index_folder(corpus, folder, embedder).embedded == 0
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        assert index.verify() == []


def test_a_whole_graph_is_left_alone(tmp_path: Path) -> None:
    _, passages = made("a.txt", "x" * 1100, list(range(1, 1100)))
    with VectorStore.open(tmp_path / "chroma", "m-1", 8) as store:
        store.upsert(passages, random_vectors(1100))
        store.remove([f"a.txt#{i}" for i in range(0, 1100, 3)])
    assert len(graphs(tmp_path / "chroma")) == 1
    assert remove_broken(tmp_path / "chroma") == []
