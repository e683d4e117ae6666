"""`sourcier verify-index` finds every difference that can be made between folder and stores, and mends it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpora import SPLITTING, Counting, article, index_folder, snapshot
from sourcier.events import AuditFinished, AuditReport
from sourcier.ingest.verify_index import verify_index
from sourcier.stores.opened import Index
from sourcier.types import Passage

QUERIES = ("le pont de Brumeval", "la digue")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("built")
    (base / "corpus").mkdir()
    for number in range(6):
        (base / "corpus" / f"{number}.txt").write_text(article(number), encoding="utf-8")
    index_folder(base / "corpus", base / "index")
    return base


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "place")
    return tmp_path / "place"


def verified(index: Index, corpus: Path, *, repair: bool = False) -> AuditReport:
    events = list(verify_index(corpus, index, Counting(), splitting=SPLITTING, repair=repair))
    assert isinstance(events[-1], AuditFinished)
    return events[-1].report


def opened(place: Path) -> Index:
    embedder = Counting()
    return Index.open(place / "index", embedder.fingerprint, embedder.dimension)


def passage(index: Index, name: str = "2.txt#1") -> Passage:
    (found,) = index.ledger.passages([name]).values()
    return found


def sql(index: Index, *statements: str) -> None:
    index.ledger._connection.execute("PRAGMA foreign_keys = OFF")
    for each in statements:
        index.ledger._connection.execute(each)
    index.ledger._connection.execute("PRAGMA foreign_keys = ON")


def another_vector(index: Index, *statements: str) -> None:
    sql(index, *statements)
    (other,) = index.vectors.stored(["3.txt#2"])
    index.vectors.upsert([passage(index)], [other.vector])


def another_document(index: Index, **changed: object) -> None:
    kept = index.ledger.passages(index.ledger.passage_ids(["2.txt"]))
    kept["2.txt#1"] = replace(kept["2.txt#1"], **changed)  # type: ignore[arg-type]  # names vary
    in_tantivy(index, "2.txt", list(kept.values()))


def in_tantivy(index: Index, article_id: str, passages: list[Passage]) -> None:
    index.lexical.replace(article_id, passages)
    index.lexical.commit()


def document_twice(index: Index) -> None:
    kept = index.ledger.passages(index.ledger.passage_ids(["2.txt"]))
    in_tantivy(index, "2.txt", [*kept.values(), kept["2.txt#1"]])


# What is done to the stores → the differences that it makes, and how many passages must be embedded again.
STORES: dict[str, tuple[Callable[[Index], object], set[tuple[str, str, str | None]], int]] = {
    "Chroma lost a passage": (
        lambda index: index.vectors.remove(["2.txt#1"]), {("chroma", "missing", "2.txt#1")}, 0,
    ),
    "Chroma has one too many": (
        lambda index: index.vectors.upsert(
            [replace(passage(index), id="parti.txt#0", article_id="parti.txt")],
            [[1.0] * index.vectors.dimension],
        ),
        {("chroma", "extra", "parti.txt#0")}, 0,
    ),
    "Chroma has another text": (
        lambda index: index.vectors.upsert(
            [replace(passage(index), text="Autre.")], [index.vectors.stored(["2.txt#1"])[0].vector]
        ),
        {("chroma", "text", "2.txt#1")}, 0,
    ),
    "Chroma has other metadata": (
        lambda index: index.vectors.upsert(
            [replace(passage(index), outlet="Autre")], [index.vectors.stored(["2.txt#1"])[0].vector]
        ),
        {("chroma", "metadata", "2.txt#1")}, 0,
    ),
    "Chroma has another vector": (another_vector, {("chroma", "vector", "2.txt#1")}, 0),
    "Tantivy lost an article": (
        lambda index: in_tantivy(index, "0.txt", []),
        {("lexical", "missing", f"0.txt#{i}") for i in range(13)}, 0,
    ),
    "Tantivy has one too many": (
        lambda index: in_tantivy(index, "parti.txt", [replace(passage(index), id="parti.txt#0")]),
        {("lexical", "extra", "parti.txt#0")}, 0,
    ),
    "Tantivy has other words": (
        lambda index: another_document(index, text="Autre chose."), {("lexical", "fields", "2.txt#1")}, 0,
    ),
    "Tantivy has another outlet": (
        lambda index: another_document(index, outlet="Autre"), {("lexical", "fields", "2.txt#1")}, 0,
    ),
    "Tantivy has another date": (
        lambda index: another_document(index, published="2021-02-03"), {("lexical", "fields", "2.txt#1")}, 0,
    ),
    "Tantivy has one twice": (document_twice, {("lexical", "twice", "2.txt#1")}, 0),
    "a copy is damaged": (
        lambda index: sql(index, "UPDATE vectors SET packed = x'00' WHERE passage_id = '2.txt#1'"),
        {("ledger", "copy", "2.txt#1")}, 0,
    ),
    "a vector is wrong, and its copy damaged": (
        lambda index: another_vector(index, "UPDATE vectors SET packed = x'00' WHERE passage_id = '2.txt#1'"),
        {("chroma", "vector", "2.txt#1"), ("ledger", "copy", "2.txt#1")}, 1,
    ),
    "the ledger has another text": (
        lambda index: sql(
            index, "UPDATE articles SET text = replace(text, 'mairie', 'MAIRIE') WHERE id = '2.txt'"
        ),
        {("ledger", "text", f"2.txt#{i}") for i in range(1, 13)}, 0,
    ),
    "the ledger has offsets outside the text": (
        lambda index: sql(index, "UPDATE passages SET end = 99999 WHERE id = '2.txt#12'"),
        {("ledger", "offsets", "2.txt#12")}, 0,
    ),
    "the ledger has a row that cannot be read": (
        lambda index: sql(index, "UPDATE articles SET provenance = '{' WHERE id = '2.txt'"),
        {("ledger", "article", None)}, 0,
    ),
    "the ledger has a row without its article": (
        lambda index: sql(index, "INSERT INTO segments VALUES ('parti.txt', 0, 'report', 0, 1)"),
        {("ledger", "reference", None)}, 0,
    ),
    "an article belongs to no file": (
        lambda index: sql(
            index,
            "DELETE FROM files WHERE path = '2.txt'",
            "UPDATE articles SET path = 'x' WHERE id = '2.txt'",
        ),
        {("ledger", "orphan", None), ("folder", "new", None)}, 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", STORES)
def test_what_differs_between_the_stores_is_named_and_mended(place: Path, built: Path, what: str) -> None:
    damage, expected, embedded = STORES[what]
    with opened(place) as index:
        assert verified(index, place / "corpus").differences == ()
        damage(index)
        report = verified(index, place / "corpus")
        named = {(each.where, each.problem, each.passage) for each in report.differences}
        assert expected <= named
        # Another path of the article shows in Chroma's metadata, too.
        assert named <= expected | {("chroma", "metadata", f"2.txt#{i}") for i in range(13)}
        mended = verified(index, place / "corpus", repair=True)
        assert mended.differences == report.differences
        assert (mended.remaining, mended.embedded) == ((), embedded)
    assert snapshot(place / "index", QUERIES) == snapshot(built / "index", QUERIES)


def same_times(file: Path, text: str) -> None:
    """Another content of the same length under the same times: only its bytes say so."""
    at = file.stat()
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))


FOLDER: dict[str, tuple[Callable[[Path], object], tuple[str, str]]] = {
    "new": (lambda corpus: (corpus / "neuf.txt").write_text(article(9), "utf-8"), ("new", "neuf.txt")),
    "changed": (
        lambda corpus: same_times(
            corpus / "3.txt", (corpus / "3.txt").read_text("utf-8").replace("travaux", "TRAVAUX")
        ),
        ("changed", "3.txt"),
    ),
    "moved": (lambda corpus: (corpus / "3.txt").rename(corpus / "trois.txt"), ("moved", "trois.txt")),
    "gone": (lambda corpus: (corpus / "3.txt").unlink(), ("gone", "3.txt")),
}  # fmt: skip


@pytest.mark.parametrize("what", FOLDER)
def test_what_differs_from_the_folder_is_named_and_taken_in(place: Path, what: str) -> None:
    change, expected = FOLDER[what]
    change(place / "corpus")
    with opened(place) as index:
        found = verified(index, place / "corpus").differences
        assert [(each.problem, each.article) for each in found if each.where == "folder"] == [expected]
        mended = verified(index, place / "corpus", repair=True)
        assert mended.remaining == ()
        assert mended.update is not None
    index_folder(place / "corpus", place / "clean")
    assert snapshot(place / "index", QUERIES) == snapshot(place / "clean", QUERIES)


def test_another_process_than_the_owner_repairs_nothing_by_halves(place: Path) -> None:
    """Closed half-way, a repair leaves what the next one completes."""
    with opened(place) as index:
        index.vectors.remove(index.vectors.passage_ids())
        steps = verify_index(place / "corpus", index, Counting(), splitting=SPLITTING, repair=True)
        for _ in range(4):
            next(steps)
        steps.close()
        assert verified(index, place / "corpus", repair=True).remaining == ()
        assert verified(index, place / "corpus").differences == ()


def test_the_command_says_what_differs_and_what_it_did(place: Path) -> None:
    def sourcier(*arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SOURCIER_")}
        kept |= {
            "SOURCIER_SPLITTING__PASSAGE_TOKENS": "64",
            "PYTHONIOENCODING": "utf-8",
            "LANG": "fr_FR.UTF-8",
        }
        return subprocess.run(
            [sys.executable, "-m", "sourcier.cli", "verify-index", "--no-model", *arguments,
             "--corpus", "corpus", "--index", "index"],
            cwd=place, env=kept, capture_output=True, encoding="utf-8", timeout=120,
        )  # fmt: skip

    (place / "corpus" / "3.txt").unlink()
    found = sourcier()
    assert (found.returncode, "! folder 3.txt: fichier disparu" in found.stdout) == (1, True), found.stderr
    assert "sourcier verify-index --repair" in found.stdout
    mended = sourcier("--repair", "--json")
    report = json.loads(mended.stdout)
    assert (mended.returncode, report["repaired"], report["remaining"]) == (0, True, [])
    assert [(each["where"], each["problem"]) for each in report["differences"]] == [("folder", "gone")]
    assert report["update"]["removed"] == ["3.txt"]
    well = sourcier("--language", "en")
    assert (well.returncode, "all is well" in well.stdout) == (0, True)
    shutil.rmtree(place / "corpus")
    assert sourcier().returncode == 3
