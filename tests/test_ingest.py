"""Indexing follows the folder: only what changed is read and embedded, and nothing is lost or left behind."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora import SPLITTING, Counting, article, index_folder, run, snapshot
from sourcier.errors import CorpusError, ModelUnreachable, StoreBroken
from sourcier.events import IndexFinished, IndexProgress
from sourcier.ingest.refusals import need_room
from sourcier.ingest.store import update
from sourcier.settings import SplittingSettings
from sourcier.stores.opened import Index
from sourcier.types import Bilingual, Kind, Passage

QUERIES = ("le pont de Brumeval", "la digue", "huit mois de travaux au théâtre")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "archives").mkdir(parents=True)
    for number in range(6):
        (folder / f"{number}.txt").write_text(article(number), encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    embedder = Counting()
    with Index.open(tmp_path / "index", embedder.fingerprint, embedder.dimension) as opened:
        yield opened


def passages(index: Index) -> dict[str, Passage]:
    return {each.id: each for each in index.ledger.all_passages()}


def test_a_first_run_indexes_every_passage_in_every_store(corpus: Path, index: Index) -> None:
    embedder = Counting()
    events = list(update(corpus, index, embedder, splitting=SPLITTING))
    assert isinstance(events[-1], IndexFinished)
    report = events[-1].report
    assert report.added == tuple(f"{number}.txt" for number in range(6))
    assert report.passages == report.embedded == len(embedder.seen) > 12
    there = passages(index)
    assert set(there) == index.vectors.passage_ids() == index.lexical.passage_ids()
    for each in there.values():
        assert (corpus / each.path).read_text(encoding="utf-8")[each.start : each.end] == each.text
    progress = [event for event in events if isinstance(event, IndexProgress)]
    assert progress[0].files_total == 0
    assert {event.files_total for event in progress[1:]} == {6}
    assert progress[-1].files_done == 6
    assert progress[-1].passages_done == report.passages
    assert [event.seconds for event in progress] == sorted(event.seconds for event in progress)


def test_the_title_precedes_what_it_says_something_of(tmp_path: Path, index: Index) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.html").write_text(
        "<html><head><title>La digue cède à Brumeval</title></head><body><article>"
        f"<h1>La digue cède à Brumeval</h1><p>{article(1)}</p><p>Partager cet article sur Facebook</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    embedder = Counting()
    run(tmp_path / "corpus", index, embedder)
    kinds = {each.text: each.kind for each in passages(index).values()}
    head = "La digue cède à Brumeval\n"
    assert Kind.REPORT in {kinds[each.removeprefix(head)] for each in embedder.seen if each.startswith(head)}
    alone = {kinds[each] for each in embedder.seen if each in kinds}
    assert alone == {Kind.TITLE, Kind.BOILERPLATE}


def test_nothing_changed_embeds_nothing(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    embedder = Counting()
    report = run(corpus, index, embedder)
    assert (report.unchanged, report.added, report.changed, report.removed) == (6, (), (), ())
    assert embedder.seen == []


def test_unchanged_files_are_not_even_read(corpus: Path, index: Index) -> None:
    old = time.time() - 3600
    for file in corpus.glob("*.txt"):
        os.utime(file, (old, old))
    time.sleep(2.1)  # times closer than that to the run prove nothing, and the file is hashed
    run(corpus, index, Counting())
    events = list(update(corpus, index, Counting(), splitting=SPLITTING))
    assert not any(isinstance(event, IndexProgress) and event.file for event in events)


def test_touching_a_file_embeds_nothing(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    os.utime(corpus / "2.txt", (1, 1))
    embedder = Counting()
    report = run(corpus, index, embedder)
    assert (report.unchanged, report.changed, embedder.seen) == (6, (), [])
    assert index.ledger.files()["2.txt"].mtime_ns == 1_000_000_000


def test_other_content_of_the_same_size_and_time_is_seen(corpus: Path, index: Index) -> None:
    file = corpus / "2.txt"
    before = file.stat()
    time.sleep(2.1)
    run(corpus, index, Counting())
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("comme prévu", "contre avis", 1), encoding="utf-8")
    file.write_bytes(file.read_bytes().ljust(before.st_size)[: before.st_size])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(corpus, index, Counting()).changed == ("2.txt",)


def test_moving_a_file_embeds_nothing_and_moves_its_citations(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    before = passages(index)
    (corpus / "2.txt").rename(corpus / "archives" / "deux.txt")
    embedder = Counting()
    report = run(corpus, index, embedder)
    assert report.moved == (("2.txt", "archives/deux.txt"),)
    assert (report.added, report.removed, report.changed, report.unchanged) == ((), (), (), 5)
    assert embedder.seen == []
    after = passages(index)
    assert [each.text for each in after.values() if each.path == "archives/deux.txt"] == [
        each.text for each in before.values() if each.path == "2.txt"
    ]
    assert not any(each.path == "2.txt" for each in after.values())
    assert set(after) == index.vectors.passage_ids() == index.lexical.passage_ids()


def test_an_edit_embeds_only_the_passages_it_touches(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    before = {each.text for each in passages(index).values()}
    (corpus / "2.txt").write_text(article(2, edition=2), encoding="utf-8")
    embedder = Counting()
    report = run(corpus, index, embedder)
    assert (report.changed, report.unchanged) == (("2.txt",), 5)
    assert report.embedded == len(embedder.seen) == 1
    assert "édition 2" in embedder.seen[0]
    after = passages(index)
    assert {each.text for each in after.values()} - before == {
        each.text for each in after.values() if "édition 2" in each.text
    }


def test_a_shorter_edition_leaves_no_old_passage(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    (corpus / "2.txt").write_text(article(2, sentences=2), encoding="utf-8")
    run(corpus, index, Counting())
    there = passages(index)
    assert set(there) == index.vectors.passage_ids() == index.lexical.passage_ids()
    assert index.verify() == []


def test_a_removed_article_is_in_no_store(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    (corpus / "2.txt").unlink()
    report = run(corpus, index, Counting())
    assert (report.removed, report.unchanged) == (("2.txt",), 5)
    for ids in (set(passages(index)), index.vectors.passage_ids(), index.lexical.passage_ids()):
        assert ids
        assert not any(each.startswith("2.txt#") for each in ids)
    assert index.ledger.article("2.txt") is None
    assert "2.txt" not in index.ledger.files()
    (corpus / "2.txt").write_text(article(2), encoding="utf-8")
    assert run(corpus, index, Counting()).added == ("2.txt",)


def test_two_files_of_one_name_and_one_text_are_two_articles(corpus: Path, index: Index) -> None:
    (corpus / "archives" / "1.txt").write_text(article(1), encoding="utf-8")
    report = run(corpus, index, Counting())
    assert {"1.txt", "archives/1.txt"} <= set(report.added)
    paths = {each.path for each in passages(index).values()}
    assert {"1.txt", "archives/1.txt"} <= paths
    (corpus / "1.txt").unlink()
    assert run(corpus, index, Counting()).removed == ("1.txt",)
    assert index.ledger.article("archives/1.txt") is not None


def test_a_copy_embeds_nothing(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    (corpus / "copie.txt").write_text(article(3), encoding="utf-8")
    embedder = Counting()
    assert run(corpus, index, embedder).added == ("copie.txt",)
    assert embedder.seen == []


def test_a_failing_file_is_reported_once_each_run_until_it_is_mended(corpus: Path, index: Index) -> None:
    (corpus / "vide.txt").write_text("", encoding="utf-8")
    (corpus / "image.png").write_bytes(b"\x89PNG")
    for _ in range(3):
        report = run(corpus, index, Counting())
        assert sorted(each.file for each in report.failed) == ["image.png", "vide.txt"]
        assert all(each.reason.fr and each.reason.en for each in report.failed)
    assert index.ledger.counts().failed == 2
    (corpus / "vide.txt").write_text(article(7), encoding="utf-8")
    (corpus / "image.png").unlink()
    report = run(corpus, index, Counting())
    assert (report.added, report.failed) == (("vide.txt",), ())


def lines(edits: dict[int, str] | None = None, count: int = 5) -> str:
    edits = edits or {}
    return "".join(
        json.dumps({"id": i, "title": f"Titre {i}", "text": edits.get(i, article(i))}, ensure_ascii=False)
        + "\n"
        for i in range(count)
    )


def test_one_changed_line_embeds_that_article_only(corpus: Path, index: Index) -> None:
    file = corpus / "depeches.jsonl"
    file.write_text(lines(), encoding="utf-8")
    assert len(run(corpus, index, Counting()).added) == 11
    file.write_text(lines({3: "Une dépêche toute neuve, sans rapport avec le reste."}), encoding="utf-8")
    embedder = Counting()
    report = run(corpus, index, embedder)
    assert (report.changed, report.unchanged) == (("depeches.jsonl#3",), 10)
    assert all("toute neuve" in text for text in embedder.seen)
    assert report.embedded == len(embedder.seen) == 1
    file.write_text(lines(count=4) + "{\n", encoding="utf-8")
    report = run(corpus, index, Counting())
    assert report.removed == ("depeches.jsonl#4",)
    assert report.changed == ("depeches.jsonl#3",)
    assert [each.file for each in report.failed] == ["depeches.jsonl"]
    assert "5" in report.failed[0].reason.en


def test_a_refused_passage_is_found_by_its_words_and_said(corpus: Path, index: Index) -> None:
    embedder = Counting(refuses="édition 1")
    report = run(corpus, index, embedder)
    assert any("refused" in notice.en for notice in report.notices)
    without = set(passages(index)) - index.vectors.passage_ids()
    assert len(without) == 6
    assert set(passages(index)) == index.lexical.passage_ids()
    assert report.embedded == report.passages - 6
    # And that is a settled state: the next run has nothing to do.
    again = Counting()
    assert index.reconcile() == []
    assert run(corpus, index, again).unchanged == 6
    assert again.seen == []


def test_a_failing_embedder_loses_nothing_and_the_next_run_goes_on(corpus: Path, tmp_path: Path) -> None:
    batches = iter([None, None])

    def fail() -> None:
        if next(batches, "over") == "over":
            raise ModelUnreachable(Bilingual("injoignable", "unreachable"), Bilingual("?", "?"))

    for number in range(6, 120):
        (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
    folder = tmp_path / "index"
    with pytest.raises(ModelUnreachable):
        index_folder(corpus, folder, Counting(before=fail))
    with Index.inspect(folder) as seen:
        done = seen.ledger.counts()
    assert 0 < done.articles < 120
    embedder = Counting()
    report = index_folder(corpus, folder, embedder)
    assert len(report.added) == 120 - done.articles
    assert len(embedder.seen) == report.passages - done.passages


def test_closing_the_generator_keeps_what_is_done(corpus: Path, tmp_path: Path) -> None:
    for number in range(6, 60):
        (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
    folder, clean, embedder = tmp_path / "index", tmp_path / "clean", Counting()
    for stop_after in (1, 5, 20, 30):
        with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
            events = update(corpus, index, embedder, splitting=SPLITTING)
            for _ in range(stop_after):
                next(events)
            events.close()
            assert index.ledger.unsettled() == {}
            assert index.verify() == []
    index_folder(corpus, folder)
    index_folder(corpus, clean)
    assert snapshot(folder, QUERIES) == snapshot(clean, QUERIES)


def test_stopping_ends_with_a_report_that_says_so(corpus: Path, index: Index) -> None:
    for number in range(6, 120):
        (corpus / f"{number}.txt").write_text(article(number), encoding="utf-8")
    seen: list[IndexProgress] = []
    last = None
    for event in update(corpus, index, Counting(), splitting=SPLITTING, stopped=lambda: len(seen) > 40):
        last = event
        if isinstance(event, IndexProgress):
            seen.append(event)
    assert isinstance(last, IndexFinished)
    assert last.report.cancelled
    assert len(last.report.added) == index.ledger.counts().articles < 120
    assert run(corpus, index, Counting()).unchanged == len(last.report.added)


def test_a_dry_run_says_all_and_changes_nothing(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    before = passages(index)
    (corpus / "0.txt").unlink()
    (corpus / "1.txt").rename(corpus / "un.txt")
    (corpus / "2.txt").write_text(article(2, edition=2), encoding="utf-8")
    (corpus / "neuf.txt").write_text(article(9), encoding="utf-8")
    embedder = Counting()
    dry = run(corpus, index, embedder, dry_run=True)
    assert embedder.seen == []
    assert passages(index) == before
    done = run(corpus, index, embedder)
    for report in (dry, done):
        assert report.added == ("neuf.txt",)
        assert report.changed == ("2.txt",)
        assert report.removed == ("0.txt",)
        assert report.moved == (("1.txt", "un.txt"),)
        assert report.unchanged == 3
    assert (dry.passages, dry.embedded) == (done.passages, done.embedded)
    assert (dry.dry_run, done.dry_run) == (True, False)


# Harm that is refused.


def test_a_run_that_would_fill_the_disk_does_not_begin(corpus: Path, index: Index) -> None:
    huge = corpus / "énorme.txt"
    with huge.open("wb") as file:  # sparse: it takes no room itself
        file.truncate(shutil.disk_usage(corpus).free // 6)
    with pytest.raises(StoreBroken, match="are needed"):
        need_room(index.folder, [(huge.name, huge.stat().st_size)])
    need_room(index.folder, [("images.pdf", huge.stat().st_size // 6)])
    need_room(index.folder)


def test_an_empty_folder_is_said(tmp_path: Path, index: Index) -> None:
    (tmp_path / "vide").mkdir()
    report = run(tmp_path / "vide", index, Counting())
    assert (report.added, report.passages) == ((), 0)
    assert any("no file" in notice.en for notice in report.notices)


def test_a_missing_folder_deletes_nothing(corpus: Path, index: Index, tmp_path: Path) -> None:
    run(corpus, index, Counting())
    before = passages(index)
    corpus.rename(tmp_path / "elsewhere")
    with pytest.raises(CorpusError, match="does not exist"):
        run(corpus, index, Counting())
    assert passages(index) == before
    assert index.vectors.passage_ids() == set(before)


def test_losing_more_than_half_at_once_is_refused_until_it_is_wanted(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    for number in range(4):
        (corpus / f"{number}.txt").unlink()
    with pytest.raises(CorpusError, match="4 of the 6") as refused:
        run(corpus, index, Counting())
    assert "--allow-removals" in refused.value.hint.fr
    assert index.ledger.counts().articles == 6
    report = run(corpus, index, Counting(), allow_removals=True)
    assert (len(report.removed), report.unchanged) == (4, 2)


def test_emptying_a_jsonl_is_refused_too(corpus: Path, index: Index) -> None:
    (corpus / "depeches.jsonl").write_text(lines(count=30), encoding="utf-8")
    run(corpus, index, Counting())
    (corpus / "depeches.jsonl").write_text(lines(count=1), encoding="utf-8")
    with pytest.raises(CorpusError, match="29 of the 36"):
        run(corpus, index, Counting())
    assert index.ledger.counts().articles == 36


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_read_any_more_stays_indexed(corpus: Path, index: Index) -> None:
    (corpus / "archives" / "a.txt").write_text(article(11), encoding="utf-8")
    run(corpus, index, Counting())
    (corpus / "archives").chmod(0o000)
    (corpus / "1.txt").chmod(0o000)
    try:
        report = run(corpus, index, Counting())
        assert report.removed == ()
        assert {"1.txt", "archives"} <= {each.file for each in report.failed}
        assert index.ledger.article("archives/a.txt") is not None
        assert index.ledger.article("1.txt") is not None
    finally:
        (corpus / "archives").chmod(0o700)
        (corpus / "1.txt").chmod(0o600)
    report = run(corpus, index, Counting())
    assert (report.failed, report.unchanged) == ((), 7)


# Made otherwise.


def test_other_sizes_of_passages_are_applied_to_all_articles(corpus: Path, index: Index) -> None:
    run(corpus, index, Counting())
    small = len(passages(index))
    list(update(corpus, index, Counting(), splitting=SplittingSettings(passage_tokens=200)))
    assert len(passages(index)) < small
    assert index.verify() == []


# Whatever happens to the folder, the index ends as if built from it at once.

EDIT = st.tuples(
    st.sampled_from(["write", "remove", "move", "touch", "copy"]), st.integers(0, 5), st.integers(0, 5)
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(EDIT, max_size=5), min_size=1, max_size=3))
def test_any_history_ends_in_the_index_of_a_clean_build(
    rounds: list[list[tuple[str, int, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("history")
    corpus, embedder = base / "corpus", Counting()
    corpus.mkdir()
    with Index.open(base / "index", embedder.fingerprint, embedder.dimension) as index:
        for edits in rounds:
            for what, a, b in edits:
                source, target = corpus / f"{a}.txt", corpus / f"{b}.txt"
                if what == "write":
                    source.write_text(article(b, edition=a, sentences=4), encoding="utf-8")
                elif not source.exists():
                    continue
                elif what == "remove":
                    source.unlink()
                elif what == "move":
                    source.replace(target)
                elif what == "touch":
                    source.touch()
                elif source != target:
                    target.write_bytes(source.read_bytes())
            run(corpus, index, embedder, allow_removals=True)
    index_folder(corpus, base / "clean")
    assert snapshot(base / "index", QUERIES) == snapshot(base / "clean", QUERIES)
