"""Whatever file of an index is damaged, a question is answered or says why; the next run makes it whole."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpora import article
from damage_child import ask_and_index, build

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
CONTEXT = multiprocessing.get_context("forkserver") if FORKS else multiprocessing.get_context("spawn")
ARTICLES = 90
"""More than the thousand passages from which on Chroma keeps its graph in files."""

Damage = Callable[[Path], object]


def _flip(file: Path) -> None:
    """Seven bytes, at places that are the same in every run."""
    content, chance = bytearray(file.read_bytes()), random.Random(file.suffix)
    for _ in range(7):
        content[chance.randrange(len(content))] ^= 0xA5
    file.write_bytes(content)


DAMAGES: dict[str, Damage] = {
    "half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "empty": lambda file: os.truncate(file, 0),
    "flipped": _flip,
    "gone": lambda file: file.unlink(),
}
GRAPH = ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle")
LEXICAL = ("idx", "term", "store", "fast", "fieldnorm")
GARBAGE: Damage = lambda file: file.write_bytes(b"not what was here" * 5000)  # noqa: E731

CASES: list[tuple[str, Damage, str]] = [
    *((f"chroma/*/{name}", damage, how) for name in GRAPH for how, damage in DAMAGES.items()),
    *(("chroma/chroma.sqlite3", damage, how) for how, damage in DAMAGES.items()),
    ("chroma/chroma.sqlite3", GARBAGE, "garbage"),
    ("chroma", shutil.rmtree, "gone"),
    *((f"lexical/*.{name}", damage, how) for name in LEXICAL for how, damage in DAMAGES.items()),
    *(("lexical/meta.json", damage, how) for how, damage in DAMAGES.items()),
    ("lexical", shutil.rmtree, "gone"),
    *(("ledger.sqlite", damage, how) for how, damage in DAMAGES.items()),
    ("ledger.sqlite", GARBAGE, "garbage"),
    *(("manifest.json", damage, how) for how, damage in DAMAGES.items()),
]
if "SOURCIER_SOAK" not in os.environ:
    # Each kind of damage to every kind of file takes minutes; here each file is damaged in one way, by turns.
    CASES = [case for number, case in enumerate(CASES) if number % 5 == 0 or case[0].startswith("ledger")]
UNCLOSED = ("header.bin", "data_level0.bin", "index_metadata.pickle")


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[None]:
    """Children come from a process that has imported everything, where there is such a thing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        if FORKS:
            from multiprocessing import forkserver

            CONTEXT.set_forkserver_preload(["damage_child"])
            forkserver.ensure_running()
        yield


def run(target: Callable[..., None], *values: Path) -> list[Any]:
    """What a child sends until it ends, which it does by itself."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=target, args=(*values, theirs))
    process.start()
    theirs.close()
    sent = []
    try:
        while True:
            sent.append(ours.recv())
    except EOFError:
        process.join(60)
    assert process.exitcode == 0
    return sent


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """A corpus, its index, closed, and what that holds."""
    base = tmp_path_factory.mktemp("intact")
    (base / "corpus").mkdir()
    for number in range(ARTICLES):
        (base / "corpus" / f"{number}.txt").write_text(article(number), encoding="utf-8")
    (held,) = run(build, base / "corpus", base / "index")
    assert len(held["passages"]) > 1000
    return base, held


def stores_of(index: Path) -> Path:
    """The folder that holds the ledger, wherever in an index it is."""
    (ledger,) = index.rglob("ledger.sqlite")
    return ledger.parent


def damaged(intact: Path, tmp_path: Path, where: str, damage: Damage) -> Path:
    shutil.copytree(intact / "index", tmp_path / "index")
    stores = stores_of(tmp_path / "index")
    found = sorted(stores.glob(where), key=lambda each: (-each.stat().st_size, each.name))
    damage(found[0])
    return tmp_path / "index"


@pytest.mark.parametrize(("where", "damage", "how"), CASES, ids=[f"{where} {how}" for where, _, how in CASES])
def test_damage_is_said_and_mended(
    intact: tuple[Path, dict[str, object]], tmp_path: Path, where: str, damage: Damage, how: str
) -> None:
    base, held = intact
    folder = damaged(base, tmp_path, where, damage)
    (said, found), (embedded, told), after = run(ask_and_index, base / "corpus", folder)
    store = where.split("/")[0].split(".")[0]
    if where != "manifest.json":
        assert any(store in each for each in [*said, *told]), said
    if store == "ledger":
        # Without it no passage can be cited: said, with the way out, and never as an empty index.
        assert found or any("sourcier index" in each and "ledger" in each for each in said)
    else:
        assert found
    assert embedded == 0
    assert after == held


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("name", UNCLOSED)
def test_damage_after_a_crash_is_found_by_another_process(
    intact: tuple[Path, dict[str, object]], tmp_path: Path, name: str, how: str
) -> None:
    base, held = intact
    folder = damaged(base, tmp_path, f"chroma/*/{name}", DAMAGES[how])
    (stores_of(folder) / "sealed.json").unlink()
    (_, found), (embedded, _), after = run(ask_and_index, base / "corpus", folder)
    assert found
    assert embedded == 0
    assert after["passages"] == held["passages"]


def test_an_index_that_was_closed_is_not_looked_at_twice(intact: tuple[Path, dict[str, object]]) -> None:
    record = stores_of(intact[0] / "index") / "sealed.json"
    assert "ledger.sqlite" in json.loads(record.read_text())
