"""An answer kept with its evidence, and checked again; the register on the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from newsroom import write_articles
from sourcier.cli import main

COST = "Combien a coûté le pont de la Sarelle ?"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCIER_MODELS__CHAT", "SOURCIER_MODELS__EMBEDDER"):
        monkeypatch.setenv(name, "none")
    write_articles(tmp_path / "articles")
    return tmp_path


def run(*typed: str, language: str = "en") -> int:
    return main(["--corpus", "articles", "--index", "index", "--language", language, *typed])


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_saved_answer_says_how_it_was_made_and_still_stands(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ask", COST, "--save", "answer.json", "--json") == 0
    saved = json.loads((here / "answer.json").read_text(encoding="utf-8"))
    assert saved["answer"] == lines(capsys.readouterr().out)[0]
    made = saved["provenance"]
    assert made["asked"][:2] == "20" and made["settings"]["splitting.passage_tokens"] == "288"
    digest = hashlib.sha256((here / "articles" / "pont.txt").read_bytes()).hexdigest()
    assert made["files"]["pont.txt"] == digest
    assert set(made["files"]) >= {one["article"] for one in saved["answer"]["read"]}
    assert run("check-export", "answer.json") == 0

    pont = here / "articles" / "pont.txt"
    pont.write_text(pont.read_text(encoding="utf-8").replace("45 millions", "54 millions"), encoding="utf-8")
    assert run("index") == 0
    capsys.readouterr()
    assert run("check-export", "answer.json", "--json") == 4
    (found,) = lines(capsys.readouterr().out)
    assert {one["what"] for one in found["differences"]} == {"changed", "quotation"}
    assert {one["article"] for one in found["differences"]} == {"pont.txt"}


def test_a_saved_answer_that_somebody_changed_is_seen(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", COST, "--save", "answer.json") == 0
    saved = json.loads((here / "answer.json").read_text(encoding="utf-8"))
    saved["answer"]["sentences"][0]["verdict"] = "partial"
    (here / "answer.json").write_text(json.dumps(saved), encoding="utf-8")
    capsys.readouterr()
    assert run("check-export", "answer.json") == 4
    assert "fingerprint" in capsys.readouterr().out
    assert run("check-export", "articles/pont.txt") == 3


def test_markdown_for_a_report_holds_answer_evidence_and_files(here: Path) -> None:
    assert run("ask", COST, "--save", "answer.md", language="fr") == 0
    text = (here / "answer.md").read_text(encoding="utf-8")
    assert "45 millions" in text and "Sources en bref" in text and "Ce qui a été lu" in text
    assert hashlib.sha256((here / "articles" / "pont.txt").read_bytes()).hexdigest() in text


@pytest.mark.parametrize("target", ["answer.doc", "articles/pont.txt", "there.md", "no/such/answer.md"])
def test_nothing_is_written_over(here: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "there.md").write_text("mine", encoding="utf-8")
    before = (here / "articles" / "pont.txt").read_bytes()
    assert run("ask", COST, "--save", target) == 3
    assert "→" in capsys.readouterr().err
    assert (here / "there.md").read_text(encoding="utf-8") == "mine"
    assert (here / "articles" / "pont.txt").read_bytes() == before


def test_sources_are_listed_set_shown_with_answers_and_cleared(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = {"title": "Un phare", "outlet": "Orbis", "text": "Le phare de Lugrin a été éteint mardi soir."}
    (here / "articles" / "phare.jsonl").write_text(json.dumps(article), encoding="utf-8")
    assert run("index") == 0
    capsys.readouterr()
    assert run("sources", "--json") == 0
    (listed,) = lines(capsys.readouterr().out)
    assert (listed["outlet"], listed["articles"], listed["reliability"]) == ("Orbis", 1, None)

    assert run("sources", "set", "ORBIS", "--reliability", "c", "--descriptor", "agence", "--by", "Zoé") == 0
    assert "C, fairly reliable" in capsys.readouterr().out
    assert run("sources", "set", "--article", "phare.jsonl#1", "--credibility", "2") == 0
    assert run("index", "--purge", "--json") == 0
    capsys.readouterr()
    assert run("ask", "Quand le phare de Lugrin a-t-il été éteint ?", "--json") == 0
    (answer,) = lines(capsys.readouterr().out)
    judged = answer["citations"][0]["register"]
    assert (judged["reliability"], judged["credibility"], judged["by"]) == ("C", "2", "Zoé")

    assert run("sources", "clear", "Orbis", "--reliability") == 0
    capsys.readouterr()
    assert run("sources", "--json") == 0
    outlet, of_article = lines(capsys.readouterr().out)
    assert (outlet["descriptor"], outlet["reliability"]) == ("agence", None)
    assert of_article["credibility"] == "2"


@pytest.mark.parametrize(
    "typed",
    [
        ("set", "Orbis"),
        ("set", "--reliability", "A"),
        ("set", "Orbis", "--reliability", "Z"),
        ("set", "--article", "a.txt", "--reliability", "A"),
        ("clear",),
    ],
)
def test_what_cannot_be_set_is_said_with_a_hint(
    here: Path, typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("sources", *typed) == 3
    assert "→" in capsys.readouterr().err
    assert not (here / "articles" / "sources.toml").exists()


def test_an_answer_comes_even_where_the_register_is_broken(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "articles" / "sources.toml").write_text("[[source]]\nreliability = 'A'\n", encoding="utf-8")
    assert run("ask", COST) == 0
    assert "line 1" in capsys.readouterr().out
    assert run("sources") == 3
