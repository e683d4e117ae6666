"""Segments: pages of many makes come out typed, whole and in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages import PAGES, page
from sourcier.ingest.read import read_file
from sourcier.ingest.segment import segment
from sourcier.types import Article, Kind

SEEDS = Path(__file__).parents[1] / "seeds"


def article(text: str, *, title: str | None = None, path: str = "a.txt") -> Article:
    return Article(id=path, path=path, text=text, sha256="", language="fr", title=title)


def kind_at(of: Article, line: str, *, after: int = 0) -> Kind:
    at = of.text.index(line, after)
    return next(one.kind for one in segment(of) if one.start <= at and at + len(line) <= one.end)


def kinds(of: Article) -> list[tuple[str, str]]:
    return [(one.kind.value, " ".join(of.text[one.start : one.end].split())) for one in segment(of)]


def seed(name: str) -> Article:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    (found,) = read_file(path, SEEDS)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_every_line_of_a_page_is_what_an_editor_would_call_it(name: str, tmp_path: Path) -> None:
    text, expected = page(name)
    (tmp_path / "page.txt").write_text(text, encoding="utf-8", newline="")
    (read,) = read_file(tmp_path / "page.txt", tmp_path)
    assert isinstance(read, Article)
    at, wrong = 0, []
    for line, right in expected:
        at = read.text.index(line, at)
        found = next(one.kind.value for one in segment(read) if one.start <= at < one.end)
        if found not in right:
            wrong.append((line, found, right))
        at += len(line)
    assert not wrong


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_other_line_ends_change_nothing(line_end: str, tmp_path: Path) -> None:
    text, expected = page("drupal")
    (tmp_path / "page.txt").write_bytes(text.replace("\n", line_end).encode())
    (read,) = read_file(tmp_path / "page.txt", tmp_path)
    assert isinstance(read, Article)
    at = 0
    for line, right in expected:
        at = read.text.index(line, at)
        assert next(one.kind.value for one in segment(read) if one.start <= at < one.end) in right
        at += len(line)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [line for name in PAGES for line, _ in page(name)[1]]
                + [
                    "",
                    " ",
                    "\u200b",
                    "---",
                    "Image",
                    "3 commentaires",
                    "1. Oui",
                    "Lire aussi",
                    "Mots clés",
                    "© AFP",
                ]
            ),
        ),
        max_size=14,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n", "\x85", "\u2029"]),
)
def test_segments_cover_any_text_in_order_without_overlap(lines: list[str], line_end: str) -> None:
    of = article(line_end.join(lines), title=next((line for line in lines if len(line) > 9), None))
    segments = segment(of)
    assert "".join(of.text[one.start : one.end] for one in segments) == of.text
    assert all(one.start < one.end for one in segments)
    assert [one.start for one in segments] == [0, *(one.end for one in segments[:-1])][: len(segments)]


def test_readers_comments_of_a_seed_never_count_as_reporting() -> None:
    read = seed("001")
    comments = [one for one in segment(read) if one.kind is Kind.COMMENT]
    assert [read.text[one.start : one.end].lstrip()[:12] for one in comments] == [
        "1. Certains ",
        "2. l’objecti",
    ]
    assert kind_at(read, "3 Commentaires") is Kind.BOILERPLATE
    assert kind_at(read, "Les commentaires sont fermés.") is Kind.BOILERPLATE
    assert kind_at(read, "Le rapprochement militaire entre Alger et Moscou") is Kind.TITLE
    assert kind_at(read, "Manœuvres militaires en novembre 2022 à Béchar") is Kind.REPORT
    assert comments[0].start > read.text.index("selon la même source.\n\n3 Comm")


def test_a_picture_that_says_it_illustrates_is_a_caption_and_a_title_has_no_signs() -> None:
    read = article(
        "# Le port de Tarvel rouvre\n\nLe port de Tarvel a rouvert lundi après trois mois de travaux.\n\n"
        "Photo d'illustration : le quai de Tarvel en 2017, un jour de marché. (Archives)\n\n"
        "Le maire attend dix paquebots avant la fin de l'été, selon la mairie de Tarvel.",
        title="Le port de Tarvel rouvre",
    )
    assert kind_at(read, "le quai de Tarvel en 2017, un jour de marché") is Kind.CAPTION
    assert ("title", "Le port de Tarvel rouvre") in kinds(read)
    assert kind_at(read, "Le maire attend dix paquebots") is Kind.REPORT


def test_caption_share_bar_and_player_of_a_seed_are_not_reporting() -> None:
    read = seed("003")
    caption = "Le président algérien Abdelmadjid Tebboune, accueillant"
    first = read.text.index(caption)
    assert kind_at(read, caption) is Kind.CAPTION
    assert kind_at(read, caption, after=first + 1) is Kind.CAPTION
    assert kind_at(read, "© Russian Foreign Ministry Press Service via AP") is Kind.CAPTION
    for line in (
        "Partager 2 minutes de lecture",
        "(RE)voir",
        "TV5 JWPlayer Field",
        "Chargement du lecteur...",
    ):
        assert kind_at(read, line) is Kind.BOILERPLATE, line
    assert kind_at(read, "Le responsable russe, accompagné") is Kind.REPORT
    assert kind_at(read, "L'Algérie et la Russie ont discuté") is Kind.LEAD


def test_dateline_bullet_and_keywords_of_a_seed_are_furniture() -> None:
    read = seed("004")
    assert kinds(read)[0] == ("title", "Le S-400 bientôt en Algérie?")
    for line in (
        "(last modified Thu",
        "May 12, 2022 18:32 UTC",
        "  • Le S-400 bientôt en Algérie?",
        "Mots clés",
    ):
        assert kind_at(read, line) is Kind.BOILERPLATE, line
    assert kind_at(read, "Coordination au sein de l’Opep") is Kind.REPORT


def test_line_in_another_script_at_the_end_of_a_seed_is_noise() -> None:
    read = seed("000")
    assert kinds(read)[-1] == ("boilerplate", "Ещё видео!")
    assert [kind for kind, _ in kinds(read)] == ["lead", "report", "boilerplate"]


def test_an_article_of_one_paragraph_is_a_report() -> None:
    assert [kind for kind, _ in kinds(seed("002"))] == ["report"]


def test_front_matter_is_furniture_and_stays_in_the_text() -> None:
    text = (
        "---\ntitle: Le lac baisse\ndate: 2020-01-02\n---\nLe lac a baissé d’un mètre, selon la préfecture.\n"
    )
    assert kinds(article(text, title="Le lac baisse", path="a.md")) == [
        ("boilerplate", "--- title: Le lac baisse date: 2020-01-02 ---"),
        ("report", "Le lac a baissé d’un mètre, selon la préfecture."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Les commentaires du ministre ont été mal reçus.",
        "Image d’une ville morte, le centre reste désert.",
        "Partager le pouvoir ne va pas de soi.",
        "12 commentaires haineux ont été signalés à la police en une semaine.",
        "Photo, radio et cinéma : les métiers en grève",
        "Lire entre les lignes du budget",
        "Volume des échanges : la chute",
        "Home-made bombs found in a garage",
        "10 réactions à la mort du peintre",
        "Le 8 mai 1945, les massacres de Sétif",
        "Attentats du 13 novembre 2015",
        "Abonnés absents",
        "Reuters a annoncé la nouvelle mardi.",
        "Subscribers fled the service in May.",
        "Date of Birth: 14/11/05",
        "Une réflexion sur l’avenir de la presse",
        "Publié en 2019, le rapport du 12 mai 2018 avait été démenti par le ministère",
    ],
)
def test_a_line_of_the_article_is_not_taken_for_furniture(line: str) -> None:
    text = f"La grève a commencé lundi matin dans tout le pays, selon les syndicats du secteur.\n\n{line}\n\n"
    text += "Elle doit durer trois jours et toucher les trains comme les avions, d’après les mêmes sources."
    assert kind_at(article(text), line) is Kind.REPORT


def test_a_long_page_without_line_ends_is_typed_at_once() -> None:
    text = "mot " * 500_000
    assert [(one.kind, one.start, one.end) for one in segment(article(text))] == [(Kind.REPORT, 0, len(text))]
