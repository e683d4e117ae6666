"""The register of sources: a file that people edit, by hand and by us, without losing anything."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.ask.showing.grading import grading, grading_words, outlet_judgement
from sourcier.errors import RegisterBroken
from sourcier.ingest.corpus import look_at
from sourcier.judgements import Credibility, OutletJudgement, Register, Reliability
from sourcier.stores.register import judge_article, judge_outlet, read_register, register_or_problem
from sourcier.types import Kind, Passage

BY_HAND = """\
# Our sources, agreed on Monday.
[[source]]
outlet = "Orbis"   # the agency
also = ["Орбис"]
descriptor = "agence d'État"
reliability = "C"

# To be looked at again.
[[source]]
outlet = 'Le Courrier'
credibility = 3
"""


def passage(outlet: str | None, article: str = "a.txt") -> Passage:
    return Passage(f"{article}#0", article, article, Kind.REPORT, 0, 1, "x", "fr", outlet=outlet)


def test_what_people_wrote_by_hand_is_read_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(BY_HAND, encoding="utf-8")
    assert read_register(file).outlets[1].credibility is Credibility.POSSIBLE
    judge_outlet(file, "le courrier", {"reliability": "b"}, "A. Morel")
    kept = file.read_text(encoding="utf-8")
    assert [line for line in BY_HAND.splitlines() if line not in kept] == []
    orbis, courrier = read_register(file).outlets
    assert (orbis.reliability, orbis.also, orbis.by) == (Reliability.C, ("Орбис",), None)
    assert (courrier.reliability, courrier.credibility, courrier.by) == (
        Reliability.B, Credibility.POSSIBLE, "A. Morel",
    )  # fmt: skip
    assert courrier.changed is not None and courrier.changed[:2] == "20"


def test_clearing_takes_out_one_judgement_and_then_the_entry(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    judge_outlet(file, "Orbis", {"descriptor": "agence", "reliability": "A"})
    judge_article(file, "a.txt", "2", "Zoé")
    judge_outlet(file, "Orbis", {"reliability": None})
    (orbis,) = read_register(file).outlets
    assert (orbis.descriptor, orbis.reliability) == ("agence", None)
    judge_outlet(file, "Orbis", {"descriptor": None})
    judge_article(file, "a.txt", None)
    assert read_register(file) == Register()
    assert file.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[[source]]\noutlet = 'x'\n\nreliability = 'Z'\n", 4, "A B C D E F"),
        ("[[source]]\noutlet = 'x'\n[[source]]\noutlet = 'y'\ncredibility = 7\n", 5, "1 2 3 4 5 6"),
        ("[[source]]\noutlet =\n", 2, "TOML"),
        ("[[source]]\noutlet = 'x'\nreliabilty = 'A'\n", 3, "reliabilty"),
        ("[[source]]\ndescriptor = 'x'\n", 1, "outlet"),
        ("\n[source]\noutlet = 'x'\n", 2, "[[source]]"),
        ("[[source]]\noutlet = 'Le Nord'\n[[source]]\noutlet = 'LE  NORD'\n", 4, "line 2"),
    ],
)
def test_a_bad_edit_names_its_line_and_is_never_written_over(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(text, encoding="utf-8")
    for writing in (False, True):
        with pytest.raises(RegisterBroken) as raised:
            judge_outlet(file, "y", {"reliability": "A"}) if writing else read_register(file)
        assert f"line {line}" in raised.value.message.en and said in raised.value.message.en
        assert raised.value.hint.fr and raised.value.hint.en
    assert file.read_text(encoding="utf-8") == text
    problem = register_or_problem(file).problem
    assert problem is not None and f"ligne {line}" in problem.fr


def test_a_grade_that_does_not_exist_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    judge_outlet(file, "Orbis", {"reliability": "A"})
    before = file.read_bytes()
    with pytest.raises(RegisterBroken):
        judge_outlet(file, "Orbis", {"reliability": "G"})
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".sources.toml.lock", "sources.toml"]


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    code = (
        "import sys; from pathlib import Path; from sourcier.stores.register import judge_outlet\n"
        "for n in range(6): judge_outlet(Path(sys.argv[1]), f'{sys.argv[2]} {n}', {'reliability': 'B'})"
    )
    others = [subprocess.Popen([sys.executable, "-c", code, str(file), f"P{n}"]) for n in range(2)]
    threads = [
        threading.Thread(target=judge_outlet, args=(file, "Shared", {name: value}))
        for name, value in (("descriptor", "x"), ("credibility", "3"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(60) for other in others] == [0, 0]
    register = read_register(file)
    assert len(register.outlets) == 13
    shared = next(each for each in register.outlets if each.outlet == "Shared")
    assert (shared.descriptor, shared.credibility) == ("x", Credibility.POSSIBLE)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write anywhere")
def test_a_folder_that_cannot_be_written_is_an_error_with_a_hint(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(RegisterBroken):
            judge_outlet(tmp_path / "sources.toml", "Orbis", {"reliability": "A"})
    finally:
        tmp_path.chmod(0o700)


def test_the_register_in_the_corpus_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un texte.", encoding="utf-8")
    judge_outlet(tmp_path / "sources.toml", "Orbis", {"reliability": "A"})
    assert list(look_at(tmp_path)) == ["a.txt"]


@given(name=st.text(min_size=1).filter(str.strip), words=st.text())
def test_any_name_and_descriptor_come_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, words: str
) -> None:
    file = tmp_path_factory.mktemp("register") / "sources.toml"
    judge_outlet(file, name, {"descriptor": words, "reliability": "E"})
    (found,) = read_register(file).outlets
    assert found.outlet == " ".join(name.split())
    assert found.descriptor == " ".join(words.split())


@pytest.mark.parametrize(
    ("registered", "outlet", "same"),
    [
        ("Le Nord", "LE NORD", True),
        ("Le Nord", "lenord.fr", True),
        ("Le Nord", "Le Nord - Économie", True),
        ("Le Nord - Économie", "Le Nord", True),
        ("Le Nord - Économie", "Le Nord - Sport", False),
        ("Le Nord", "Le Nord-Est", False),
        ("Le Nord", "Nord", False),
        ("Orbis", "Орбис", True),
        ("Orbis", "Orbis News", False),
    ],
)
def test_outlets_are_known_under_their_variants(registered: str, outlet: str, same: bool) -> None:
    also = ("Орбис",) if registered == "Orbis" else ()
    register = Register((OutletJudgement(registered, also, reliability=Reliability.B),))
    assert (outlet_judgement(register, outlet) is not None) is same


def test_where_two_entries_could_be_meant_none_is() -> None:
    two = Register((OutletJudgement("Le Nord - Sport"), OutletJudgement("Le Nord - Météo")))
    assert outlet_judgement(two, "Le Nord") is None
    exact = Register((*two.outlets, OutletJudgement("Le Nord")))
    assert outlet_judgement(exact, "Le Nord") == OutletJudgement("Le Nord")


def test_the_credibility_of_an_outlet_never_stands_for_that_of_an_article() -> None:
    register = Register((OutletJudgement("Orbis", credibility=Credibility.PROBABLE),))
    found = grading(register, passage("Orbis"))
    assert found.article is None
    said = grading_words(found, "en")
    assert "credibility: not judged" in said and "as a rule" in said
    assert grading_words(grading(Register(), passage(None)), "fr") == "fiabilité et crédibilité : non jugées"
