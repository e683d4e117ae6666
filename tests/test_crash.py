"""Killed anywhere, indexing leaves an index that the next run completes to that of a clean build."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from corpora import Counting, article, generation, index_folder, snapshot
from crash_child import POINTS, run_child
from forked import launch, warm_process
from sourcier.stores.lexical import LexicalIndex
from sourcier.stores.opened import Index

__all__ = ["warm_process"]

QUERIES = ("le pont de Brumeval", "la digue", "huit mois de travaux au théâtre")
ARTICLES = 60


def write_corpus(corpus: Path, count: int) -> None:
    corpus.mkdir()
    for number in range(count):
        (corpus / f"{number}.txt").write_text(article(number, sentences=6), encoding="utf-8")


def edit(corpus: Path) -> None:
    """Add, change, shorten, remove and move."""
    (corpus / "nouveau.txt").write_text(article(901, sentences=6), encoding="utf-8")
    (corpus / "1.txt").write_text(article(1, edition=2, sentences=6), encoding="utf-8")
    (corpus / "2.txt").write_text(article(2, sentences=2), encoding="utf-8")
    (corpus / "3.txt").unlink()
    (corpus / "4.txt").rename(corpus / "quatre.txt")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus and its index, before the edits."""
    base = tmp_path_factory.mktemp("before")
    write_corpus(base / "corpus", 8)
    index_folder(base / "corpus", base / "index")
    return base


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a clean build of the edited corpus gives."""
    base = tmp_path_factory.mktemp("after")
    shutil.copytree(before / "corpus", base / "corpus")
    edit(base / "corpus")
    index_folder(base / "corpus", base / "index")
    return snapshot(base / "index", QUERIES)


@pytest.mark.parametrize("point", POINTS)
def test_killed_when(point: str, before: Path, after: dict[str, object], tmp_path: Path) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "index"
    shutil.copytree(before / "corpus", corpus)
    shutil.copytree(before / "index", folder)
    edit(corpus)
    process = launch(run_child, corpus, folder, point)
    process.join(60)
    assert process.exitcode is not None
    assert process.exitcode < 0 or os.name == "nt"
    assert process.exitcode != 0
    # Half-way, every passage that can be found is exactly where its article says.
    embedder = Counting()
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        found = [name for name, _ in index.vectors.query(embedder.get_query_embedding(QUERIES[0]), 50)]
        for passage in index.ledger.passages(found).values():
            known = index.ledger.article(passage.article_id)
            assert known is not None
            assert known.text[passage.start : passage.end] == passage.text
    index_folder(corpus, folder)
    assert snapshot(folder, QUERIES) == after


def test_killed_before_a_file_went_back_to_what_it_was(before: Path, tmp_path: Path) -> None:
    corpus, folder = tmp_path / "corpus", tmp_path / "index"
    shutil.copytree(before / "corpus", corpus)
    shutil.copytree(before / "index", folder)
    edit(corpus)
    launch(run_child, corpus, folder, "Chroma has the passages").join(60)
    shutil.rmtree(corpus)
    shutil.copytree(before / "corpus", corpus)
    index_folder(corpus, folder)
    assert snapshot(folder, QUERIES) == snapshot(before / "index", QUERIES)


def test_killed_between_the_files_of_tantivy_and_its_list_of_them(before: Path, tmp_path: Path) -> None:
    """What is left is in the way of files of the same names, which the next run writes."""
    corpus, folder = tmp_path / "corpus", tmp_path / "index"
    shutil.copytree(before / "corpus", corpus)
    shutil.copytree(before / "index", folder)
    (corpus / "3.txt").unlink()
    known = (generation(folder) / "lexical" / "meta.json").read_bytes()
    with LexicalIndex.open(generation(folder) / "lexical") as lexical:
        lexical.remove("3.txt")
        lexical.commit()
    assert list((generation(folder) / "lexical").glob("*.del"))
    (generation(folder) / "lexical" / "meta.json").write_bytes(known)
    index_folder(corpus, folder)
    index_folder(corpus, tmp_path / "clean")
    assert snapshot(folder, QUERIES) == snapshot(tmp_path / "clean", QUERIES)


def test_killed_again_and_again_at_any_moment(tmp_path: Path) -> None:
    corpus, folder, chance = tmp_path / "corpus", tmp_path / "index", random.Random(20_260_101)
    write_corpus(corpus, ARTICLES)
    started = time.monotonic()
    launch(run_child, corpus, tmp_path / "measured", None).join(120)
    usual = time.monotonic() - started
    killed = 0
    for turn in range(40):
        if killed == 6:
            break
        for number in chance.sample(range(ARTICLES), 12):
            file = corpus / f"{number}.txt"
            match chance.choice(["write", "remove", "move"]):
                case "write":
                    file.write_text(article(number, edition=turn + 2, sentences=6), encoding="utf-8")
                case "remove":
                    file.unlink(missing_ok=True)
                case "move" if file.exists():
                    file.replace(corpus / f"{chance.randrange(ARTICLES)}.txt")
        process, started = launch(run_child, corpus, folder, None), time.monotonic()
        process.join(chance.uniform(0.02, usual))
        process.kill()
        process.join(60)
        if process.exitcode == 0:  # it was done before: strike sooner
            usual = min(usual, time.monotonic() - started)
        else:
            killed += 1
    assert killed == 6
    index_folder(corpus, folder, allow_removals=True)
    index_folder(corpus, tmp_path / "clean")
    assert snapshot(folder, QUERIES) == snapshot(tmp_path / "clean", QUERIES)
