"""Everything that a model read is in the answer's ledger, word for word; nothing unread is cited."""

from __future__ import annotations

import re
from pathlib import Path

from newsroom import events_of, newsroom
from scripted_ollama import ScriptedOllama, answer
from sourcier.ask.showing.ledger import ledger
from sourcier.ask.writing.request import neutralise
from sourcier.events import Finished
from sourcier.types import Answer, Turn

STRIKE = "Combien de salariés participent à la grève du port de Brumeval ?"
BRIDGE = "Combien a coûté le pont de la Sarelle ?"
_BLOCK = re.compile(r"^\[(\d+)\] [^\n]*\n(.*?)(?=\n\n\[\d+\] |\n</passages>)", re.DOTALL | re.MULTILINE)


def sent(server: ScriptedOllama) -> dict[int, str]:
    """The passages in the messages of the last request, by mark."""
    messages = server.chats[-1].body["messages"]
    return {int(mark): text for one in messages for mark, text in _BLOCK.findall(one["content"])}


def of(events: list[object]) -> Answer:
    last = events[-1]
    assert isinstance(last, Finished)
    return last.answer


def test_the_ledger_holds_what_was_sent_and_only_that_as_read(
    tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    with newsroom(tmp_path, ollama=scripted_ollama.url) as engine:
        articles = {one.id: one.text for one in engine.articles()}
        turns: list[Turn] = []
        for question in (STRIKE, BRIDGE):
            scripted_ollama.will(answer("Environ 250 salariés participent au mouvement [1]."))
            found = of([*events_of(engine, question, history=turns)])
            turns.append(Turn(question, found))
            read = {one.mark: one.passage for one in found.read if not one.dropped}
            assert {mark: neutralise(one.text) for mark, one in read.items()} == sent(scripted_ollama)
            assert all(articles[p.article_id][p.start : p.end] == p.text for p in read.values())
            assert {citation.mark for citation in found.citations} <= set(read)
            assert {one.mark for one in found.read if one.used} == {one.mark for one in found.citations}
            shelved = [one.mark for shelf in ledger(found) for one in shelf.read]
            assert sorted(shelved) == sorted(one.mark for one in found.read)
    assert found.citations, "the earlier passage may be cited again, and is in the ledger"


def test_what_did_not_fit_is_found_and_not_read(tmp_path: Path, scripted_ollama: ScriptedOllama) -> None:
    many = {
        f"{n}.txt": f"Le pont de la Sarelle, chantier {n}. "
        + f"Le pont de la Sarelle a coûté {n} millions. " * 30
        for n in range(10, 24)
    }
    with newsroom(
        tmp_path, ollama=scripted_ollama.url, articles=many, num_ctx=1200, num_predict=64
    ) as engine:
        scripted_ollama.will(answer("Le pont a coûté 10 millions [1]."))
        found = of([*events_of(engine, BRIDGE)])
    dropped = [one for one in found.read if one.dropped]
    assert dropped and not any(one.used for one in dropped)
    assert not {one.mark for one in dropped} & set(sent(scripted_ollama))
