"""The page follows its folder, and looks again at what it answered, in a real Chromium over real files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsroom import ARTICLES, write_articles
from page_fixtures import App, app, ask, picture, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

COST = "Combien a coûté le pont de la Sarelle ?"
MINE = (
    "Réouverture de la mine de Valcombe\n\nLa mine de Valcombe emploie 87 mineurs, a indiqué son directeur.\n"
)
NO_MODEL = {"SOURCIER_MODELS__EMBEDDER": "none", "SOURCIER_MODELS__CHAT": "none"}
QUICK = {"SOURCIER_CORPUS__FOLLOW": "true", "SOURCIER_CORPUS__SETTLE_SECONDS": "0.5"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[App]:
    write_articles(tmp_path / "articles")
    with app(tmp_path, **QUICK) as served:
        yield served


def ready(page: Page) -> None:
    page.wait_for_selector("#conversation .example", timeout=60_000)


def answered(page: Page, turns: int = 1) -> None:
    page.wait_for_function(
        "n => document.querySelectorAll('#conversation .turn').length === n"
        " && document.querySelectorAll('#conversation [data-action=retry]').length === 1",
        arg=turns,
        timeout=60_000,
    )


def test_a_file_dropped_into_the_folder_is_told_opened_and_answered_from(
    browser: Browser, running: App
) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        assert page.locator("#news .news").count() == 0, "the first filling is no news"
        page.wait_for_selector("#news [role=status][aria-live=polite]", state="attached")
        assert page.locator("#news [role=status][aria-live=polite]").count() == 1
        (running.folder / "articles" / "mine.txt").write_text(MINE, encoding="utf-8")
        page.wait_for_selector("#news summary >> text=1 nouvel article", timeout=30_000)
        page.click("#news summary")
        page.click("#news [data-action=article] >> text=Réouverture de la mine de Valcombe")
        page.wait_for_selector("#reader .opened >> text=87 mineurs")
        picture(page, "news-fr")
        ask(page, "Combien de mineurs la mine de Valcombe emploie-t-elle ?")
        answered(page)
        assert "87 mineurs" in page.locator("#conversation .turn").inner_text()
        # More of it adds to the notice that still stands; closed, it stays closed after a reload.
        (running.folder / "articles" / "sans-titre.txt").write_text("Il pleut.\n", encoding="utf-8")
        page.wait_for_selector("#news summary >> text=2 nouveaux articles", timeout=30_000)
        page.click("#news [data-action=dismiss]")
        page.wait_for_selector("#news .news", state="detached")
        page.reload()
        ready(page)
        page.wait_for_timeout(2500)
        assert page.locator("#news .news").count() == 0
        assert seen.errors == []
        assert seen.outside(running.url) == []


def test_an_answer_is_marked_when_its_source_is_corrected_moved_or_removed(
    browser: Browser, running: App
) -> None:
    articles = running.folder / "articles"
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        ask(page, COST)
        answered(page)
        assert page.locator("#conversation .since").count() == 0

        # The words stand elsewhere in the file: nothing to say, and the citation opens on them.
        text = ARTICLES["pont.txt"]
        (articles / "pont.txt").write_text(f"Mise à jour du soir.\n\n{text}", encoding="utf-8")
        page.wait_for_selector("#news summary >> text=1 article modifié", timeout=30_000)
        page.wait_for_timeout(1500)
        assert page.locator("#conversation .since").count() == 0
        page.locator("#conversation .sentence", has_text="45 millions").locator("button.mark").first.click()
        page.wait_for_selector("#reader mark")
        assert "45 millions" in page.locator("#reader mark").first.inner_text()
        assert page.locator("#reader .wordings").count() == 0

        # Moved: still nothing, and it opens.
        (articles / "dossier").mkdir()
        (articles / "pont.txt").rename(articles / "dossier" / "ouvrage.txt")
        page.wait_for_selector("#news summary >> text=1 déplacé", timeout=30_000)
        page.wait_for_timeout(1500)
        assert page.locator("#conversation .since").count() == 0
        page.locator("#conversation .sentence", has_text="45 millions").locator("button.mark").first.click()
        page.wait_for_selector("#reader header >> text=dossier/ouvrage.txt")
        assert "45 millions" in page.locator("#reader mark").first.inner_text()

        # Corrected: marked, both wordings shown, what is hostile in the new one inert.
        changed = text.replace("45 millions", "52 millions <img src=x onerror=alert(1)>")
        (articles / "dossier" / "ouvrage.txt").write_text(changed, encoding="utf-8")
        since = page.locator("#conversation .sentence .since.corrected")
        since.first.wait_for(timeout=30_000)
        assert "source modifiée depuis" in since.first.inner_text()
        assert page.locator("#conversation >> text=Une source de cette réponse a changé").count() == 1
        since.first.click()
        page.wait_for_selector("#reader .wordings ins")
        picture(page, "corrected-fr")
        assert "45" in "".join(page.locator("#reader .wordings del").all_inner_texts())
        new = "".join(page.locator("#reader .wordings ins").all_inner_texts())
        assert "52" in new
        assert "<img" in new
        assert page.locator("#reader img").count() == 0
        assert "45 millions" in page.locator("#conversation .turn").inner_text(), "the answer itself is kept"

        # Put back as it was: the mark goes.
        (articles / "dossier" / "ouvrage.txt").write_text(text, encoding="utf-8")
        page.wait_for_selector("#conversation .since", state="detached", timeout=30_000)

        # Removed: said, and the quote is kept.
        (articles / "dossier" / "ouvrage.txt").unlink()
        gone = page.locator("#conversation .sentence", has_text="45 millions").locator(".since.removed").first
        gone.wait_for(timeout=30_000)
        gone.click()
        page.wait_for_selector("#reader >> text=L'article a été retiré du dossier")
        assert "45 millions" in page.locator("#reader .wordings").inner_text()
        picture(page, "removed-fr")
        assert seen.errors == []
        assert seen.dialogs == []


def test_what_cannot_be_taken_in_is_told_once_and_most_articles_gone_are_asked_about(
    browser: Browser, running: App
) -> None:
    articles = running.folder / "articles"
    with visit(browser, running, language="en-GB", width=400, dark=True) as seen:
        page = seen.page
        ready(page)
        (articles / "<b>photo.png").write_bytes(b"\x89PNG")
        page.wait_for_selector("#news summary >> text=1 file not read", timeout=30_000)
        page.click("#news summary")
        assert "<b>photo.png" in page.locator("#news .names").inner_text()
        picture(page, "news-narrow-dark-en")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        page.click("#news [data-action=dismiss]")
        page.wait_for_selector("#news .news", state="detached")
        (articles / "mine.txt").write_text(MINE, encoding="utf-8")
        page.wait_for_selector("#news summary >> text=1 new article", timeout=30_000)
        assert "not read" not in page.locator("#news").inner_text(), "told once"
        page.click("#news [data-action=dismiss]")

        for name in ARTICLES:
            (articles / name).unlink()
        page.wait_for_selector("#news .problem >> text=no longer in", timeout=30_000)
        picture(page, "removals-narrow-dark-en")
        page.click("#news [data-action=allow]")
        page.wait_for_selector("#news summary >> text=3 articles removed", timeout=30_000)
        assert "no longer in" not in page.locator("#news").inner_text()

        articles.rename(running.folder / "elsewhere")
        page.wait_for_selector("#news .aside >> text=The folder of articles is gone", timeout=30_000)
        (running.folder / "elsewhere").rename(articles)
        page.wait_for_selector("#news .aside", state="detached", timeout=30_000)
        assert seen.errors == []


def test_a_run_of_another_command_is_told_on_the_page_too(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        ready(seen.page)
        (running.folder / "articles" / "mine.txt").write_text(MINE, encoding="utf-8")
        done = sourcier(running.folder, "index", "--json")
        assert done.returncode == 0, done.stderr
        seen.page.wait_for_selector("#news summary >> text=1 nouvel article", timeout=30_000)
        # The page follows already: nothing is left for the command to do.
        watching = sourcier(running.folder, "index", "--watch", "--language", "fr")
        assert watching.returncode == 0
        assert running.url in watching.stderr
        assert "suit déjà ce dossier" in watching.stderr


def sourcier(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sourcier.cli", *arguments, "--corpus", "articles", "--index", "index"],
        cwd=folder, env=os.environ | NO_MODEL, capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
