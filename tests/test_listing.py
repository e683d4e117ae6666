"""The ledger's articles searched, filtered, sorted and counted, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import newsroom, write_articles
from sourcier.engine import Engine
from sourcier.stores.listing import COLUMNS, ListedArticle, Wanted
from sourcier.types import Kind

LINES = [
    {"id": 1, "title": "Élections à Gravemont", "outlet": "Le Courrier", "published": "2024-02-01",
     "text": "Les électeurs de Gravemont ont voté dimanche pour élire leur maire et son conseil."},
    {"id": 2, "title": "Storm over Gravemont", "outlet": "The Gazette", "published": "2024-05-01",
     "text": "The storm that hit the town on Sunday has left two hundred houses without power."},
    {"id": 3, "text": "Un texte sans titre, sans date et sans média, mais en français tout de même."},
    {"id": 4, "title": "Rien"},
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("listing")
    with newsroom(folder) as opened:
        write_articles(
            folder / "articles",
            {
                "dépêches.jsonl": "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in LINES),
                "vide.txt": "",
                "tableau.xlsx": "x",
            },
        )
        for _ in opened.index():
            pass
        yield opened


def ids(engine: Engine, **wanted: object) -> list[str]:
    return [row.id for row in engine.listed(Wanted(**wanted)).rows]  # type: ignore[arg-type]


def test_every_article_and_failure_is_listed_with_what_is_known_of_it(engine: Engine) -> None:
    listing = engine.listed(Wanted(sort="file", descending=False))
    assert listing.total == len(listing.rows) == 9
    assert listing.failed == 3
    rows = {row.id: row for row in listing.rows if row.reason is None}
    port = rows["port.txt"]
    assert port.kinds[Kind.COMMENT] >= 1
    assert port.passages == sum(port.kinds.values()) >= 3
    article = engine.article("port.txt")
    assert article is not None
    assert port == ListedArticle(
        port.id, article.path, article.title, article.outlet, article.author, article.published, article.url,
        article.language, article.sha256, article.encoding, len(article.text), port.kinds, article.provenance,
        article.notes,
    )  # fmt: skip
    assert rows["dépêches.jsonl#1"].of_many
    assert not port.of_many
    failures = {row.path: row for row in listing.rows if row.reason is not None}
    assert "vide" in failures["vide.txt"].reason.fr  # type: ignore[union-attr]
    assert failures["dépêches.jsonl"].of_many, "its other lines are articles"
    assert not failures["tableau.xlsx"].of_many


def test_search_reads_over_accents_and_case_in_title_outlet_and_file(engine: Engine) -> None:
    assert ids(engine, search="ELECTIONS gravemont") == ["dépêches.jsonl#1"]
    assert ids(engine, search="courrier") == ["dépêches.jsonl#1"]
    assert set(ids(engine, search="depeches")) == {f"dépêches.jsonl#{n}" for n in (1, 2, 3)} | {
        "dépêches.jsonl"
    }
    assert ids(engine, search="% _ ' \" \\") == []
    assert len(ids(engine, search="  ")) == 9


def test_filters_of_outlet_language_date_and_failures(engine: Engine) -> None:
    assert ids(engine, outlets=("le courrier", "the gazette")) == ["dépêches.jsonl#2", "dépêches.jsonl#1"]
    assert ids(engine, languages=("en",)) == ["dépêches.jsonl#2"]
    assert ids(engine, since="2024-02-01", until="2024-02-01") == ["dépêches.jsonl#1"]
    assert "pont.txt" not in ids(engine, since="1900-01-01"), "undated articles are left out"
    assert set(ids(engine, failed=True)) == {"vide.txt", "tableau.xlsx", "dépêches.jsonl"}
    assert len(ids(engine, failed=False)) == 6
    assert engine.listed(Wanted(since="2024-02-01")).failed == 0
    found = engine.choices()
    assert found.outlets == ("Le Courrier", "The Gazette")
    assert set(found.languages) >= {"fr", "en"}


@pytest.mark.parametrize("column", COLUMNS)
def test_pages_hold_every_row_once_whatever_the_order(engine: Engine, column: str) -> None:
    for descending in (False, True):
        whole = ids(engine, sort=column, descending=descending)
        pages = [
            each
            for offset in range(0, 12, 2)
            for each in ids(engine, sort=column, descending=descending, limit=2, offset=offset)
        ]
        assert pages == whole
        assert len(set(whole)) == 9


def test_unknown_values_come_last_in_both_directions(engine: Engine) -> None:
    for descending in (False, True):
        rows = engine.listed(Wanted(sort="published", descending=descending)).rows
        known = [row.published is not None for row in rows]
        assert known == sorted(known, reverse=True)
        dates = [row.published for row in rows if row.published]
        assert dates == sorted(dates, reverse=descending)


def test_a_listing_survives_a_change_of_the_folder(engine: Engine) -> None:
    corpus = Path(engine.settings.paths.corpus)
    (corpus / "nouveau.txt").write_text("Le nouveau stade a ouvert dimanche à Brumeval.\n", encoding="utf-8")
    for _ in engine.index():
        pass
    assert "nouveau.txt" in ids(engine, failed=False)
    (corpus / "nouveau.txt").unlink()
    for _ in engine.index():
        pass
    assert "nouveau.txt" not in ids(engine, failed=False)


def test_the_first_titles_are_told_once_each_and_long_ones_left_out(engine: Engine) -> None:
    titles = list(dict.fromkeys(article.title for article in engine.articles() if article.title))
    assert engine.titles(100, 90) == [title for title in titles if len(title) <= 90]
    assert engine.titles(2, 90) == engine.titles(100, 90)[:2]
    assert all(len(title) <= 20 for title in engine.titles(100, 20))
