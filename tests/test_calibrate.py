"""`sourcier calibrate`: weights are proposed where they clearly help, written to sourcier.toml, and used."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sourcier.ask.retrieval.fusion import Chosen, Weights, weights_for
from sourcier.ask.retrieval.weighting import embedder_in, in_force
from sourcier.cli import main
from test_cli import jsonl

TOWNS = (
    "Arvel Bressac Corvan Dolmeur Estrave Fontier Gardanne Hautmont Isbergues Jarnac Kerlaz Lormaye".split()
)
MATTERS = (
    ("la piscine", "rouvrira ses bassins aux nageurs"),
    ("le marché", "accueille les producteurs de fromages"),
    ("la gare", "perd deux trains chaque matin"),
    ("le théâtre", "monte une comédie de jeunes auteurs"),
)
BAD = """# Réglages de l'équipe
[retrieval]
passages = 8          # assez pour nous

[[retrieval.weights]]
embedder = "hashed"
language = "fr"
stems = 0.0
grams = 0.0
dense = 1.0
stretches = 0.0

[page]
port = 7861
"""

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """48 short articles, indexed, and a query for each, which shares two words with its article."""
    folder = tmp_path_factory.mktemp("calibrated")
    articles = folder / "articles"
    articles.mkdir()
    queries: list[dict[str, Any]] = []
    for number, (what, _) in enumerate(MATTERS):  # all letters of the query but the town's, again and again
        (articles / f"a-{number}.txt").write_text(f"Que devient {what} de ? " * 4, encoding="utf-8")
    for town in TOWNS:
        for number, (what, does) in enumerate(MATTERS):
            name = f"{town.lower()}-{number}.txt"
            text = f"À {town}, {what} {does}. Le conseil de {town} en a parlé longuement lundi soir."
            (articles / name).write_text(text, encoding="utf-8")
            queries.append({"id": name, "query": f"Que devient {what} de {town} ?", "gold": name})
    (folder / "q.jsonl").write_text(jsonl(queries), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CHAT", "EMBEDDER"):
            patch.setenv(f"SOURCIER_MODELS__{name}", "none")
        assert main([*_paths(folder), "index", "--json"]) == 0
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to type in, with the queries."""
    shutil.copyfile(whole / "q.jsonl", tmp_path / "q.jsonl")
    for name in ("CHAT", "EMBEDDER"):
        monkeypatch.setenv(f"SOURCIER_MODELS__{name}", "none")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _paths(folder: Path) -> list[str]:
    return ["--corpus", str(folder / "articles"), "--index", str(folder / "store")]


@pytest.fixture
def sourcier(whole: Path, capfd: pytest.CaptureFixture[str]) -> Typed:
    def typed(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main([*_paths(whole), *arguments])
        return code, *capfd.readouterr()

    return typed


def test_better_weights_are_written_among_what_a_person_wrote_and_then_used(
    folder: Path, sourcier: Typed
) -> None:
    (folder / "sourcier.toml").write_text(BAD, encoding="utf-8")
    code, out, err = sourcier("calibrate", "q.jsonl", "--json", "--write")
    assert code == 0, err
    found = json.loads(out)
    (french,) = found["languages"]
    assert (french["language"], french["questions"], french["proposed"]) == ("fr", 48, True)
    assert french["present"]["source"] == "calibrated"
    goal = french["held_out"]["goal"]
    assert goal["low"] > 0
    assert goal["found"] > goal["present"]
    text = (folder / "sourcier.toml").read_text(encoding="utf-8")
    assert "# Réglages de l'équipe" in text
    assert "passages = 8          # assez pour nous" in text
    settings = tomllib.loads(text)
    (entry,) = settings["retrieval"]["weights"]
    assert (entry["embedder"], entry["language"], entry["stems"]) == ("hashed", "fr", french["best"]["stems"])
    assert "q.jsonl, 48 questions" in entry["measured"]
    assert settings["page"]["port"] == 7861
    code, out, _ = sourcier("status")
    assert "poids" in out
    assert "questions en « fr »" in out
    assert "(sourcier.toml: " in out
    code, out, _ = sourcier("config")
    assert "retrieval.weights[hashed fr]" in out
    assert settings["retrieval"]["weights"][0]["measured"] in out
    code, out, _ = sourcier("calibrate", "q.jsonl", "--json")
    again = json.loads(out)["languages"][0]
    assert code == 1
    assert not again["proposed"]
    assert again["present"] == {**french["best"], "source": "calibrated"}


def test_nothing_is_proposed_within_chance_and_nothing_is_written(folder: Path, sourcier: Typed) -> None:
    (folder / "sourcier.toml").write_text("# rien\n", encoding="utf-8")
    code, out, err = sourcier("calibrate", "q.jsonl", "--write", "--report", "weights.md")
    assert code == 1, err
    assert "les poids en vigueur restent" in out
    assert (folder / "weights.md").read_text(encoding="utf-8").strip() == out.strip()
    assert (folder / "sourcier.toml").read_text(encoding="utf-8") == "# rien\n"


def test_too_few_questions_are_said(folder: Path, sourcier: Typed) -> None:
    code, _, err = sourcier("calibrate", "q.jsonl", "--limit", "10", "--language", "en")
    assert code == 3
    assert "10 questions in “fr”" in err
    assert "at least 40" in err


def test_status_says_which_weights_hold_and_since_when(folder: Path, sourcier: Typed) -> None:
    _, out, _ = sourcier("status", "--json", "--language", "en")
    (line,) = json.loads(out)["weights"]
    assert line.startswith("any question: stems 0.6, ")
    assert line.endswith("(measured, shipped table)")


def test_the_weights_of_an_embedder_are_told_by_language() -> None:
    lines = [one.en for one in in_force("all-minilm-0123456789ab-384-p1")]
    assert [line.split(":")[0] for line in lines] == ["questions in “en”", "other questions"]
    own = (Chosen("all-minilm:latest", Weights(0.1, 0.2, 0.7, "calibrated"), "en", measured="today"),)
    first = in_force("all-minilm-0123456789ab-384-p1", own)[0].en
    assert (
        first
        == "questions in “en”: stems 0.1, 4-grams 0.2, vectors 0.7, stretches 0.4 (sourcier.toml: today)"
    )
    assert len(in_force("bge-m3-0123456789ab-1024-p1")) == 2
    assert embedder_in("some-new-embedder-0.6b-0123456789ab-384-p1") == "some-new-embedder-0.6b"


def test_weights_of_ones_own_hold_for_their_embedder_language_and_corpus() -> None:
    own = Weights(0.1, 0.1, 0.8, "calibrated")
    any_language = Weights(0.3, 0.3, 0.4, "calibrated")
    chosen = (
        Chosen("hashed", any_language),
        Chosen("hashed", own, language="fr"),
        Chosen("hashed", Weights(0, 0, 1, "calibrated"), language="en", crossing=True),
    )
    assert weights_for("hashed", "fr", ["fr"], chosen) is own
    assert weights_for("hashed", "ru", ["ru"], chosen) is any_language
    assert weights_for("hashed", "en", ["fr"], chosen).dense == 1
    assert weights_for("hashed", "en", ["fr", "en"], chosen) is any_language
    assert weights_for("bge-m3:567m", "fr", ["fr"], chosen) == weights_for("bge-m3", "fr", ["fr"])
