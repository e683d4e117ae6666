"""An index made otherwise is built anew beside the one that answers, and takes its place only when whole."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from corpora import (
    SPLITTING,
    Counting,
    article,
    generation,
    index_events,
    index_folder,
    run,
    snapshot,
)
from sourcier.errors import CorpusError, StoreBroken, StoreMismatch
from sourcier.events import IndexFinished, IndexProgress
from sourcier.ingest import segment
from sourcier.settings import SplittingSettings
from sourcier.stores import generations
from sourcier.stores.manifest import Manifest
from sourcier.stores.opened import Index

QUERIES = ("le pont de Brumeval", "la digue")
SMALLER = SplittingSettings(passage_tokens=40)
OTHER = "-other"


def write_articles(corpus: Path, count: int) -> Path:
    corpus.mkdir(exist_ok=True)
    for number in range(count):
        (corpus / f"{number}.txt").write_text(article(number, sentences=6), encoding="utf-8")
    return corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "corpus", 6)


@pytest.fixture
def folder(corpus: Path, tmp_path: Path) -> Path:
    """An index of the corpus, made with the first embedder."""
    index_folder(corpus, tmp_path / "index")
    return tmp_path / "index"


def kept_generations(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("generation-*"))


def test_another_embedder_makes_another_index_and_says_why_and_at_what_cost(
    corpus: Path, folder: Path
) -> None:
    before, other = generation(folder), Counting(version=OTHER)
    events = list(index_events(corpus, folder, other))
    (notice,) = {event.notice for event in events[1:] if isinstance(event, IndexProgress)}
    assert notice is not None
    assert f"{Counting().fingerprint} → {other.fingerprint}" in notice.en
    passages = len(snapshot_of(folder, other)["passages"])  # type: ignore[arg-type]
    assert f"{passages} passages to embed, less than a minute" in notice.en
    last = events[-1]
    assert isinstance(last, IndexFinished)
    assert (last.report.unchanged, last.report.added, last.report.changed) == (6, (), ())
    assert last.report.embedded == last.report.passages == passages
    assert generation(folder) != before
    assert kept_generations(folder) == [generation(folder).name]
    assert index_folder(corpus, folder, other).embedded == 0


def snapshot_of(folder: Path, embedder: Counting) -> dict[str, object]:
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        assert index.vectors.fingerprint == embedder.fingerprint
        assert index.verify() == []
        assert index.vectors.others() == []
        return {
            "passages": {each.id: each for each in index.ledger.all_passages()},
            "vectors": index.vectors.passage_ids(),
            "lexical": index.lexical.passage_ids(),
        }


def test_vectors_of_two_embedders_never_meet_in_one_index(corpus: Path, folder: Path) -> None:
    other = Counting(version=OTHER)
    with Index.open(folder, other.fingerprint, other.dimension) as index:
        assert index.vectors.fingerprint == Counting().fingerprint
        with pytest.raises(StoreMismatch) as refused:
            run(corpus, index, other)
    assert "sourcier index" in refused.value.hint.en


def test_other_rules_embed_only_what_they_cut_otherwise(corpus: Path, folder: Path) -> None:
    embedder = Counting()
    now = index_folder(corpus, folder).passages
    rehearsed = index_folder(corpus, folder, dry_run=True, splitting=SMALLER)
    told = re.search(r"Up to about (\d+) passages to embed", rehearsed.notices[0].en)
    assert told is not None and now * 64 / 40 <= int(told[1]) <= 2 * now
    assert now < rehearsed.embedded <= int(told[1])
    assert index_folder(corpus, folder, embedder, splitting=SMALLER).embedded == len(embedder.seen) - 9
    assert any("40 → 64" in each.en for each in index_folder(corpus, folder).notices)


def test_a_new_version_of_a_rule_embeds_nothing_where_passages_stay(
    corpus: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segment, "VERSION", segment.VERSION + 1)
    report = index_folder(corpus, folder)
    assert (report.embedded, report.unchanged) == (0, 6)
    assert any("parts of an article" in notice.en for notice in report.notices)
    assert snapshot(folder, QUERIES)["passages"]


def test_a_dry_run_says_the_change_and_its_cost_and_does_nothing(corpus: Path, folder: Path) -> None:
    before = {each: each.stat().st_mtime_ns for each in folder.rglob("*") if each.suffix != ".json"}
    there, other = kept_generations(folder), Counting(version=OTHER)
    report = index_folder(corpus, folder, other, dry_run=True)
    assert report.embedded == report.passages > 0
    assert any("passages to embed" in notice.en for notice in report.notices)
    assert kept_generations(folder) == there
    assert before
    with Index.open(folder, other.fingerprint, other.dimension) as index:
        assert index.vectors.fingerprint == Counting().fingerprint


def test_what_a_rebuild_finds_in_the_folder_is_told_against_the_old_index(corpus: Path, folder: Path) -> None:
    (corpus / "new.txt").write_text(article(50), encoding="utf-8")
    (corpus / "1.txt").write_text(article(1, edition=2, sentences=6), encoding="utf-8")
    (corpus / "2.txt").unlink()
    (corpus / "3.txt").rename(corpus / "three.txt")
    embedder = Counting()
    report = index_folder(corpus, folder, embedder, purge=True)
    assert (report.added, report.changed, report.removed) == (("new.txt",), ("1.txt",), ("2.txt",))
    assert (report.moved, report.unchanged) == ((("3.txt", "three.txt"),), 3)
    new = sum("new.txt" not in text for text in embedder.seen)
    assert 0 < report.embedded == len(embedder.seen) == new
    assert snapshot(folder, QUERIES) == snapshot_after(corpus, folder.parent / "clean")


def snapshot_after(corpus: Path, clean: Path) -> dict[str, object]:
    index_folder(corpus, clean)
    return snapshot(clean, QUERIES)


def test_a_rebuild_that_is_cut_short_leaves_the_old_index_and_goes_on(corpus: Path, folder: Path) -> None:
    write_articles(corpus, 60)
    total = index_folder(corpus, folder).passages
    before, other = generation(folder), Counting(version=OTHER)
    events = index_events(corpus, folder, other)
    for event in events:
        if isinstance(event, IndexProgress) and event.doing.en == "Writing":
            break
    events.close()  # type: ignore[attr-defined]
    done = len(other.seen)
    assert 0 < done < total
    assert generation(folder) == before
    assert len(kept_generations(folder)) == 2
    assert len(snapshot(folder, QUERIES)["vectors"]) == total  # type: ignore[arg-type]
    assert index_folder(corpus, folder, other).embedded < total
    assert len(other.seen) <= total + 20  # a sample to measure the cost, twice
    assert len(kept_generations(folder)) == 1
    assert len(snapshot_of(folder, other)["vectors"]) == total  # type: ignore[arg-type]


def test_an_unfinished_index_for_something_else_is_removed(corpus: Path, folder: Path) -> None:
    events = index_events(corpus, folder, Counting(version=OTHER))
    for event in events:
        if isinstance(event, IndexProgress) and event.passages_done:
            break
    events.close()  # type: ignore[attr-defined]
    assert len(kept_generations(folder)) == 2
    third = Counting(version="-third")
    index_folder(corpus, folder, third)
    assert kept_generations(folder) == [generation(folder).name]
    snapshot_of(folder, third)


def test_what_dead_rebuilds_left_is_removed_at_the_next_opening_and_said(corpus: Path, folder: Path) -> None:
    answering = generation(folder)
    index_folder(corpus, folder, purge=True)
    old, half = folder / answering.name, folder / "generation-9"
    shutil.copytree(generation(folder), old)  # the process died before it removed it
    half.mkdir()  # the process died before it wrote the manifest
    (half / "ledger.sqlite").write_bytes(b"")
    with Index.open(folder, "m-1", 8) as index:
        (said,) = index.repairs
        assert "generation-1, generation-9" in said.en
        assert index.ledger.counts().articles == 6
    assert kept_generations(folder) == ["generation-2"]


@pytest.mark.parametrize(
    "pointer", [None, "", "{}", '{"generation": "../../etc"}', '{"generation": "generation-7"}']
)
def test_a_lost_or_damaged_pointer_loses_nothing(corpus: Path, folder: Path, pointer: str | None) -> None:
    events = index_events(corpus, folder, Counting(version=OTHER))
    while len(kept_generations(folder)) < 2:
        next(events)
    events.close()  # type: ignore[attr-defined]
    file = folder / "current.json"
    assert json.loads(file.read_text()) == {"generation": "generation-1"}
    if pointer is None:
        file.unlink()
    else:
        file.write_text(pointer)
    with Index.inspect(folder) as seen:
        assert seen.ledger.counts().articles == 6
    assert index_folder(corpus, folder).unchanged == 6


def test_a_pointer_that_cannot_be_written_leaves_the_old_one(
    corpus: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(generations, "write_json", full)
        with pytest.raises(StoreBroken, match="No space"):
            index_folder(corpus, folder, Counting(version=OTHER))
    assert generation(folder).name == "generation-1"
    assert snapshot(folder, QUERIES)["passages"]


def test_a_rebuild_from_an_emptied_folder_is_refused(corpus: Path, folder: Path) -> None:
    for number in range(4):
        (corpus / f"{number}.txt").unlink()
    with pytest.raises(CorpusError, match="4 of the 6"):
        index_folder(corpus, folder, Counting(version=OTHER))
    assert len(snapshot(folder)["articles"]) == 6  # type: ignore[arg-type]
    assert index_folder(corpus, folder, Counting(version=OTHER), allow_removals=True).removed == tuple(
        f"{number}.txt" for number in range(4)
    )


def test_files_that_are_still_written_keep_their_old_articles(corpus: Path, folder: Path) -> None:
    (corpus / "2.txt").write_text("À moitié", encoding="utf-8")
    before = snapshot(folder)["articles"]
    report = index_folder(corpus, folder, purge=True, leave=["2.txt"])
    assert (report.unchanged, report.removed) == (6, ())
    assert snapshot(folder)["articles"] == before
    assert index_folder(corpus, folder).changed == ("2.txt",)


def test_a_manifest_names_what_changed(tmp_path: Path) -> None:
    now = Manifest("gemma-b", 8, {"split": 2, "passage_tokens": SPLITTING.passage_tokens})
    before = Manifest("gemma-a", 8, {"split": 1, "passage_tokens": SPLITTING.passage_tokens})
    assert [each.en for each in before.differences(now)] == [
        "The embedder changed: gemma-a → gemma-b.",
        "Changed: how passages are cut (1 → 2).",
    ]
