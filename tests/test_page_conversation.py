"""A conversation on the page: a translation shown and corrected, a prompt that grows by what is new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsroom import write_articles
from page_fixtures import app, ask, picture, visit
from scripted_ollama import ScriptedOllama, answer
from test_page import finished, ready

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FRENCH = "Quand le pont de la Sarelle sera-t-il inauguré ?"


def test_a_translation_can_be_corrected_and_the_next_question_goes_on_from_the_answer(
    browser: Browser, tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    write_articles(tmp_path / "articles")
    with app(tmp_path, ollama=scripted_ollama.url) as served, visit(browser, served) as seen:
        page = seen.page
        ready(page)
        scripted_ollama.will(answer("Quand le pont de la rivière ouvrira-t-il ?"))
        ask(page, "When will the new bridge over the river be opened?")
        finished(page)
        line = page.locator("#conversation .understood")
        assert "Cherché aussi en traduction" in line.inner_text()
        picture(page, "translation-fr")
        line.locator("[data-action=translation]").click()
        page.wait_for_function("document.querySelector('#question textarea').value.includes('la rivière')")
        page.fill("#question textarea", FRENCH)
        scripted_ollama.will(answer("The Sarelle bridge will be inaugurated on 3 September 2024 [1]."))
        page.press("#question textarea", "Enter")
        page.wait_for_selector(f"#conversation .understood >> text={FRENCH}", timeout=60_000)
        finished(page)
        assert page.locator("#conversation .turn").count() == 1
        ask(page, "Combien a coûté le pont de la Sarelle ?")
        page.wait_for_function(
            "document.querySelectorAll('#conversation .turn').length === 2", timeout=60_000
        )
        finished(page)
    corrected, asked = (chat.body["messages"] for chat in scripted_ollama.chats[-2:])
    assert FRENCH in corrected[-1]["content"]
    assert asked[: len(corrected)] == corrected
    assert asked[len(corrected)]["role"] == "assistant"


def test_the_model_is_made_ready_while_the_first_question_is_typed(
    browser: Browser, tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    write_articles(tmp_path / "articles")
    with app(tmp_path, ollama=scripted_ollama.url) as served, visit(browser, served) as seen:
        page = seen.page
        ready(page)
        assert scripted_ollama.preloads == [], "nothing is loaded for a page that is only looked at"
        page.locator("#question textarea").press_sequentially("Quand le pont", delay=30)
        page.wait_for_timeout(1500)
        (told,) = scripted_ollama.preloads
        ask(page, FRENCH)
        finished(page)
    (sent,) = scripted_ollama.chats
    assert sent.body["messages"][0] == told.body["messages"][0]
    assert len(scripted_ollama.preloads) == 1
