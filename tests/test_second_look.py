"""The chat model's second look: it lowers and never raises, is measured first, and delays no text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsroom import answer_of, events_of, newsroom
from scripted_ollama import ScriptedOllama, answer, refused
from sourcier.ask.writing.second_look import opinion_in
from sourcier.cli import main
from sourcier.events import Finished, SentenceChecked, TextDelta
from sourcier.prompts import load_prompts
from sourcier.trust import Measured, keep, measured
from sourcier.types import Verdict
from sourcier.ui.exchange import Exchange
from test_cli import jsonl

QUESTION = "Combien a coûté le pont de la Sarelle ?"
TOLD = "L'ouvrage de 320 mètres a coûté 45 millions d'euros [1]. Paris est la plus grande ville d'Europe [1]."
NUMBERS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize")


def kept(folder: Path, ollama: ScriptedOllama, **changed: Any) -> None:
    """A measurement of the scripted chat model and the prompt in force."""
    prompt = load_prompts()["judge.user"].id
    values: dict[str, Any] = {
        "model": "qwen3:8b",
        "digest": ollama.models["qwen3:8b"].digest,
        "prompt": prompt,
        "pays": True,
    }
    numbers = {"precision_before": 0.6, "precision_after": 0.8, "low": 0.1, "high": 0.3, "true_lowered": 0.1}
    counted = {
        "claims": 200,
        "looked_at": 90,
        "recall_before": 0.3,
        "recall_after": 0.28,
        "true_lowered": 0.1,
    }
    named = {"date": "2026-01-01", "file": "claims.jsonl"}
    keep(folder / "index", Measured(**(values | numbers | counted | named | changed)))


@pytest.mark.parametrize(
    ("reply", "opinion"),
    [
        ("OUI", Verdict.SUPPORTED),
        ("**Oui**, tout y est.", Verdict.SUPPORTED),
        ("PARTIE", Verdict.PARTIAL),
        ("En partie seulement.", Verdict.PARTIAL),
        ("Oui, mais en partie", Verdict.PARTIAL),
        ("NON. Le passage dit le contraire.", Verdict.UNSUPPORTED),
        ("no", Verdict.UNSUPPORTED),
        ("Nonante mètres", None),
        ("Le passage parle d'un pont.", None),
        ("", None),
    ],
)
def test_the_first_word_of_a_reply_is_its_opinion(reply: str, opinion: Verdict | None) -> None:
    assert opinion_in(reply) is opinion


def test_a_sentence_is_lowered_after_the_whole_text_has_come(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    kept(tmp_path, scripted_ollama)
    scripted_ollama.will(answer(TOLD))
    scripted_ollama.default = lambda _: answer("NON")
    with newsroom(tmp_path, ollama=scripted_ollama.url, second_look=True) as engine:
        events = events_of(engine, QUESTION)
    last = events[-1]
    assert isinstance(last, Finished)
    first = [event for event in events if isinstance(event, SentenceChecked) and event.index == 0]
    assert [event.sentence.verdict for event in first] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    assert max(i for i, event in enumerate(events) if isinstance(event, TextDelta)) < events.index(first[1])
    assert last.answer.sentences[0].verdict is Verdict.UNSUPPORTED
    assert "second regard" in last.answer.sentences[0].why[-1].fr
    assert any(name.startswith("judge.user@") for name in last.answer.prompt_ids)
    asked = [seen.body["messages"][-1]["content"] for seen in scripted_ollama.chats[1:]]
    assert len(asked) == 1  # the sentence that the rules reject is not looked at again
    assert "45 millions" in asked[0].split("</passage>")[0]


def test_the_page_keeps_the_sentences_after_a_lowered_one(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    kept(tmp_path, scripted_ollama)
    second = "Le pont de la Sarelle sera inauguré le 3 septembre 2024 par la ministre des Transports [1]."
    scripted_ollama.will(answer(f"L'ouvrage de 320 mètres a coûté 45 millions d'euros [1]. {second}"))
    scripted_ollama.will(answer("PARTIE"))
    scripted_ollama.will(answer("OUI"))
    exchange = Exchange(QUESTION)
    with newsroom(tmp_path, ollama=scripted_ollama.url, second_look=True) as engine:
        for event in events_of(engine, QUESTION):
            exchange.take(event)
            if isinstance(event, SentenceChecked) and event.sentence.verdict is Verdict.PARTIAL:
                lowered_at = len(exchange.sentences)
    assert lowered_at == 1  # the next one follows at once
    assert [one.verdict for one in exchange.sentences] == [Verdict.PARTIAL, Verdict.SUPPORTED]
    assert exchange.answer is not None
    assert all(exchange.cited[index] for index in range(2))


def test_a_second_look_never_raises_and_a_failing_one_changes_nothing(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    kept(tmp_path, scripted_ollama)
    with newsroom(tmp_path, ollama=scripted_ollama.url, second_look=True) as engine:
        scripted_ollama.will(answer(TOLD))
        scripted_ollama.will(answer("OUI"))
        agreed = answer_of(engine, QUESTION)
        assert [one.verdict for one in agreed.sentences] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
        scripted_ollama.will(answer(TOLD))
        scripted_ollama.will(refused(500, "llama runner process has terminated"))
        failed = answer_of(engine, QUESTION)
        assert failed.sentences[0].verdict is Verdict.SUPPORTED
        assert any("Second look broken off" in notice.en for notice in failed.notices)
        scripted_ollama.will(answer(TOLD))
        scripted_ollama.will(answer("Le pont est long."))
        unread = answer_of(engine, QUESTION)
        assert unread.sentences[0].verdict is Verdict.SUPPORTED
        assert any("neither yes nor no" in notice.en for notice in unread.notices)


@pytest.mark.parametrize(
    "changed", [None, {"digest": "0" * 64}, {"prompt": "judge.user@00000000"}, {"pays": None}]
)
def test_it_is_not_used_before_it_was_measured_on_this_model_and_prompt(
    tmp_path: Path, scripted_ollama: ScriptedOllama, changed: dict[str, Any] | None
) -> None:
    if changed is not None:
        kept(tmp_path, scripted_ollama, **changed)
    scripted_ollama.will(answer(TOLD))
    scripted_ollama.default = lambda _: answer("NON")
    with newsroom(tmp_path, ollama=scripted_ollama.url, second_look=True) as engine:
        given = answer_of(engine, QUESTION)
    assert given.sentences[0].verdict is Verdict.SUPPORTED
    assert len(scripted_ollama.chats) == 1
    assert any("sourcier eval CLAIMS.jsonl --judge" in notice.en for notice in given.notices)


def test_a_measurement_that_shows_no_gain_is_said_with_every_answer(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    kept(tmp_path, scripted_ollama, pays=False, true_lowered=0.6)
    scripted_ollama.will(answer(TOLD))
    with newsroom(tmp_path, ollama=scripted_ollama.url, second_look=True) as engine:
        given = answer_of(engine, QUESTION)
    assert any("60% of the true sentences lowered" in notice.en for notice in given.notices)


Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sourcier(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    scripted_ollama: ScriptedOllama,
) -> Typed:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCIER_MODELS__HOST", scripted_ollama.url)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)

    def typed(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["--index", "index", *arguments])
        return code, *capfd.readouterr()

    return typed


def claims(folder: Path) -> str:
    """The rules find all of them supported word for word; a person says that half of them are not."""
    values = []
    for number, word in enumerate(NUMBERS * 4):
        said = f"Le syndicat du village numéro {number} demande {word} lignes de bus pour les lycéens."
        label = "supported" if number % 2 else "not_supported"
        values.append({"claim": said, "passage": f"{said} La mairie étudie la demande.", "label": label})
    (folder / "claims.jsonl").write_text(jsonl(values), encoding="utf-8")
    return "claims.jsonl"


def sees_through(sent: dict[str, Any]) -> Any:
    """A model that knows which of the claims are false."""
    number = re.search(r"numéro (\d+)", sent["messages"][-1]["content"].split("</passage>")[1])
    assert number is not None
    return answer("OUI" if int(number[1]) % 2 else "NON")


def test_a_model_that_sees_what_the_rules_do_not_pays_and_is_kept(
    tmp_path: Path, sourcier: Typed, scripted_ollama: ScriptedOllama
) -> None:
    scripted_ollama.default = sees_through
    code, out, err = sourcier("eval", claims(tmp_path), "--judge", "--json", "--report", "judge.md")
    assert code == 0, err
    found = json.loads(out)["second_look"]
    assert (found["claims"], found["looked_at"], found["pays"]) == (48, 48, True)
    assert (found["supported_precision"]["without"], found["supported_precision"]["with"]) == (0.5, 1.0)
    assert found["supported_precision"]["low"] > 0
    assert (found["true_lowered"]["hits"], found["false_lowered"]["hits"]) == (0, 24)
    assert "Worth turning on with this model" in (tmp_path / "judge.md").read_text(encoding="utf-8")
    (one,) = measured(tmp_path / "index")
    assert (one.model, one.claims, one.pays) == ("qwen3:8b", 48, True)
    assert one.digest == scripted_ollama.models["qwen3:8b"].digest
    assert one.prompt == load_prompts()["judge.user"].id


def test_a_model_that_doubts_everything_does_not_pay(
    tmp_path: Path, sourcier: Typed, scripted_ollama: ScriptedOllama
) -> None:
    scripted_ollama.default = lambda _: answer("NON")
    code, out, _ = sourcier("eval", claims(tmp_path), "--judge")
    assert code == 1
    assert "Not worth turning on" in out
    assert measured(tmp_path / "index")[0].true_lowered == 1.0


def test_few_claims_say_nothing_and_a_dead_model_is_an_error(
    tmp_path: Path, sourcier: Typed, scripted_ollama: ScriptedOllama
) -> None:
    scripted_ollama.default = sees_through
    code, out, _ = sourcier("eval", claims(tmp_path), "--judge", "--limit", "9")
    assert code == 1
    assert "Too few to say" in out
    scripted_ollama.default = lambda _: refused(500, "llama runner process has terminated")
    code, _, err = sourcier("eval", "claims.jsonl", "--judge")
    assert code == 3
    assert "→" in err
    code, _, err = sourcier("eval", "claims.jsonl", "--judge", "--no-model")
    assert code == 3
    assert "ollama pull" in err
