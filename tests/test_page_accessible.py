"""Every view of the page by the rules of WCAG that axe-core can check: names, roles, contrast, headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from newsroom import ARTICLES, write_articles
from page_fixtures import App, app, ask, picture, visit
from test_summary import HOW_MANY, STRIKE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("accessible")
    write_articles(folder / "articles", {**ARTICLES, "news.jsonl": STRIKE, "vide.txt": ""})
    with app(folder) as served:
        yield served


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each. Colours count once they have stopped changing."""
    page.wait_for_function(
        "() => document.getAnimations().every("
        "one => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)"
    )
    found = Axe().run(page).response
    checked = {rule["id"] for rule in found["passes"]}
    assert {"color-contrast", "button-name", "aria-valid-attr"} <= checked, "the page was not looked at"
    return [
        f"{fault['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    ("dark", "width", "language"),
    [(False, 1280, "fr-FR"), (True, 400, "en-GB")],
    ids=["light", "dark and narrow"],
)
def test_every_view_passes_the_rules_of_accessibility(
    browser: Browser, running: App, dark: bool, width: int, language: str
) -> None:
    with visit(browser, running, dark=dark, width=width, language=language) as seen:
        page = seen.page
        page.wait_for_selector("#conversation .example", timeout=90_000)
        views = {"start": faults(page)}
        panel = page.get_by_role("button", name=re.compile("Corpus"))
        panel.click()
        page.wait_for_selector("#rebuild", state="visible")
        views["corpus and models"] = faults(page)
        panel.click()
        page.click("#articles-button")
        page.wait_for_selector("#articles-table tr:has-text('vide.txt')")
        views["articles"] = faults(page)
        page.click("#articles-button")
        ask(page, HOW_MANY)
        page.wait_for_selector("#conversation .turn .divergences", timeout=60_000)
        page.wait_for_selector("#conversation .turn [data-action=retry]")
        page.evaluate("document.querySelectorAll('#conversation details').forEach(one => (one.open = true))")
        views["answer"] = faults(page)
        page.locator("#conversation button.mark").first.click()
        page.wait_for_selector("#reader mark")
        views["reader"] = faults(page)
        page.locator("#reader .judge").click()
        page.wait_for_selector("#judging-keep")
        views["judging"] = faults(page)
        picture(page, f"accessible-{'dark' if dark else 'light'}")
        page.keyboard.press("Escape")
        ask(page, "Qui dirige la banque centrale du Chili ?")
        page.wait_for_selector("#conversation [data-action=nearest]", timeout=60_000)
        views["refusal"] = faults(page)
    assert {view: found for view, found in views.items() if found} == {}
