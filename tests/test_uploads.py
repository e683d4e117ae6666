"""What the page says it was given: copies believed in only where the server keeps them; safe words."""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from sourcier.events import IndexReport
from sourcier.ingest.placed import Outcome, Placed
from sourcier.types import Bilingual
from sourcier.ui.articles_html import indexed_html
from sourcier.ui.outcomes import NAMED, outcomes_html
from sourcier.ui.panels import SHOWN, report_html
from sourcier.ui.receiving import Receiving
from sourcier.ui.session import Session
from sourcier.ui.shelf import Given, Shelf
from sourcier.ui.uploads import decide, given_files, settle

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
    list(settle(shelf.all_given(), corpus, LIMIT))
    shelf.let_go()
    assert list(uploads.iterdir()) == []
    decide(shelf.all_given()[0], "replace", corpus, LIMIT)
    assert (corpus / "b.txt").read_text() == "Un autre texte.\n"


def test_what_is_told_about_a_hostile_name_is_only_text(uploads: Path, corpus: Path) -> None:
    name = "<img src=x onerror=alert(1)>\u202egpj.exe.txt"
    found = given_files([sent(uploads, name)], uploads)
    list(settle(found, corpus, LIMIT))
    told = outcomes_html(found, "fr")
    assert "<img" not in told
    assert "\u202e" not in told
    assert [path.name for path in corpus.iterdir()] == ["_img src=x onerror=alert(1)_gpj.exe.txt"]
    assert "<li" not in outcomes_html([Given("a", 1, None)], "fr"), "nothing is said of what is not done"
    assert outcomes_html([], "fr") == ""


def test_no_file_of_many_is_left_out(uploads: Path) -> None:
    claims = [{"name": f"{number}.txt", "size": 1, "path": ""} for number in range(3000)]
    assert len(given_files(claims, uploads)) == 3000


def placed(name: str, outcome: Outcome, number: int = 0, reason: Bilingual | None = None) -> Given:
    return Given(name, 1, None, Placed(name, name, outcome, reason), number=number)


def test_what_is_said_of_many_files_is_short_and_counts_them_all() -> None:
    why = Bilingual(fr="le fichier est vide", en="the file is empty")
    many = [
        *(placed(f"a{number}.txt", Outcome.TAKEN) for number in range(2800)),
        *(placed(f"b{number}.txt", Outcome.REFUSED, reason=why) for number in range(90)),
        *(placed(f"c{number}.txt", Outcome.CLASH, number) for number in range(110)),
    ]
    told = outcomes_html(many, "en")
    assert told.count("<li") == NAMED["taken"] + NAMED["refused"] + NAMED["clash"] + 3
    assert "2,800 added · 90 refused · 110 to decide about" in told
    assert told.index("c0.txt") < told.index("b0.txt") < told.index("a0.txt")
    assert "and 40 refused more" in told
    assert 'data-upto="109"' in told
    under_way = outcomes_html([*many, Given("z.txt", 1, None)], "fr")
    assert "3\u202f000 fichiers sur 3\u202f001" in under_way
    assert "<progress" in under_way


def test_a_file_that_fails_in_no_known_way_takes_no_other_with_it(
    uploads: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> Placed:
        raise RuntimeError

    found = given_files([sent(uploads, "a.txt")], uploads)
    monkeypatch.setattr("sourcier.ui.uploads.place", fails)
    assert [each.placed.outcome for each in settle(found, corpus, LIMIT) if each.placed] == [Outcome.REFUSED]
    assert "inattendue" in outcomes_html(found, "fr")
    assert list(uploads.iterdir()) == []


class View:
    """What `Receiving` needs of the articles view and of the desk; ``runs`` counts those of indexing."""

    def __init__(self, corpus: Path, uploads: Path) -> None:
        self.settings = SimpleNamespace(
            paths=SimpleNamespace(corpus=corpus), page=SimpleNamespace(upload_mb=1)
        )
        self.temporary = uploads
        self.outcomes = "outcomes"
        self.runs = 0

    def indexed(self, *_: object, told: bool) -> Iterator[dict[str, str]]:
        assert told
        self.runs += 1
        yield {}


def receiving(corpus: Path, uploads: Path) -> tuple[Receiving, View]:
    view = View(corpus, uploads)
    return Receiving(cast(Any, view), cast(Any, view), cast(Any, view)), view


def event(**data: object) -> Any:
    return SimpleNamespace(_data=data)


def test_two_batches_that_overlap_lose_neither_files_nor_decisions(
    uploads: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcier.ui.receiving.REPAINT_SECONDS", 0.0)
    (corpus / "b.txt").write_text("Un autre texte.\n")
    handlers, view = receiving(corpus, uploads)
    shelf, session = Shelf(), Session()
    one = [sent(uploads, name, f"{TEXT}{name}\n", name) for name in ("b.txt", "c.txt", "d.txt")]
    two = [sent(uploads, name, f"{TEXT}autre {name}\n", f"2{name}") for name in ("c.txt", "e.txt")]
    first = handlers.upload(session, shelf, event(files=one))
    next(first)
    (clash,) = (each for each in shelf.all_given() if each.undecided)
    painted = [update for update in handlers.upload(session, shelf, event(files=two)) if update]
    assert clash in shelf.all_given()
    list(handlers.decide(session, shelf, event(number=clash.number, choice="skip")))
    assert clash.skipped
    list(first)
    assert "5" in str(painted[0])
    kinds = sorted(str(each.placed.outcome) for each in shelf.all_given() if each.placed)
    assert len(kinds) == 5
    assert (corpus / "d.txt").exists()
    assert (corpus / "e.txt").exists()
    assert view.runs == 2
    assert not [each for each in shelf.all_given() if each.copy and not each.undecided]


def test_a_clash_of_an_earlier_batch_stays_and_its_number_never_means_another_file(
    uploads: Path, corpus: Path
) -> None:
    for name in ("b.txt", "c.txt", "e.txt"):
        (corpus / name).write_text("Un autre texte.\n")
    handlers, _ = receiving(corpus, uploads)
    shelf, session = Shelf(), Session()
    list(handlers.upload(session, shelf, event(files=[sent(uploads, n, key=n) for n in ("a.txt", "b.txt")])))
    list(handlers.upload(session, shelf, event(files=[sent(uploads, "c.txt", key="c")])))
    waiting = {each.name: each.number for each in shelf.all_given()}
    assert set(waiting) == {"b.txt", "c.txt"}, "a.txt was told; what waits stays"
    list(handlers.decide(session, shelf, event(number=0, choice="replace")))
    assert (corpus / "b.txt").read_text() == (corpus / "c.txt").read_text() == "Un autre texte.\n"
    list(handlers.decide(session, shelf, event(number=waiting["b.txt"], choice="replace")))
    assert (corpus / "b.txt").read_text(encoding="utf-8") == TEXT

    list(handlers.upload(session, shelf, event(files=[sent(uploads, "e.txt", key="e")])))
    list(handlers.decide(session, shelf, event(upto=waiting["c.txt"], choice="number")))
    assert (corpus / "c (2).txt").exists()
    assert not (corpus / "e (2).txt").exists(), "not what came since the click"
    assert [each.name for each in shelf.all_given() if each.undecided] == ["e.txt"]


def test_a_page_that_goes_in_the_middle_leaves_no_copy_and_nothing_unplaced(
    uploads: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcier.ui.receiving.REPAINT_SECONDS", 0.0)
    handlers, _ = receiving(corpus, uploads)
    shelf = Shelf()
    many = [sent(uploads, name, key=name) for name in ("a.txt", "b.txt", "c.txt")]
    steps = cast("Generator[object]", handlers.upload(Session(), shelf, event(files=many)))
    next(steps)
    steps.close()
    assert all(each.placed for each in shelf.all_given())
    assert list(uploads.iterdir()) == []


def read(shown: str) -> str:
    """What a person reads."""
    return html.unescape(re.sub("<[^>]+>", " ", shown)).strip()


def test_the_report_of_a_run_agrees_in_number_and_says_how_many_names_it_leaves_out() -> None:
    many = IndexReport(
        added=tuple(f"a{n}.txt" for n in range(SHOWN + 1_250)), removed=("b.txt",), unchanged=1, passages=1
    )
    french, english = (read(report_html(many, language)) for language in ("fr", "en"))
    assert "+ 1\u202f450 ajoutés" in french and "… et encore 1\u202f250" in french
    assert "− 1 retiré " in french and "= 1 inchangé " in french and "1 passage, 0 vectorisé," in french
    assert "+ 1,450 added" in english and "… and 1,250 more" in english and "1 passage, 0 embedded" in english
    few = read(report_html(IndexReport(added=("a.txt",)), "fr"))
    assert "+ 1 ajouté " in few and "et encore" not in few


def test_a_run_in_one_line_leaves_out_what_it_did_none_of() -> None:
    def said(**done: object) -> str:
        return read(indexed_html(IndexReport(seconds=1.25, **done), "fr"))  # type: ignore[arg-type]

    assert (
        said(added=("a.txt",), removed=("b.txt", "c.txt"))
        == "Index à jour : + 1 ajouté · − 2 retirés (1,2 s)"
    )
    assert said(unchanged=3) == "Index à jour : rien n'a changé (1,2 s)"
