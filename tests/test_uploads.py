"""What the page says it was given: copies believed in only where the server keeps them; safe words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sourcier.ingest.placed import Outcome
from sourcier.ui.shelf import Given, Shelf
from sourcier.ui.uploads import decide, given_files, outcomes_html, settle

LIMIT = 1000
TEXT = "Le port de Brumeval a fermé mardi, selon la direction.\n"


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def sent(uploads: Path, name: str, text: str = TEXT, key: str = "a") -> dict[str, Any]:
    (uploads / key).mkdir()
    copy = uploads / key / "given-1"
    copy.write_text(text, encoding="utf-8")
    return {"name": name, "size": len(text.encode()), "path": str(copy)}


def test_no_file_of_the_machine_is_taken_for_an_upload(tmp_path: Path, uploads: Path, corpus: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT)
    (uploads / "link").symlink_to(secret)
    claims = [
        "/etc/hostname",
        str(secret),
        f"{uploads}/../secret.txt",
        str(uploads / "link"),
        str(uploads),
        "x\0y",
    ]
    found = given_files([{"name": "a.txt", "size": 1, "path": claim} for claim in claims], uploads)
    assert [each.copy for each in found] == [None] * len(claims)
    assert [each.placed.outcome for each in settle(found, corpus, LIMIT) if each.placed] == [
        Outcome.REFUSED
    ] * len(claims)
    assert list(corpus.iterdir()) == []
    assert secret.exists()


@pytest.mark.parametrize(
    "claim", [None, "x", {}, [1, None, "x"], [{}], [{"name": 3, "size": "9", "path": 4}], [{"path": ""}]]
)
def test_nonsense_from_the_page_does_nothing(uploads: Path, corpus: Path, claim: Any) -> None:
    for each in settle(given_files(claim, uploads), corpus, LIMIT):
        assert each.placed is not None
        assert each.placed.outcome is Outcome.REFUSED
    assert list(corpus.iterdir()) == []


def test_copies_go_once_placed_and_stay_while_a_decision_is_due(uploads: Path, corpus: Path) -> None:
    (corpus / "b.txt").write_text("Un autre texte.\n")
    found = given_files([sent(uploads, "a.txt"), sent(uploads, "b.txt", key="b")], uploads)
    list(settle(found, corpus, LIMIT))
    assert not (uploads / "a").exists()
    assert found[1].undecided
    assert (uploads / "b" / "given-1").exists()
    decide(found[1], "number", corpus, LIMIT)
    assert (corpus / "b (2).txt").read_text(encoding="utf-8") == TEXT
    assert list(uploads.iterdir()) == []
    decide(found[1], "replace", corpus, LIMIT)
    assert (corpus / "b.txt").read_text() == "Un autre texte.\n", "a decision is taken once"


def test_a_page_that_goes_leaves_no_copy(uploads: Path, corpus: Path) -> None:
    (corpus / "b.txt").write_text("Un autre texte.\n")
    shelf = Shelf()
    shelf.take(given_files([sent(uploads, "b.txt")], uploads))
    list(settle(shelf.given, corpus, LIMIT))
    shelf.let_go()
    assert list(uploads.iterdir()) == []
    decide(shelf.given[0], "replace", corpus, LIMIT)
    assert (corpus / "b.txt").read_text() == "Un autre texte.\n"


def test_what_is_told_about_a_hostile_name_is_only_text(uploads: Path, corpus: Path) -> None:
    name = "<img src=x onerror=alert(1)>\u202egpj.exe.txt"
    found = given_files([sent(uploads, name)], uploads)
    list(settle(found, corpus, LIMIT))
    told = outcomes_html(found, "fr")
    assert "<img" not in told
    assert "\u202e" not in told
    assert [path.name for path in corpus.iterdir()] == ["_img src=x onerror=alert(1)_gpj.exe.txt"]
    assert outcomes_html([Given("a", 1, None)], "fr") == "", "nothing is said of what is not done"
