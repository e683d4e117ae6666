"""One process owns an index: others are told which, and nothing is left in their way when it is killed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crash_child import own
from forked import launch, warm_process
from sourcier.errors import StoreBusy
from sourcier.stores.owner import Ownership, read_owner

__all__ = ["warm_process"]

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which process holds a lock")


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[int]:
    """The process id of another owner of ``tmp_path``."""
    process = launch(own, tmp_path)
    yield process.pid
    process.kill()
    process.join(60)


def refused(folder: Path) -> str:
    with pytest.raises(StoreBusy) as busy:
        Ownership(folder, "index").acquire()
    assert busy.value.hint.fr
    return busy.value.message.fr


def leave(folder: Path, pid: int) -> None:
    left = {
        "pid": pid,
        "what": "chat",
        "started": "2024-01-01",
        "address": "http://127.0.0.1:9",
        "token": "t",
    }
    (folder / "owner.json").write_text(json.dumps(left), encoding="utf-8")


def test_an_owner_that_is_killed_owns_nothing(tmp_path: Path) -> None:
    process = launch(own, tmp_path)
    assert f"« chat », processus {process.pid}" in refused(tmp_path)
    process.kill()
    process.join(60)
    assert (tmp_path / "owner.json").exists()
    assert read_owner(tmp_path) is None
    with Ownership(tmp_path, "index"):
        mine = read_owner(tmp_path)
        assert mine is not None
        assert (mine.pid, mine.what) == (os.getpid(), "index")


def test_a_process_that_has_the_number_of_a_dead_owner_owns_nothing(tmp_path: Path) -> None:
    (tmp_path / "owner.lock").touch()
    leave(tmp_path, os.getppid())
    assert read_owner(tmp_path) is None
    Ownership(tmp_path, "index").acquire().release()


@LINUX
def test_an_owner_whose_file_is_gone_is_named_all_the_same(tmp_path: Path, owner: int) -> None:
    (tmp_path / "owner.json").unlink()
    assert f"processus {owner}" in refused(tmp_path)
    found = read_owner(tmp_path)
    assert found is not None
    assert found.pid == owner
    assert "python" in found.what


@LINUX
def test_what_a_dead_owner_left_does_not_name_the_one_of_now(tmp_path: Path, owner: int) -> None:
    leave(tmp_path, os.getppid())
    found = read_owner(tmp_path)
    assert found is not None
    assert (found.pid, found.address) == (owner, None)
    (tmp_path / "owner.json").write_text("{half", encoding="utf-8")
    assert f"processus {owner}" in refused(tmp_path)
