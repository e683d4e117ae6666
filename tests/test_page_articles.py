"""The articles view in a real Chromium: upload, clashes, search, sort, filters, failures, delete, restore."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsroom import ARTICLES, write_articles
from page_fixtures import App, app, ask, picture, until, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SCRIPT = "window.hacked=1"
LINES = [
    {"title": "Élections à Gravemont", "outlet": "Le Courrier", "published": "2024-02-01",
     "text": "Les électeurs de Gravemont ont voté dimanche pour élire leur maire."},
    {"title": f'<img src=x onerror="{SCRIPT}"> [x](javascript:{SCRIPT})',
     "outlet": f"<b onclick={SCRIPT}>Gazette", "published": "2023-01-15",
     "text": "The storm over the town of Gravemont left many houses without power."},
]  # fmt: skip
STADIUM = "Le stade d'Esterlac accueillera 18 000 spectateurs, selon la mairie.\n"


def corpus(folder: Path) -> Path:
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in LINES)
    write_articles(folder / "articles", ARTICLES | {"dépêches.jsonl": lines, "vide.txt": ""})
    return folder / "articles"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A page that only looks: nothing is changed in its folder."""
    folder = tmp_path_factory.mktemp("articles")
    corpus(folder)
    with app(folder) as served:
        yield served


def browse(page: Page) -> None:
    """Opens the view, once the corpus is indexed."""
    page.wait_for_selector("#conversation .example", timeout=90_000)
    page.click("#articles-button")
    page.wait_for_selector("#articles-table table, #articles-table .none")


def files(page: Page) -> list[str]:
    """The files of the rows shown, in order."""
    return page.locator("#articles-table tbody .file").all_inner_texts()


def row(page: Page, file: str) -> str:
    return f"#articles-table tr:has(.file bdi:text-is('{file}'))"


def shows(page: Page, expected: list[str]) -> bool:
    return until(lambda: files(page) == expected, 15)


def test_the_table_says_what_is_known_of_each_article_and_why_a_file_failed(
    browser: Browser, running: App
) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        browse(page)
        picture(page, "articles-fr")
        port = page.locator(row(page, "port.txt"))
        assert port.locator(".published").inner_text() == "inconnue"
        assert "commentaire de lecteur" in port.locator(".passages").inner_text()
        assert page.locator(row(page, "dépêches.jsonl#1")).locator(".published").inner_text() == "2024-02-01"
        assert "le fichier est vide" in page.locator(row(page, "vide.txt")).inner_text()
        assert "relu que s'il change" in page.locator("#articles-table").inner_text()
        page.locator(row(page, "port.txt")).locator("[data-action=read]").click()
        page.wait_for_selector("#reader .opened >> text=Hélène Marchetti")
        picture(page, "articles-reader-fr")
        assert not page.locator("#question").is_visible()
        page.click("#articles-button")
        page.wait_for_selector("#question textarea", state="visible")
        assert seen.errors == []
        assert seen.outside(running.url) == []


def test_search_as_you_type_sort_and_filters(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        browse(page)
        assert shows(
            page, ["dépêches.jsonl#1", "dépêches.jsonl#2", "agence.txt", "pont.txt", "port.txt", "vide.txt"]
        )
        page.locator("#articles-search textarea, #articles-search input").press_sequentially(
            "ELECTIONS grave"
        )
        assert shows(page, ["dépêches.jsonl#1"])
        page.locator("#articles-search textarea, #articles-search input").fill("")
        assert until(lambda: len(files(page)) == 6)
        page.click("#articles-table [data-column=file]")
        assert shows(
            page, ["agence.txt", "dépêches.jsonl#1", "dépêches.jsonl#2", "pont.txt", "port.txt", "vide.txt"]
        )
        assert page.locator("#articles-table th[aria-sort=ascending]").inner_text().startswith("Fichier")
        page.click("#articles-table [data-column=file]")
        assert until(lambda: files(page)[0] == "vide.txt")
        page.get_by_label("Publiés depuis").last.fill("2023-06-01")
        page.get_by_label("Publiés depuis").last.press("Enter")
        assert shows(page, ["dépêches.jsonl#1"])
        page.get_by_label("Publiés depuis").last.fill("hier")
        page.get_by_label("Publiés depuis").last.press("Enter")
        page.wait_for_selector("#articles-notice >> text=année-mois-jour")
        page.get_by_label("Publiés depuis").last.fill("")
        page.get_by_label("Publiés depuis").last.press("Enter")
        assert until(lambda: len(files(page)) == 6)
        page.click("#articles-outlets input")
        page.keyboard.type("Courrier")
        page.keyboard.press("Enter")
        assert shows(page, ["dépêches.jsonl#1"])
        page.keyboard.press("Escape")
        page.keyboard.press("Backspace")
        page.click("#articles-state input")
        page.locator("[role=option]", has_text="en échec").click()
        assert until(lambda: "vide.txt" in files(page)[:1])


def test_titles_and_outlets_that_attack_are_only_text(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        browse(page)
        hostile = page.locator(row(page, "dépêches.jsonl#2"))
        assert "<img src=x" in hostile.inner_text()
        hostile.locator("[data-action=read]").click()
        page.wait_for_selector("#reader .opened")
        assert page.evaluate("window.hacked") is None
        assert page.locator("#library img, #library script, #library a[href], #reader img").count() == 0
        assert seen.outside(running.url) == []


def test_a_line_of_many_is_not_deleted_and_the_way_is_said(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        browse(page)
        page.locator(row(page, "dépêches.jsonl#1")).locator("[data-action=delete]").click()
        page.wait_for_selector("#articles-notice >> text=éditeur de texte")
        assert (running.folder / "articles" / "dépêches.jsonl").exists()


def test_a_click_while_the_server_still_answers_the_one_before_counts(browser: Browser, running: App) -> None:
    with visit(browser, running) as seen:
        page = seen.page
        browse(page)
        page.evaluate("""() => {
            const sent = window.fetch;
            window.fetch = async (...what) => {
                await new Promise((done) => setTimeout(done, 1500));
                return sent(...what);
            };
        }""")
        page.click("#articles-button")
        page.wait_for_selector("#question textarea", state="visible")
        page.wait_for_timeout(300)
        page.click("#articles-button")
        page.wait_for_selector("#articles-table table")
        page.wait_for_timeout(4000)  # both answers are there
        assert page.locator("#articles-button").inner_text() == "Conversation"


def test_the_view_speaks_english_and_back(browser: Browser, running: App) -> None:
    with visit(browser, running, language="en-GB") as seen:
        page = seen.page
        browse(page)
        assert "Drop files here" in page.locator("#dropzone").inner_text()
        assert page.locator(row(page, "port.txt")).locator(".published").inner_text() == "unknown"
        page.get_by_role("button", name="Français").click()
        page.wait_for_selector("#dropzone >> text=Déposez des fichiers")
        page.wait_for_selector("#articles-table >> text=inconnue")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_narrow_screen_shows_cards_and_needs_no_sideways_scrolling(
    browser: Browser, running: App, dark: bool
) -> None:
    with visit(browser, running, width=400, dark=dark) as seen:
        page = seen.page
        browse(page)
        page.wait_for_timeout(300)
        picture(page, f"articles-narrow-{'dark' if dark else 'light'}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        box = page.locator(row(page, "port.txt")).locator("[data-action=delete]").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 400


def test_upload_by_choosing_and_by_dropping_name_clash_and_refusals(browser: Browser, tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    given = tmp_path / "given"
    write_articles(
        given,
        {
            "stade.txt": STADIUM,
            "pont.txt": "Un tout autre pont, en bois, a été ouvert à Fontarel lundi.\n",
            "port.txt": ARTICLES["port.txt"],
            "<img src=x onerror=window.hacked=1>.txt": "Le marché de Fontarel a rouvert samedi matin.\n",
            "programme.exe": "MZ",
        },
    )
    with app(tmp_path) as served, visit(browser, served) as seen:
        page = seen.page
        browse(page)
        page.set_input_files("#upload-input", [str(path) for path in sorted(given.iterdir())])
        page.wait_for_selector("#outcomes li.clash")
        page.wait_for_selector("#library-run >> text=+ 2 ajoutés", timeout=60_000)
        picture(page, "upload-fr")
        said = {
            kind: page.locator(f"#outcomes li.{kind}").all_inner_texts()
            for kind in ("taken", "same", "refused")
        }
        assert len(said["taken"]) == 2
        assert "_img src=x onerror=window.hacked=1_.txt" in " ".join(said["taken"])
        assert "port.txt" in said["same"][0]
        assert "format non pris en charge" in said["refused"][0]
        assert page.evaluate("window.hacked") is None
        assert (folder / "pont.txt").read_text(encoding="utf-8") == ARTICLES["pont.txt"], "not unasked"

        page.click("#outcomes [data-choice=number]")
        page.wait_for_selector(row(page, "pont (2).txt"), timeout=60_000)
        page.wait_for_selector("#library-run >> text=/: \\+ 1 ajouté \\(/", timeout=60_000)
        assert (folder / "pont.txt").read_text(encoding="utf-8") == ARTICLES["pont.txt"]

        dropping = """async ([name, text]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], name, { type: 'text/plain' }));
            for (const type of ['dragover', 'drop'])
                document.querySelector('#dropzone').dispatchEvent(
                    new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }"""
        page.click("#articles-button")
        page.wait_for_selector("#question textarea", state="visible")
        # Dropped anywhere, also on the conversation: the view opens.
        page.evaluate(dropping, ["pont.txt", "Encore un autre pont, en fer, à Esterlac.\n"])
        page.wait_for_selector("#outcomes li.clash", timeout=60_000)
        page.click("#outcomes [data-choice=replace]")
        page.wait_for_selector("#outcomes li.taken")
        assert until(lambda: "en fer" in (folder / "pont.txt").read_text(encoding="utf-8"))
        page.wait_for_selector("#articles-trash >> text=Corbeille (1)", timeout=60_000)

        page.evaluate(dropping, ["pont.txt", "Un quatrième pont, suspendu, à Gravemont.\n"])
        page.wait_for_selector("#outcomes li.clash", timeout=60_000)
        page.click("#outcomes [data-choice=skip]")
        page.wait_for_selector("#outcomes li.skipped")
        assert "en fer" in (folder / "pont.txt").read_text(encoding="utf-8")
        assert not [path for path in folder.iterdir() if path.name.startswith(".sourcier-")]
        assert seen.outside(served.url) == []
        assert seen.errors == []

        page.click("#articles-button")
        ask(page, "Combien de spectateurs le stade d'Esterlac accueillera-t-il ?")
        page.wait_for_selector("#conversation >> text=18 000 spectateurs", timeout=60_000)


def test_a_file_over_the_limit_is_not_taken_and_no_copy_stays_on_the_server(
    browser: Browser, tmp_path: Path
) -> None:
    folder = corpus(tmp_path)
    big = tmp_path / "gros.txt"
    big.write_text("Un texte sur la Sarelle.\n" * 60_000, encoding="utf-8")
    small = tmp_path / "stade.txt"
    small.write_text(STADIUM, encoding="utf-8")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with (
        app(tmp_path, SOURCIER_PAGE__UPLOAD_MB="1", TMPDIR=str(temporary)) as served,
        visit(browser, served) as seen,
    ):
        page = seen.page
        browse(page)
        page.set_input_files("#upload-input", [str(big), str(small)])
        page.wait_for_selector("#outcomes li.refused >> text=trop grand")
        page.wait_for_selector("#outcomes li.taken")
        assert not (folder / "gros.txt").exists()
        assert until(lambda: not [path for path in temporary.rglob("given-*")])
        # The server refuses too, whatever a page sends.
        import httpx

        posted = httpx.post(
            f"{served.url}/gradio_api/upload",
            files={"files": ("x.txt", big.read_bytes())},
            trust_env=False,
            timeout=30,
        )
        assert posted.status_code == 413
        from_elsewhere = httpx.post(
            f"{served.url}/gradio_api/upload",
            files={"files": ("x.txt", b"x")},
            headers={"Origin": "http://evil.test", "Sec-Fetch-Site": "cross-site"},
            trust_env=False,
            timeout=30,
        )
        assert from_elsewhere.status_code == 403


def test_a_deleted_article_is_no_longer_cited_and_a_restored_one_is(browser: Browser, tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    question = "Combien a coûté le pont de la Sarelle ?"
    with app(tmp_path) as served, visit(browser, served) as seen:
        page = seen.page
        browse(page)
        delete = page.locator(row(page, "pont.txt")).locator("[data-action=delete]")
        delete.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#articles-table [data-action=spare]")
        # «No» has the focus now: Enter again deletes nothing.
        page.keyboard.press("Enter")
        page.wait_for_selector("#articles-table [data-action=spare]", state="detached")
        assert (folder / "pont.txt").exists()
        page.locator(row(page, "pont.txt")).locator("[data-action=delete]").click()
        page.click("#articles-table [data-action=discard]")
        page.wait_for_selector("#articles-notice >> text=à la corbeille")
        page.wait_for_selector(row(page, "pont.txt"), state="detached", timeout=60_000)
        picture(page, "deleted-fr")
        assert not (folder / "pont.txt").exists()
        page.click("#articles-notice [data-action=undo]")
        page.wait_for_selector(row(page, "pont.txt"), timeout=60_000)
        page.locator(row(page, "pont.txt")).locator("[data-action=delete]").click()
        page.click("#articles-table [data-action=discard]")
        page.wait_for_selector(row(page, "pont.txt"), state="detached", timeout=60_000)

        page.click("#articles-button")
        ask(page, question)
        page.wait_for_selector("#conversation .turn [data-action=retry]", timeout=60_000)
        assert "45 millions" not in page.locator("#conversation").inner_text()

        page.click("#articles-button")
        page.click("#articles-trash summary")
        page.click("#articles-trash [data-action=restore]")
        page.wait_for_selector(row(page, "pont.txt"), timeout=60_000)
        assert (folder / "pont.txt").read_text(encoding="utf-8") == ARTICLES["pont.txt"]
        page.click("#articles-button")
        page.click("#conversation [data-action=retry]")
        page.wait_for_selector("#conversation >> text=45 millions", timeout=60_000)


def test_the_list_follows_the_folder(browser: Browser, tmp_path: Path) -> None:
    folder = corpus(tmp_path)
    followed = {"SOURCIER_CORPUS__FOLLOW": "true"}
    with app(tmp_path, **followed) as served, visit(browser, served) as seen:
        page = seen.page
        browse(page)
        (folder / "stade.txt").write_text(STADIUM, encoding="utf-8")
        page.wait_for_selector(row(page, "stade.txt"), timeout=60_000)
        (folder / "stade.txt").unlink()
        page.wait_for_selector(row(page, "stade.txt"), state="detached", timeout=60_000)


def test_every_article_may_be_deleted_one_after_the_other_and_the_trash_emptied(
    browser: Browser, tmp_path: Path
) -> None:
    folder = write_articles(tmp_path / "articles")
    with app(tmp_path) as served, visit(browser, served) as seen:
        page = seen.page
        browse(page)
        for left in (2, 1, 0):
            page.click("#articles-table [data-action=delete] >> nth=0")
            page.click("#articles-table [data-action=discard]")
            assert until(lambda left=left: len(files(page)) == left, 60), page.locator(
                "#library"
            ).inner_text()
        page.wait_for_selector("#articles-table .none")
        assert "aucun article" in page.locator("#articles-table").inner_text()
        page.click("#articles-trash summary")
        page.click("#articles-trash [data-action=ask-empty]")
        page.click("#articles-trash [data-action=empty-trash]")
        page.wait_for_selector("#articles-trash summary", state="detached")
        assert list(folder.iterdir()) == []


DROPPING = """async (given) => {
    const transfer = new DataTransfer();
    for (const [name, text] of given) transfer.items.add(new File([text], name, { type: 'text/plain' }));
    document.querySelector('#dropzone').dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def test_files_dropped_while_others_are_sent_are_taken_too_and_all_clashes_decided_at_once(
    browser: Browser, tmp_path: Path
) -> None:
    folder = corpus(tmp_path)
    with app(tmp_path) as served, visit(browser, served) as seen:
        page = seen.page
        browse(page)
        page.evaluate("""() => {
            const sent = window.fetch;
            window.fetch = async (...what) => {
                if (String(what[0]).includes('upload')) await new Promise((done) => setTimeout(done, 800));
                return sent(...what);
            };
        }""")
        page.evaluate(DROPPING, [["pont.txt", "Un pont de bois à Fontarel.\n"], ["stade.txt", STADIUM]])
        page.wait_for_function("document.querySelector('.sending').textContent")
        bike = ["vélo.txt", "Un vélo bleu a été volé mardi à Esterlac, selon la police.\n"]
        page.evaluate(DROPPING, [["port.txt", "Un port de pêche à Esterlac.\n"], bike])
        page.wait_for_selector("#outcomes .choices.all >> text=2 fichiers", timeout=60_000)
        assert until(lambda: (folder / "stade.txt").exists() and (folder / "vélo.txt").exists())
        page.wait_for_selector(row(page, "vélo.txt"), timeout=60_000)
        picture(page, "upload-overlapping-fr")
        page.click("#outcomes .choices.all [data-choice=number]")
        page.wait_for_selector(row(page, "port (2).txt"), timeout=60_000)
        assert (folder / "pont (2).txt").read_text(encoding="utf-8").startswith("Un pont de bois")
        assert page.locator("#outcomes li.clash").count() == 0
        assert seen.errors == []
