"""What the server said before an answer was finished reaches the browser after it: the answer stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsroom import write_articles
from page_fixtures import answered, app, ask, visit

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Browser, Route

COST = "Combien a coûté le pont de la Sarelle ?"


def test_a_response_that_comes_late_does_not_take_the_answer_away(browser: Browser, tmp_path: Path) -> None:
    write_articles(tmp_path / "articles")
    late: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        response = route.fetch()
        if not late and "welcome" in response.text():
            late.append((route, response))
        else:
            route.fulfill(response=response)

    with app(tmp_path) as served, visit(browser, served) as seen:
        page = seen.page
        page.wait_for_selector("#conversation .welcome .example", timeout=60_000)
        page.route("**/run/predict*", hold)
        page.click("text=English")
        for _ in range(200):
            page.wait_for_timeout(50)
            if late:
                break
        assert late, "the other language paints the conversation"
        ask(page, COST)
        answered(page)
        route, response = late[0]
        route.fulfill(response=response)
        page.wait_for_selector("#ask >> text=Ask")  # the late response is there
        page.wait_for_timeout(500)
        assert "45 millions" in page.inner_text("#conversation")
        assert page.locator("#conversation .welcome").count() == 0
