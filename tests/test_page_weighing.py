"""What stands behind an answer, on the page: summary, divergences, a source judged, everything read."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsroom import ARTICLES, write_articles
from page_fixtures import App, app, ask, picture, visit
from test_summary import HOW_MANY, STRIKE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = "agence <img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("weighing")
    write_articles(folder / "articles", {**ARTICLES, "news.jsonl": STRIKE})
    with app(folder) as served:
        yield served


def answered(page: Page) -> None:
    page.wait_for_selector("#conversation .example, #conversation .turn", timeout=60_000)
    ask(page, HOW_MANY)
    page.wait_for_selector("#conversation .turn [data-action=retry]", timeout=60_000)


def test_a_source_is_judged_in_the_page_and_its_grade_goes_with_its_citations(
    browser: Browser, running: App
) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        answered(page)
        brief = page.locator(".brief")
        assert "2 divergences" not in brief.inner_text() and "1 divergence" in brief.inner_text()
        divergence = page.locator(".divergences").inner_text()
        assert "publié le 2024-03-12" in divergence and "rien n'est tranché ici" in divergence
        assert "non jugées" in page.locator(".sources").inner_text()
        nord = page.locator(".sources li", has_text="Le Nord")
        nord.locator("button").click()
        page.locator("#reader .judge").click()
        page.wait_for_selector("#judging-keep")
        page.fill("#judging-descriptor input, #judging-descriptor textarea", HOSTILE)
        page.locator("#judging-reliability input").click()
        page.get_by_role("option", name="B · habituellement fiable").click()
        page.locator("#judging-credibility input").click()
        page.get_by_role("option", name="3 · peut-être vraie").click()
        page.fill("#judging-by input, #judging-by textarea", "Zoé Martin")
        picture(page, "judging-fr")
        page.click("#judging-keep")
        page.wait_for_selector("#judging-keep", state="hidden")
        page.wait_for_selector(".sources li .grade:has-text('B, habituellement fiable')")
        assert "3, peut-être vraie" in nord.inner_text() and HOSTILE in nord.inner_text()
        assert "B, habituellement fiable" in page.locator("#reader header").inner_text()
        assert "non jugées" in page.locator(".sources li", has_text="Orbis").first.inner_text()
        assert seen.dialogs == [] and seen.errors == [] and seen.outside(running.url) == []
    kept = tomllib.loads((running.folder / "articles" / "sources.toml").read_text(encoding="utf-8"))
    (outlet,) = kept["source"]
    assert (outlet["outlet"], outlet["reliability"], outlet["by"]) == ("Le Nord", "B", "Zoé Martin")
    assert kept["article"][0]["credibility"] == "3"


def test_everything_read_opens_and_an_answer_is_kept_as_a_file(browser: Browser, running: App) -> None:
    with visit(browser, running, language="en-GB", width=400, dark=True) as seen:
        page = seen.page
        answered(page)
        page.locator(".brief > summary").click()
        page.locator("details.part > summary").last.click()
        unread = page.locator("h4:has-text('Read, not cited') + ol button").first
        unread.click()
        page.wait_for_selector("#reader mark.whole")
        picture(page, "weighing-narrow-dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        with page.expect_download() as kept:
            page.click("[data-action=save][data-choice=json]")
        saved = json.loads(Path(kept.value.path()).read_text(encoding="utf-8"))
        assert saved["answer"]["question"] == HOW_MANY and saved["provenance"]["files"]
        with page.expect_download() as written:
            page.click("[data-action=save][data-choice=md]")
        assert written.value.suggested_filename.endswith(".md")
        assert "What was read" in Path(written.value.path()).read_text(encoding="utf-8")
        assert seen.outside(running.url) == [] and seen.errors == []
