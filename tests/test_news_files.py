"""Files as newsrooms get them become articles: by content, with what is known of them and where it stood."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpora import Counting, index_folder, run
from made_files import pdf, set_lines
from news_files import BODY, COMMENT, TITLE, TRAP, bulletin, dump, message, note, saved_page, table
from newsroom import answer_of, exact, settings_for
from sourcier.ask.show import answer_markdown, answer_text
from sourcier.contract import answer_json, hits_json
from sourcier.engine import Engine
from sourcier.events import Failure
from sourcier.ingest.read import read_file
from sourcier.ingest.segment import segment
from sourcier.stores.opened import Index
from sourcier.types import Article, Kind
from sourcier.ui.reader import Opened, reader_html

COURIER = "https://courrier.example/barrage-valmorte"


def read(folder: Path, name: str, data: bytes) -> list[Article]:
    (folder / name).write_bytes(data)
    found = read_file(folder / name, folder)
    assert not [each for each in found if isinstance(each, Failure)], found
    return [each for each in found if isinstance(each, Article)]


def known(article: Article) -> dict[str, tuple[str | None, str | None]]:
    """Each field with its provenance."""
    fields = ("title", "outlet", "author", "published", "url")
    return {
        name: (getattr(article, name), article.provenance.get(name))
        for name in fields
        if getattr(article, name) is not None
    }


def kinds(article: Article, words: str) -> set[Kind]:
    at = article.text.index(words)
    return {each.kind for each in segment(article) if each.start < at + len(words) and at < each.end}


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_a_saved_page(encoding: str, tmp_path: Path) -> None:
    (article,) = read(tmp_path, "page.html", saved_page(encoding=encoding))
    assert known(article) == {
        "title": (TITLE, "h1"),
        "outlet": ("Le Courrier de la Sarelle", "meta og:site_name"),
        "author": ("Inès Valdour", "JSON-LD author"),
        "published": ("2024-05-29", "JSON-LD datePublished"),
        "url": (COURIER, "JSON-LD url"),
    }
    assert article.language == "fr"
    for text in BODY:
        assert text in article.text
        assert kinds(article, text) <= {Kind.LEAD, Kind.REPORT}
    assert kinds(article, COMMENT) == {Kind.COMMENT}
    assert kinds(article, "Le barrage vu de Castelnoir") == {Kind.CAPTION}
    for left_out in (TRAP, "cookies", "Politique", "Mentions légales", "Tout accepter"):
        assert left_out not in article.text


def test_a_pdf_with_a_name_in_it(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "bulletin.pdf", bulletin())
    assert known(article) == {
        "title": (TITLE, "largest line of page 1"),
        "author": ("Préfecture de la Sarelle", "PDF Author, and the text"),
    }  # its CreationDate is no date of publication
    assert len(article.pages) == 2
    assert all(text in article.text for text in BODY)


def test_a_word_document_with_core_properties(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "note.docx", note())
    assert known(article) == {"title": (TITLE, "docProps dc:title, and the text")}
    (article,) = read(tmp_path, "signée.docx", note(signed=True))
    assert article.author == "Inès Valdour"
    assert article.provenance["author"]
    assert article.published is None


def test_a_message_with_headers_that_are_not_ascii(tmp_path: Path) -> None:
    data = message()
    assert b"=?utf-8?" in data
    (article,) = read(tmp_path, "depeche.eml", data)
    assert known(article) == {
        "title": (TITLE, "header Subject"),
        "author": ("Agence Sarelle Actualités", "header From"),
        "published": ("2024-05-29", "header Date"),
    }
    assert article.text.count(BODY[0]) == 1  # text and HTML are one
    assert "communiqué.pdf" in article.notes[0].fr


@pytest.mark.parametrize(
    ("delimiter", "encoding", "header"),
    [
        (";", "cp1252", ()),
        (",", "utf-8-sig", ("id", "headline", "byline", "newspaper", "pubdate", "link", "body")),
        ("\t", "utf-16", ("UID", "Title", "Author", "Outlet", "Date", "URL", "Content")),
        ("|", "utf-8", ("Identifiant", "Title", "Auteurs", "Média", "Publié le", "Lien", "Contenu")),
    ],
)
def test_a_table_of_articles(delimiter: str, encoding: str, header: tuple[str, ...], tmp_path: Path) -> None:
    articles = read(tmp_path, "table.csv", table(delimiter, encoding, header))
    assert [each.id for each in articles] == ["table.csv#A1", "table.csv#A2"]
    for number, article in enumerate(articles, 1):
        column = "column of the row"
        assert known(article) == {
            "title": (f"{TITLE} ({number})", column),
            "outlet": ("Le Courrier", column),
            "author": ("Inès Valdour", column),
            "published": ("2024-05-29", column),
            "url": (f"https://courrier.example/{number}", column),
        }
        assert "préfecture" in article.text or "vannes" in article.text


def test_a_dump_of_an_agency(tmp_path: Path) -> None:
    articles = read(tmp_path, "dump.jsonl", dump())
    assert [(each.id, each.text) for each in articles] == [
        (f"dump.jsonl#d{number}", body) for number, body in enumerate(BODY, 1)
    ]
    assert {(each.outlet, each.published, each.language) for each in articles} == {
        ("Agence Sarelle", "2024-05-29", "fr")
    }


@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf", ".docx", ".eml", ".md", ".csv", ".jsonl"])
def test_the_content_tells_the_format_and_not_the_name(suffix: str, tmp_path: Path) -> None:
    for number, (data, said) in enumerate(
        [(saved_page(), "h1"), (bulletin(), "largest line of page 1"), (message(), "header Subject"),
         (note(), "docProps dc:title, and the text")]
    ):  # fmt: skip
        (article,) = read(tmp_path, f"{number}{suffix}", data)
        assert (article.title, article.provenance["title"]) == (TITLE, said)
        assert BODY[2] in article.text


def test_dates_of_the_event_of_publication_and_of_indexing_are_three(tmp_path: Path) -> None:
    corpus = tmp_path / "articles"
    corpus.mkdir()
    for name, data in (("page.html", saved_page()), ("bulletin.pdf", bulletin()), ("note.docx", note())):
        (corpus / name).write_bytes(data)
        os.utime(corpus / name, (1_600_000_000, 1_600_000_000))  # 2020: no date of anything
    with Engine.open(settings_for(tmp_path)) as engine:
        for _ in engine.index():
            pass
        published = {each.id: each.published for each in engine.articles()}
        assert published == {"page.html": "2024-05-29", "bulletin.pdf": None, "note.docx": None}
        answer = answer_of(engine, "Quand le barrage de Valmorte sera-t-il fermé ?")
    assert any("3 au 17 juin 2024" in each.quote for each in answer.citations)
    assert {each.passage.published for each in answer.citations} <= {"2024-05-29", None}
    assert answer.searched.newest_published == "2024-05-29"


def test_the_page_of_a_citation_is_said_wherever_it_is_shown(tmp_path: Path) -> None:
    corpus = tmp_path / "articles"
    corpus.mkdir()
    (corpus / "bulletin.pdf").write_bytes(bulletin())
    with Engine.open(settings_for(tmp_path)) as engine:
        for _ in engine.index():
            pass
        answer = answer_of(engine, "Quand paraîtra le second bulletin ?")
        assert exact(engine, answer)
        (cited,) = [each for each in answer.citations if "second bulletin" in each.quote]
        article, segments = engine.article("bulletin.pdf"), engine.segments("bulletin.pdf")
        hits = engine.search("second bulletin")
    (line,) = [
        each for each in answer_json(None, answer, "fr")["citations"] if "second bulletin" in each["quote"]
    ]
    assert line["page"] == 2
    assert {each["page"] for each in hits_json(None, "x", hits)["passages"]} <= {1, 2}
    (shown,) = [
        each for each in answer_text(answer, "fr").split("\n") if "      « Un second bulletin" in each
    ]
    assert shown.endswith(", p. 2")
    assert "p. 2)" in answer_markdown(answer, "fr")
    opened = reader_html(Opened.of_citations([cited]), article, segments, "fr")
    assert f"{cited.start}–{cited.end}, p. 2" in opened


def test_pdfs_that_cannot_be_read_say_what_to_do(tmp_path: Path) -> None:
    for name, data, word in (
        ("chiffré.pdf", pdf([set_lines(BODY)], encrypted=True), "mot de passe"),
        ("scanné.pdf", pdf([[], []], picture=True), "OCR"),
    ):
        (tmp_path / name).write_bytes(data)
        (found,) = read_file(tmp_path / name, tmp_path)
        assert isinstance(found, Failure)
        assert word in found.reason.fr


# What is embedded.


def test_one_new_file_among_a_thousand_is_the_only_one_embedded(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(1_000):
        (corpus / f"{number}.txt").write_text(f"Dépêche {number} : le lac a baissé de {number} mètres.")
    first = index_folder(corpus, tmp_path / "index")
    assert len(first.added) == 1_000
    (corpus / "neuve.txt").write_text("Une dépêche toute neuve sur la digue de Castelnoir.")
    embedder = Counting()
    report = index_folder(corpus, tmp_path / "index", embedder)
    assert (report.added, report.unchanged) == (("neuve.txt",), 1_000)
    assert [("toute neuve" in text) for text in embedder.seen] == [True]


def test_a_renamed_or_touched_pdf_is_not_embedded_and_an_edited_page_only_where_it_differs(
    tmp_path: Path,
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "bulletin.pdf").write_bytes(bulletin())
    (corpus / "page.html").write_bytes(saved_page())
    embedder = Counting()
    with Index.open(tmp_path / "index", embedder.fingerprint, embedder.dimension) as index:
        run(corpus, index, embedder)
        (corpus / "bulletin.pdf").rename(corpus / "archive.pdf")
        os.utime(corpus / "page.html")
        again = Counting()
        report = run(corpus, index, again)
        assert report.moved == (("bulletin.pdf", "archive.pdf"),)
        assert (report.unchanged, report.changed, again.seen) == (1, (), [])
        text = saved_page().decode().replace("2,4 millions", "2,9 millions")
        (corpus / "page.html").write_text(text, encoding="utf-8")
        report = run(corpus, index, again)
        assert report.changed == ("page.html",)
        assert again.seen
        assert all("2,9 millions" in seen for seen in again.seen)
