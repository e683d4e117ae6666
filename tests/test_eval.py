"""`sourcier eval` as a person runs it: any shape of question, reports, two runs compared, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsroom import write_articles
from scripted_ollama import ScriptedOllama, answer, silent
from sourcier.cli import main
from test_cli import jsonl

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "cost",
        "lang": "fr",
        "type": "fact",
        "q": "Combien a coûté le pont de la Sarelle ?",
        "gold": [["pont", "45 millions d'euros"]],
    },
    {
        "id": "strike",
        "lang": "fr",
        "type": "count",
        "q": "Combien de salariés du port de Brumeval participent à la grève ?",
        "gold": [["port", "Environ 250 salariés"], ["agence", "300 dockers"]],
    },
    {"id": "none", "lang": "en", "q": "Who won the chess olympiad in Zanzibar?", "abstain": True},
]
QUERIES: list[dict[str, Any]] = [
    {"id": "1", "query": "Combien a coûté le pont de la Sarelle ?", "gold": "pont.txt", "type": "a"},
    {"id": "2", "query": "Qui est la déléguée syndicale du port ?", "gold": "port.txt", "type": "b"},
    {"id": "3", "query": "Quelle est la capitale de la Mongolie ?", "gold": []},
]


NO_MODEL = {"SOURCIER_MODELS__CHAT": "none", "SOURCIER_MODELS__EMBEDDER": "none"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluated")
    write_articles(folder / "articles")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in NO_MODEL.items():
            patch.setenv(name, value)
        assert main([*_folders(folder), "index", "--json"]) == 0
    return folder


@pytest.fixture
def indexed(whole: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in NO_MODEL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.chdir(whole)
    return whole


def _folders(folder: Path) -> list[str]:
    return ["--corpus", str(folder / "articles"), "--index", str(folder / "store")]


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def sourcier(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    def typed(folder: Path, *arguments: str) -> Done:
        capfd.readouterr()
        code = main([*_folders(folder), *arguments])
        return Done(code, *capfd.readouterr())

    return typed


def lines(done: Done) -> list[Any]:
    assert done.stdout.strip(), done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


Typed = Callable[..., Done]


def written(folder: Path, name: str, values: list[dict[str, Any]]) -> str:
    (folder / name).write_text(jsonl(values), encoding="utf-8")
    return name


def test_whole_answers_are_measured_by_type_and_language(indexed: Path, sourcier: Typed) -> None:
    file = written(indexed, "q.jsonl", QUESTIONS)
    done = sourcier(indexed, "eval", file, "--json", "--report", "run.md", "--report", "run.json")
    assert done.returncode == 0, done.stderr
    found = lines(done)[0]
    assert found["kind"] == "answers"
    assert (found["questions"], found["complete"]) == (3, True)
    overall = found["overall"]
    assert overall["gold_first"]["value"] == 1.0
    assert overall["refused_rightly"]["value"] == 1.0
    assert {"gold_recall", "gold_precision", "citation_recall", "citation_precision"} <= overall.keys()
    assert all(one["low"] <= one["value"] <= one["high"] for one in overall.values())
    assert set(found["by_type"]) == {"fact", "count", "question"}
    assert set(found["by_language"]) == {"fr", "en"}
    assert [one["id"] for one in found["results"]] == ["cost", "strike", "none"]
    assert found["run"]["embedding"].startswith("hashed")
    assert json.loads((indexed / "run.json").read_text(encoding="utf-8")) == found
    report = (indexed / "run.md").read_text(encoding="utf-8")
    assert "| rappel des citations (ALCE)" in report
    assert "| mesure \\ type |" in report


def test_a_search_is_measured_on_questions_with_an_answer(indexed: Path, sourcier: Typed) -> None:
    done = sourcier(indexed, "eval", written(indexed, "s.jsonl", QUERIES), "--json")
    found = lines(done)[0]
    assert (found["kind"], found["questions"], found["left_out"]) == ("retrieval", 2, 1)
    assert found["overall"]["hit@1"]["value"] == 1.0
    assert set(found["by_type"]) == {"a", "b"}
    assert found["milliseconds"]["p95"] > 0


def test_any_file_of_questions_serves_for_both_measures(indexed: Path, sourcier: Typed) -> None:
    answered = lines(
        sourcier(indexed, "eval", written(indexed, "s.jsonl", QUERIES), "--measure", "answers", "--json")
    )
    assert answered[0]["overall"]["gold_first"]["value"] == 1.0
    searched = lines(
        sourcier(indexed, "eval", written(indexed, "q.jsonl", QUESTIONS), "--measure", "retrieval", "--json")
    )
    assert searched[0]["overall"]["hits@10"]["value"] == 1.0


def test_facts_and_articles_are_told_apart_and_no_line_is_lost(indexed: Path, sourcier: Typed) -> None:
    mixed: list[dict[str, Any]] = [
        {"query": "Combien a coûté le pont ?", "gold": "pont.txt"},
        {"query": "Combien a coûté le pont ?", "gold": [{"fact": "45 millions d'euros"}]},
        {"id": "1", "query": "Qui inaugure le pont ?", "gold": "pont.txt"},
        {"id": "1", "query": "Quand le pont ouvre-t-il ?", "gold": "pont.txt"},
    ]
    found = lines(sourcier(indexed, "eval", written(indexed, "m.jsonl", mixed), "--json"))[0]
    assert {"mrr@10 (article)", "mrr@10 (facts)"} <= found["overall"].keys()
    assert [one["id"] for one in found["results"]] == ["#1", "#2", "1", "1#4"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([QUESTIONS[0], {"claim": "x", "passage": "y", "label": "supported"}], "line 2"),
        ([QUESTIONS[0], {"id": "z"}], "line 2"),
        ([QUESTIONS[0], QUESTIONS[1] | {"gold": 1.5}], "line 2: “gold”"),
        ([{"claim": "x", "passage": "y", "label": "vrai"}], "line 1: “label”"),
        ([{"query": "x", "gold": "y"}, {"query": "", "gold": "y"}], "line 2: the field “query”"),
    ],
)
def test_a_line_of_another_shape_is_named(
    indexed: Path, sourcier: Typed, values: list[dict[str, Any]], said: str
) -> None:
    done = sourcier(indexed, "eval", written(indexed, "bad.jsonl", values), "--language", "en")
    assert done.returncode == 3
    assert said in done.stderr
    assert "docs/evaluation.md" in done.stderr


def test_claims_are_measured_by_kind(indexed: Path, sourcier: Typed) -> None:
    said = "Le pont de la Sarelle a coûté 45 millions d'euros."
    other = said.replace("45", "54")
    claims = [
        {"claim": said, "passage": f"{said} Il mesure {n} mètres.", "label": "supported", "kind": "verbatim"}
        for n in range(300, 303)
    ]
    claims.append({"claim": other, "passage": said, "label": "not_supported", "kind": "number"})
    done = sourcier(indexed, "eval", written(indexed, "c.jsonl", claims), "--json", "--report", "c.md")
    found = lines(done)[0]
    assert (found["kind"], found["claims"], found["metrics"]["auc"]["value"]) == ("support", 4, 1.0)
    assert found["by_type"]["number"]["unsupported_recall"]["value"] == 1.0
    assert found["by_type"]["verbatim"]["supported_recall"]["of"] == 3
    assert found["table"]["supported"] == {"not_supported": 0, "supported": 3}
    assert "mesure \\ type" in (indexed / "c.md").read_text(encoding="utf-8")


def test_a_field_that_nothing_reads_is_said(indexed: Path, sourcier: Typed) -> None:
    misspelt = [QUESTIONS[0], {"q": "Qui a gagné ?", "abstian": True}]
    done = sourcier(indexed, "eval", written(indexed, "f.jsonl", misspelt), "--language", "en")
    assert done.returncode == 0
    assert "“abstian” ignored (line 2; did you mean “abstain”?)" in done.stderr


def test_a_question_that_cannot_be_asked_is_kept_with_its_reason(indexed: Path, sourcier: Typed) -> None:
    file = written(indexed, "e.jsonl", [QUESTIONS[0], {"id": "long", "q": "Pourquoi ? " * 2000}])
    done = sourcier(indexed, "eval", file, "--json", "--report", "e.md", "--language", "en")
    assert done.returncode == 4, done.stderr
    found = lines(done)[0]
    assert (found["questions"], found["overall"]["gold_first"]["of"]) == (2, 1)
    (failed,) = found["failed"]
    assert (failed["id"], failed["line"]) == ("long", 2)
    assert "long" in failed["error"]
    assert "Could not be asked:" in (indexed / "e.md").read_text(encoding="utf-8")


def test_two_runs_are_compared_question_by_question(indexed: Path, sourcier: Typed) -> None:
    first = lines(sourcier(indexed, "eval", written(indexed, "q.jsonl", QUESTIONS), "--json"))[0]
    second = json.loads(json.dumps(first))
    second["results"][0]["scores"]["gold_first"] = [0, 1]
    second["results"][2]["scores"]["refused_rightly"] = [0, 1]
    second["results"].append(first["results"][0] | {"id": "new", "text": "Autre ?", "line": 9})
    for name, run in (("a.json", first), ("b.json", second)):
        (indexed / name).write_text(json.dumps(run), encoding="utf-8")
    done = sourcier(indexed, "eval", "--compare", "a.json", "b.json", "--json", "--report", "diff.md")
    assert done.returncode == 0, done.stderr
    found = lines(done)[0]
    assert (found["compared"], found["only_second"]) == (3, ["new"])
    gold = found["differences"]["gold_first"]
    assert (gold["difference"], gold["better"], gold["worse"], gold["p"]) == (-0.5, 0, 1, 1.0)
    assert {(one["id"], one["better"]) for one in found["changes"]} == {("cost", False), ("none", False)}
    assert "mêmes questions" in found["notices"][0]
    report = (indexed / "diff.md").read_text(encoding="utf-8")
    assert "- cost: Combien a coûté le pont de la Sarelle ? (gold_first 1.00 → 0.00)" in report


def test_fewer_wrong_refusals_are_better(indexed: Path, sourcier: Typed) -> None:
    first = lines(sourcier(indexed, "eval", written(indexed, "q.jsonl", QUESTIONS), "--json"))[0]
    second = json.loads(json.dumps(first))
    first["results"][0]["scores"]["wrongly_refused"] = [1, 1]
    for name, run in (("a.json", first), ("b.json", second)):
        (indexed / name).write_text(json.dumps(run), encoding="utf-8")
    found = lines(sourcier(indexed, "eval", "--compare", "a.json", "b.json", "--json"))[0]
    assert [(one["measure"], one["better"]) for one in found["changes"]] == [("wrongly_refused", True)]
    assert found["differences"]["wrongly_refused"]["better"] == 1


def test_what_is_no_run_cannot_be_compared(indexed: Path, sourcier: Typed) -> None:
    (indexed / "no.json").write_text('{"kind": "answers", "results": [{"id": 1}]}', encoding="utf-8")
    done = sourcier(indexed, "eval", "--compare", "no.json", "missing.json", "--language", "en")
    assert done.returncode == 3
    assert "“no.json” is not a run" in done.stderr
    assert "--report RUN.json" in done.stderr


def test_ctrl_c_keeps_what_is_done(indexed: Path, scripted_ollama: ScriptedOllama) -> None:
    written(indexed, "long.jsonl", [QUESTIONS[0] | {"id": str(n)} for n in range(3)])
    scripted_ollama.will(answer("Le pont de la Sarelle a coûté 45 millions d'euros [1]."))
    scripted_ollama.will(silent())
    environment = os.environ | {"SOURCIER_MODELS__HOST": scripted_ollama.url, "SOURCIER_MODELS__CHAT": "auto"}
    command = [sys.executable, "-m", "sourcier.cli", *_folders(indexed), "--language", "en"]
    with subprocess.Popen(
        [*command, "eval", "long.jsonl", "--json"],
        cwd=indexed,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        until = time.monotonic() + 90
        while len(scripted_ollama.chats) < 2 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    found = json.loads(out)
    assert (found["questions"], found["planned"], found["complete"]) == (1, 3, False)
    assert found["run"]["chat"]
    assert "Cut short: 1 of 3" in err
