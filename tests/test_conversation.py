"""A conversation on the wire: what was sent stays a byte-identical beginning of what is sent next."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import ARTICLES, exact, newsroom
from scripted_ollama import Reply, ScriptedOllama, Seen, answer, done, dropped, refused, token
from sourcier.ask.writing.earlier import Earlier, unsent
from sourcier.engine import Engine
from sourcier.events import Finished
from sourcier.transfer import dump_line, read
from sourcier.types import Answer, Filters, Kind, Passage, Sent, Turn, Verdict

STRIKE = "Combien de salariés participent à la grève du port de Brumeval ?"
BRIDGE = "Quand le pont de la Sarelle sera-t-il inauguré ?"
COST = "Combien a coûté le pont de la Sarelle ?"


class Conversation:
    """One conversation with an engine: `ask` keeps its turns, as the page does."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.turns: list[Turn] = []

    def ask(self, question: str, **how: Any) -> Answer:
        last = list(self.engine.ask(question, history=self.turns, **how))[-1]
        assert isinstance(last, Finished)
        self.turns.append(Turn(question, last.answer))
        return last.answer


def messages(seen: Seen) -> list[dict[str, str]]:
    return list(seen.body["messages"])


def mark_of(found: Answer, words: str) -> int:
    return next(read.mark for read in found.read if words in read.passage.text and not read.dropped)


def test_three_turns_are_one_growing_prompt_and_no_passage_is_sent_twice(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        talk = Conversation(engine)
        scripted_ollama.will(answer("Environ 250 salariés participent\u00a0au mouvement [1].\n\n"))
        first = talk.ask(STRIKE)
        second = talk.ask(BRIDGE)
        third = talk.ask(COST)
    sent = [messages(chat) for chat in scripted_ollama.chats]
    assert [len(each) for each in sent] == [2, 4, 6]
    assert [each["role"] for each in sent[2]] == ["system", *["user", "assistant"] * 2, "user"]
    assert sent[1][:2] == sent[0]
    assert sent[2][:4] == sent[1]
    assert sent[1][2]["content"] == first.raw
    assert sent[2][4]["content"] == second.raw
    everything = "\n".join(each["content"] for each in sent[2])
    for text in ("a coûté 45 millions", "Environ 250 salariés", "Quelque 300 dockers", "3 septembre 2024"):
        assert everything.count(text) == 1 + (text == "Environ 250 salariés")  # the first answer says it too
    marks = [read.mark for read in third.read]
    assert len(marks) == len(set(marks))
    again = {read.mark: read.passage for read in third.read if read.earlier}
    assert again == {read.mark: read.passage for read in second.read if not read.dropped}


def test_passages_of_both_topics_can_be_cited_and_a_wrong_mark_is_moved_to_the_right_one(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url, evidence_tokens=100) as engine:
        talk = Conversation(engine)
        first = talk.ask(STRIKE)
        port = mark_of(first, "250 salariés")
        assert not any("3 septembre" in read.passage.text for read in first.read if not read.dropped)
        scripted_ollama.will(
            answer(
                f"Le pont de la Sarelle sera inauguré le 3 septembre 2024 [{port}]. "
                f"Environ 250 salariés participent au mouvement, selon la direction du port [{port}]."
            )
        )
        second = talk.ask(BRIDGE)
        bridge = mark_of(second, "3 septembre")
        scripted_ollama.will(
            answer(f"Environ 250 salariés participent au mouvement, selon la direction [{bridge}].")
        )
        third = talk.ask(STRIKE)
        assert exact(engine, second) and exact(engine, third)
    assert [sentence.verdict for sentence in second.sentences] == [Verdict.SUPPORTED] * 2
    assert [sentence.marks for sentence in second.sentences] == [(bridge,), (port,)]
    assert {(read.mark, read.earlier) for read in second.read if read.used} == {(bridge, False), (port, True)}
    assert third.sentences[0].marks == (port,)
    # Nothing of it was new: the passage is pointed to, not sent.
    assert f"à relire pour cette question : [{port}]" in messages(scripted_ollama.chats[-1])[-1]["content"]


def test_what_was_sent_survives_the_way_to_another_process(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        found = Conversation(engine).ask(STRIKE)
    assert found.sent
    assert read(json.loads(dump_line(Finished(found)))) == Finished(found)


def test_a_follow_up_is_rewritten_on_the_same_beginning(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        talk = Conversation(engine)
        talk.ask(BRIDGE)
        scripted_ollama.will(answer(COST))
        second = talk.ask("Et combien a-t-il coûté ?")
    before, rewriting, asked = (messages(chat) for chat in scripted_ollama.chats)
    assert rewriting[:2] == asked[:2] == before
    assert rewriting[:3] == asked[:3]
    assert "Et combien a-t-il coûté ?" in rewriting[3]["content"]
    assert "<passage" not in rewriting[3]["content"]
    assert second.standalone_question == COST


@pytest.mark.parametrize(
    ("what", "how"),
    [
        ("another model", {"model": "smollm2:135m"}),
        ("other limits", {"filters": Filters(kinds=(Kind.REPORT,))}),
    ],
)
def test_what_was_asked_otherwise_is_not_sent_along(
    tmp_path: Path, scripted_ollama: ScriptedOllama, what: str, how: dict[str, Any]
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url, chat="qwen3:8b") as engine:
        talk = Conversation(engine)
        talk.ask(STRIKE)
        found = talk.ask(BRIDGE, **how)
    assert len(messages(scripted_ollama.chats[-1])) == 2, what
    assert min(read.mark for read in found.read) == 1


def test_refusals_extracts_and_questions_without_an_answer_leave_the_beginning_as_it_was(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        talk = Conversation(engine)
        talk.ask(STRIKE)
        assert talk.ask("Qui a gagné la coupe du monde de rugby en 2019 ?").refused
        assert talk.ask(STRIKE, use_model=False).mode == "extracts"
        scripted_ollama.will(answer("Les passages ne répondent pas à cette question."))
        assert talk.ask(COST).refused
        talk.turns.append(Turn("Une question sans réponse connue ?"))
        talk.ask(BRIDGE)
    last = messages(scripted_ollama.chats[-1])
    assert len(last) == 4
    assert last[:2] == messages(scripted_ollama.chats[0])
    assert "ne répondent pas" not in last[2]["content"]


def test_an_edited_question_goes_on_from_the_turn_before_it(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        talk = Conversation(engine)
        talk.ask(STRIKE)
        talk.ask(BRIDGE)
        talk.turns.pop()
        talk.ask(COST)
    last = messages(scripted_ollama.chats[-1])
    assert last[:2] == messages(scripted_ollama.chats[0])
    assert BRIDGE not in "".join(each["content"] for each in last)


def test_an_answer_cut_off_is_not_sent_again(tmp_path: Path, scripted_ollama: ScriptedOllama) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        talk = Conversation(engine)
        scripted_ollama.will(dropped("Environ 250 salariés participent au mouvement [1]. La direction"))
        assert talk.ask(STRIKE).incomplete
        talk.ask(BRIDGE)
        assert len(messages(scripted_ollama.chats[-1])) == 2
        scripted_ollama.will(Reply((token("Le pont ouvrira"), done("length"))))
        assert talk.ask(COST).incomplete
        talk.ask(STRIKE)
    assert len(messages(scripted_ollama.chats[-1])) == 6


@pytest.mark.parametrize("gone", [True, False])
def test_a_passage_that_its_article_no_longer_says_is_not_sent_again(
    tmp_path: Path, scripted_ollama: ScriptedOllama, gone: bool
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        talk = Conversation(engine)
        talk.ask(BRIDGE)
        talk.ask(STRIKE)
        file = tmp_path / "articles" / "port.txt"
        if gone:
            file.unlink()
        else:
            file.write_text(ARTICLES["port.txt"].replace("250", "260"), encoding="utf-8")
        for _ in engine.index(allow_removals=True):
            pass
        found = talk.ask(COST)
    prompt = "".join(each["content"] for each in messages(scripted_ollama.chats[-1]))
    assert "Environ 250 salariés" not in prompt
    assert "3 septembre 2024" in prompt
    assert all("250" not in read.passage.text for read in found.read)


def test_another_conversation_in_between_has_emptied_the_cache_so_the_question_goes_alone(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        mine, theirs = Conversation(engine), Conversation(engine)
        mine.ask(STRIKE)
        theirs.ask(BRIDGE)
        mine.ask(COST)
        assert len(messages(scripted_ollama.chats[-1])) == 2
        mine.ask(BRIDGE)
    assert len(messages(scripted_ollama.chats[-1])) == 4


def test_a_model_that_was_unloaded_meanwhile_is_asked_the_question_alone(
    tmp_path: Path, scripted_ollama: ScriptedOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcier.models.held.PAUSE_SECONDS", 0.0)  # as after a pause: the server is asked
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        talk = Conversation(engine)
        talk.ask(STRIKE)
        talk.ask(BRIDGE)  # the scripted server says that nothing is in memory
    assert len(messages(scripted_ollama.chats[-1])) == 2


def test_what_no_longer_fits_the_window_goes_in_a_block_and_is_said(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    long = "Environ 250 salariés participent au mouvement, selon la direction du port [1]. " * 8
    scripted_ollama.default = lambda _: answer(long)
    window: dict[str, Any] = {"num_ctx": 2400, "num_predict": 200, "evidence_tokens": 300}
    with newsroom(tmp_path, ollama=scripted_ollama.url, **window) as engine:
        talk = Conversation(engine)
        found = [talk.ask(question) for question in [STRIKE, BRIDGE, COST] * 3]
    sent = [messages(chat) for chat in scripted_ollama.chats]
    kept = [after[: len(before)] == before for before, after in pairwise(sent)]
    assert not all(kept)  # it did overflow
    assert sum(kept) > len(kept) / 2  # and not at every turn
    assert all(now or before for before, now in pairwise(kept))
    said = [any("models.num_ctx" in note.fr for note in each.searched.notes) for each in found]
    assert said[1:] == [not each for each in kept]
    for each in sent:
        assert each[0] == sent[0][0]
        assert each[-2]["role"] in {"system", "assistant"}


def test_a_prompt_that_the_server_finds_too_long_goes_without_the_earlier_turns(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        talk = Conversation(engine)
        talk.ask(STRIKE)
        scripted_ollama.will(refused(400, "the input length exceeds the context length"))
        found = talk.ask(BRIDGE)
    assert [len(messages(chat)) for chat in scripted_ollama.chats] == [2, 4, 2]
    assert found.mode == "model"
    assert any("plus courte" in notice.fr for notice in found.notices)


def test_questions_alone_as_history_are_only_for_the_subject(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        list(engine.ask(COST, history=[Turn(BRIDGE)]))
    assert len(messages(scripted_ollama.chats[-1])) == 2


def passage(start: int, end: int, text: str) -> Passage:
    return Passage("a.txt#0", "a.txt", "a.txt", Kind.REPORT, start, end, text[start:end], "fr")


STORY = " ".join(f"Le préfet numéro {number} a parlé au port." for number in range(12))
CUTS = [
    match for match in range(len(STORY) + 1) if match in (0, len(STORY)) or STORY[match - 2 : match] == ". "
]


@given(st.lists(st.tuples(st.sampled_from(CUTS), st.sampled_from(CUTS)), max_size=6))
def test_nothing_is_sent_twice_and_nothing_is_lost(spans: list[tuple[int, int]]) -> None:
    known: list[Passage] = []
    wanted: set[int] = set()
    for first, last in spans:
        start, end = sorted((first, last))
        if start == end:
            continue
        end = end if end == len(STORY) else end - 1  # without the space after the full stop
        parts = unsent(passage(start, end, STORY), known)
        covered = {at for one in known for at in range(one.start, one.end)}
        for part in parts:
            assert STORY[part.start : part.end] == part.text
            assert covered.isdisjoint(at for at in range(part.start, part.end) if STORY[at] != " ")
        known += parts
        wanted |= {at for at in range(start, end) if STORY[at] != " "}
    assert wanted <= {at for one in known for at in range(one.start, one.end)}


@given(st.lists(st.integers(1, 400), max_size=8), st.integers(-100, 1500))
def test_the_newest_turns_are_kept_and_a_block_makes_room(sizes: list[int], room: int) -> None:
    sent = tuple(Sent("mot " * size, "", {}) for size in sizes)
    kept = Earlier(sent).fitting(room, lambda text: len(text.split()))
    assert kept.sent == sent[len(sent) - len(kept.sent) :]
    assert kept.left_out == len(sent) - len(kept.sent)
    spent = sum(sizes[kept.left_out :])
    assert spent <= max(room, 0)
    if kept.left_out:
        assert spent <= max(room, 0) // 2
        assert sum(sizes) > room


def test_a_question_being_typed_warms_the_model_with_what_its_prompt_will_begin_with(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        engine.warm()
        (told,) = scripted_ollama.preloads
        assert scripted_ollama.chats == []
        Conversation(engine).ask(STRIKE)
        (sent,) = scripted_ollama.chats
        (system, start), (same, whole) = messages(told), messages(sent)
        assert system == same
        assert start["content"] and whole["content"].startswith(start["content"])
        assert told.body["options"]["num_ctx"] == sent.body["options"]["num_ctx"], "or Ollama loads it again"
        scripted_ollama.running.add(sent.body["model"])
        engine.warm()
        assert len(scripted_ollama.preloads) == 1, "in memory, with a conversation in its cache"
        scripted_ollama.running.clear()
        engine.warm()
        assert len(scripted_ollama.preloads) == 2
        scripted_ollama.go_down()
        engine.warm()  # what is wrong, the question says


def test_without_a_chat_model_nothing_is_warmed(tmp_path: Path, scripted_ollama: ScriptedOllama) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url, chat="none") as engine:
        engine.warm()
    assert scripted_ollama.preloads == []
