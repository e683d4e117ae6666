"""A folder watched for real: what is reported, when, and that nothing is left running."""

from __future__ import annotations

import queue
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sourcier.ingest import watch as watching
from sourcier.ingest.watch import FolderBack, FolderGone, Growing, Moment, Settled, Watch

SETTLE = 0.6


class Seen:
    """The moments of a watch that runs in a thread."""

    def __init__(self) -> None:
        self._arrived: queue.Queue[Moment] = queue.Queue()

    def put(self, moment: Moment) -> None:
        self._arrived.put(moment)

    def next(self, seconds: float = 20.0) -> Moment:
        return self._arrived.get(timeout=seconds)

    def settled(self) -> Settled:
        moment = self.next()
        assert isinstance(moment, Settled), moment
        return moment

    def quiet(self, seconds: float) -> bool:
        try:
            self._arrived.get(timeout=seconds)
        except queue.Empty:
            return True
        return False


@contextmanager
def watched(folder: Path, *, polling: bool = False) -> Iterator[Seen]:
    """The moments as they come; the first, which says nothing, is taken off."""
    stop, seen = threading.Event(), Seen()

    def run() -> None:
        for moment in Watch(folder, stop, settle_seconds=SETTLE, polling=polling).moments():
            seen.put(moment)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        if folder.is_dir():
            assert seen.settled() == Settled()
        yield seen
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "old.txt").write_text("old", encoding="utf-8")
    return made


@pytest.mark.parametrize("polling", [False, True], ids=["reported", "polled"])
def test_added_changed_renamed_and_removed_files_are_one_batch_each(folder: Path, polling: bool) -> None:
    with watched(folder, polling=polling) as seen:
        (folder / "new.txt").write_text("new", encoding="utf-8")
        assert seen.settled() == Settled(("new.txt",))
        (folder / "old.txt").write_text("older", encoding="utf-8")
        assert seen.settled() == Settled(("old.txt",))
        (folder / "new.txt").rename(folder / "renamed.txt")
        assert seen.settled() == Settled(("new.txt", "renamed.txt"))
        (folder / "old.txt").unlink()
        assert seen.settled() == Settled(("old.txt",))


def test_a_file_is_reported_when_it_has_stopped_growing(folder: Path) -> None:
    with watched(folder) as seen, (folder / "slow.txt").open("w", encoding="utf-8") as file:
        for _ in range(8):
            file.write("more\n")
            file.flush()
            time.sleep(SETTLE / 3)
        ended = time.monotonic()
        assert seen.settled() == Settled(("slow.txt",))
        assert time.monotonic() - ended > SETTLE / 2


def test_a_file_that_never_rests_holds_no_other_back_and_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_GROWING_SECONDS", 4.0)
    stop = threading.Event()

    def grow() -> None:
        with (folder / "endless.txt").open("w", encoding="utf-8") as file:
            while not stop.wait(SETTLE / 4):
                file.write("more\n")
                file.flush()

    with watched(folder) as seen:
        thread = threading.Thread(target=grow)
        thread.start()
        try:
            (folder / "other.txt").write_text("other", encoding="utf-8")
            assert seen.settled() == Settled(("other.txt",), frozenset({"endless.txt"}))
            told = seen.next()
            assert isinstance(told, Growing)
            assert told.file == "endless.txt"
        finally:
            stop.set()
            thread.join()
        assert seen.settled() == Settled(("endless.txt",)), "told once, then taken in at last"


def test_a_burst_of_thousands_is_one_batch(folder: Path) -> None:
    with watched(folder) as seen:
        (folder / "sub").mkdir()
        for number in range(3000):
            (folder / "sub" / f"{number}.txt").write_text("x", encoding="utf-8")
        found: set[str] = set()
        batches = 0
        while len(found) < 3000:
            found |= set(seen.settled().changed)
            batches += 1
        assert batches <= 3  # one, unless writing them took longer than others are held back
        assert found == {f"sub/{number}.txt" for number in range(3000)}


def test_a_folder_moved_in_whole_is_seen(folder: Path) -> None:
    made = folder.parent / "made"
    made.mkdir()
    (made / "in.txt").write_text("in", encoding="utf-8")
    with watched(folder) as seen:
        made.rename(folder / "sub")
        assert seen.settled() == Settled(("sub/in.txt",))


def test_hidden_and_unfinished_files_wake_nobody(folder: Path) -> None:
    names = (".hidden", "a.txt.part", "b.pdf.crdownload", "~$c.docx", ".d.txt.swp", "e.txt~", "f.TMP")
    with watched(folder) as seen:
        for name in names:
            (folder / name).write_text("x", encoding="utf-8")
        assert seen.quiet(SETTLE * 4)
        # A download ends by a rename; until then its empty place is not taken for an article.
        (folder / "a.txt").touch()
        assert seen.quiet(SETTLE * 4)
        (folder / "a.txt.part").replace(folder / "a.txt")
        assert seen.settled() == Settled(("a.txt",))


def test_the_folder_may_go_and_come_back(folder: Path) -> None:
    with watched(folder) as seen:
        shutil.rmtree(folder)
        assert seen.next() == FolderGone()
        folder.mkdir()
        assert seen.next() == FolderBack()
        (folder / "back.txt").write_text("back", encoding="utf-8")
        assert seen.settled() == Settled(("back.txt", "old.txt"))
        (folder / "more.txt").write_text("more", encoding="utf-8")
        assert seen.settled() == Settled(("more.txt",)), "the new folder is followed"


def test_a_folder_put_in_the_place_of_another_is_followed(folder: Path) -> None:
    with watched(folder) as seen:
        other = folder.parent / "other"
        other.mkdir()
        (other / "old.txt").write_text("another old one", encoding="utf-8")
        folder.rename(folder.parent / "away")
        other.rename(folder)
        moments = [seen.next()]
        while not isinstance(moments[-1], Settled):
            moments.append(seen.next())
        assert moments[-1] == Settled(("old.txt",))
        (folder / "more.txt").write_text("more", encoding="utf-8")
        assert seen.settled() == Settled(("more.txt",))


def test_what_changes_while_the_caller_works_is_reported_after(folder: Path) -> None:
    stop = threading.Event()
    moments = Watch(folder, stop, settle_seconds=SETTLE).moments()
    assert next(moments) == Settled()
    (folder / "meanwhile.txt").write_text("x", encoding="utf-8")
    time.sleep(SETTLE)
    assert next(moments) == Settled(("meanwhile.txt",))
    moments.close()


def test_again_brings_another_batch_without_a_change(folder: Path) -> None:
    stop = threading.Event()
    watch = Watch(folder, stop, settle_seconds=SETTLE)
    moments = watch.moments()
    assert next(moments) == Settled()
    watch.again(0.5)
    assert next(moments) == Settled()
    moments.close()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts threads as Linux shows them")
@pytest.mark.parametrize("end", ["closed", "stopped"])
def test_no_thread_is_left(folder: Path, end: str) -> None:
    def threads() -> int:
        return len(list(Path("/proc/self/task").iterdir()))

    before = threads()
    for _ in range(5):
        stop = threading.Event()
        moments = Watch(folder, stop, settle_seconds=SETTLE).moments()
        next(moments)
        if end == "closed":
            moments.close()
        else:
            stop.set()
            assert list(moments) == []
    assert _soon(lambda: threads() <= before), f"{before} threads before, {threads()} after"


def _soon(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False
