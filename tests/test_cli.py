"""The command line is the contract: JSON fields, exit codes, errors with what to type next."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from newsroom import ARTICLES, write_articles
from scripted_ollama import ScriptedOllama

ASKED = "Combien a coûté le pont de la Sarelle ?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_articles(tmp_path / "articles")
    return tmp_path


def sourcier(
    folder: Path, *arguments: str, given: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user would, in ``folder``, without any model unless ``environment`` says so."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SOURCIER_", "OLLAMA_"))
    }
    kept |= {
        "SOURCIER_MODELS__CHAT": "none",
        "SOURCIER_MODELS__EMBEDDER": "none",
        "PYTHONIOENCODING": "utf-8",
        "LANG": "fr_FR.UTF-8",
    }
    return subprocess.run(
        [sys.executable, "-m", "sourcier.cli", "--corpus", "articles", "--index", "store", *arguments],
        cwd=folder,
        env=kept | environment,
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[Any]:
    assert done.stdout.strip(), done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def jsonl(values: Sequence[object]) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def test_index_reports_what_it_did(folder: Path) -> None:
    first = sourcier(folder, "index", "--json")
    assert first.returncode == 0, first.stderr
    report = lines(first)[0]
    assert sorted(report["added"]) == sorted(ARTICLES)
    assert {
        "changed",
        "removed",
        "moved",
        "unchanged",
        "failed",
        "passages",
        "embedded",
        "seconds",
    } <= report.keys()
    assert report["embedded"] == report["passages"] > 0
    (folder / "articles" / "vide.txt").write_bytes(b"")
    second = sourcier(folder, "index", "--json")
    assert second.returncode == 4
    again = lines(second)[0]
    assert (again["added"], again["unchanged"], again["embedded"]) == ([], len(ARTICLES), 0)
    assert again["failed"][0]["file"] == "vide.txt"
    assert again["failed"][0]["reason"]


def test_dry_run_writes_nothing(folder: Path) -> None:
    done = sourcier(folder, "index", "--dry-run", "--json")
    assert len(lines(done)[0]["added"]) == len(ARTICLES)
    assert lines(sourcier(folder, "status", "--json"))[0]["articles"] == 0


def test_ask_answers_with_the_fields_of_the_contract(folder: Path) -> None:
    done = sourcier(folder, "ask", ASKED, "--json")
    assert done.returncode == 0, done.stderr
    found = lines(done)[0]
    assert (found["question"], found["mode"], found["refused"], found["model"]) == (
        ASKED,
        "extracts",
        False,
        None,
    )
    assert {
        "standalone_question",
        "reason",
        "text",
        "sentences",
        "origins",
        "divergences",
        "read",
    } <= found.keys()
    assert {"queries", "filters", "passages", "newest_published"} <= found["searched"].keys()
    citation = found["citations"][0]
    assert {"mark", "file", "article", "title", "outlet", "published", "kind", "origin"} <= citation.keys()
    text = (folder / "articles" / citation["file"]).read_text(encoding="utf-8")
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert "45 millions" in " ".join(one["quote"] for one in found["citations"])
    assert {"text", "marks", "verdict", "why"} == found["sentences"][0].keys()
    assert any(one["used"] for one in found["read"])


def test_a_refusal_exits_with_1_and_says_what_was_searched(folder: Path) -> None:
    done = sourcier(folder, "ask", "Qui dirige la banque centrale du Chili ?", "--json")
    assert done.returncode == 1
    found = lines(done)[0]
    assert found["refused"]
    assert found["reason"]
    assert found["searched"]["passages"] > 0
    assert found["citations"] == []


def test_a_file_of_questions_gives_a_line_each_with_its_id_and_history(folder: Path) -> None:
    questions = [
        {"id": "a", "question": ASKED},
        {"id": 2, "question": "Et quand sera-t-il inauguré ?", "history": ["Où est le pont de la Sarelle ?"]},
        {"id": "c", "question": " "},
    ]
    done = sourcier(folder, "ask", "--queries", "-", "--json", given=jsonl(questions))
    found = lines(done)
    assert [line["id"] for line in found] == ["a", "2", "c"]
    assert "Sarelle" in found[1]["standalone_question"]
    assert "error" in found[2]
    assert done.returncode == 4


def test_search_lists_passages_best_first(folder: Path) -> None:
    (folder / "q.jsonl").write_text(jsonl([{"id": "x", "query": "pont Sarelle"}]), encoding="utf-8")
    found = lines(sourcier(folder, "search", "--queries", "q.jsonl", "-k", "3", "--json"))[0]
    assert found["id"] == "x"
    assert found["passages"][0]["file"] == "pont.txt"
    assert [one["score"] for one in found["passages"]] == sorted(
        (one["score"] for one in found["passages"]), reverse=True
    )
    assert {
        "file",
        "article",
        "title",
        "outlet",
        "language",
        "published",
        "kind",
        "page",
        "start",
        "end",
        "text",
        "score",
    } == found["passages"][0].keys()


def test_kinds_and_dates_filter_a_search(folder: Path) -> None:
    comments = lines(sourcier(folder, "search", "dockers", "--kind", "comment", "--json"))[0]["passages"]
    assert comments
    assert {one["kind"] for one in comments} == {"comment"}
    reporting = lines(sourcier(folder, "search", "dockers honte région", "--json"))[0]["passages"]
    assert "comment" not in {one["kind"] for one in reporting}
    assert (
        lines(sourcier(folder, "search", "dockers", "--since", "2020-01-01", "--json"))[0]["passages"] == []
    )


def test_check_gives_a_verdict_and_why(tmp_path: Path) -> None:
    pairs = [
        {
            "id": "good",
            "claim": "Le pont a coûté 45 millions d'euros.",
            "passage": "Le pont a coûté 45 millions d'euros.",
        },
        {
            "id": "bad",
            "claim": "Le pont a coûté 54 millions d'euros.",
            "passage": "Le pont a coûté 45 millions d'euros.",
        },
    ]
    good, bad = lines(sourcier(tmp_path, "check", "-", "--json", given=jsonl(pairs)))
    assert (good["id"], good["verdict"]) == ("good", "supported")
    assert bad["verdict"] == "unsupported"
    assert "54" in " ".join(bad["why"])
    assert good["score"] > bad["score"]


def test_articles_and_status_say_what_is_there(folder: Path) -> None:
    before = sourcier(folder, "status")
    assert "sourcier index" in before.stdout
    assert {line["file"] for line in lines(sourcier(folder, "articles", "--json"))} == set(ARTICLES)
    status = lines(sourcier(folder, "status", "--json"))[0]
    assert status["articles"] == len(ARTICLES)
    assert status["versions"]["chromadb"]


def test_models_lists_and_pulls_after_asking(folder: Path, scripted_ollama: ScriptedOllama) -> None:
    here = {"SOURCIER_MODELS__HOST": scripted_ollama.url}
    listed = lines(sourcier(folder, "models", "--json", **here))
    assert {one["name"] for one in listed} == set(scripted_ollama.models)
    unasked = sourcier(folder, "models", "pull", "newmodel:1b", **here)
    assert unasked.returncode == 3
    assert "--yes" in unasked.stderr
    assert not any(seen.path == "/api/pull" for seen in scripted_ollama.requests)
    assert sourcier(folder, "models", "pull", "newmodel:1b", "--yes", **here).returncode == 0
    assert "newmodel:1b" in scripted_ollama.models


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "usage"),
        (("nonsense",), 2, "usage"),
        (("ask",), 3, "sourcier ask"),
        (("ask", "Quoi ?", "--since", "hier"), 3, "--since 20"),
        (("search", "x", "--kind", "rumeur"), 3, "comment"),
        (("ask", "--queries", "absent.jsonl"), 3, ".jsonl"),
        (("--corpus", "nulle-part", "index"), 3, "nulle-part"),
        (("--config", "absent.toml", "status"), 3, "--config"),
        (("models", "pull"), 3, "qwen3:8b"),
    ],
)
def test_a_mistake_ends_with_its_code_and_what_to_type(
    folder: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = sourcier(folder, *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreachable_ollama_has_its_own_message(folder: Path) -> None:
    done = sourcier(folder, "models", SOURCIER_MODELS__HOST="127.0.0.1:9")
    assert done.returncode == 3
    assert "ollama serve" in done.stderr


def test_a_remote_ollama_is_refused_unless_allowed(folder: Path) -> None:
    done = sourcier(folder, "models", SOURCIER_MODELS__HOST="http://192.0.2.1:11434")
    assert done.returncode == 3
    assert "allow_remote" in done.stderr


def test_a_closed_pipe_leaves_no_traceback(folder: Path) -> None:
    command = f"{sys.executable} -m sourcier.cli config | head -1"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, encoding="utf-8", timeout=60)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_file_names_with_control_characters_are_printed_harmless(folder: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    (folder / "articles" / "mal\x1b[31m\nfait.txt").write_text(
        "Le tramway de Dorvigny roule.\n", encoding="utf-8"
    )
    done = sourcier(folder, "search", "tramway Dorvigny")
    assert "tramway" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_console_without_utf8_is_no_error(folder: Path) -> None:
    done = sourcier(folder, "ask", ASKED, PYTHONIOENCODING="ascii", LANG="C", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert "45 millions" in done.stdout


def test_messages_are_english_when_asked(folder: Path) -> None:
    done = sourcier(folder, "--language", "en", "models", SOURCIER_MODELS__HOST="127.0.0.1:9")
    assert "Ollama" in done.stderr
    assert "tapez" not in done.stderr
