"""The lexical index on real Tantivy files: what is found, filtered, replaced, and kept after a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sourcier.errors import StoreBroken, StoreBusy
from sourcier.stores.lexical import LexicalIndex, LexicalQuery
from sourcier.stores.snapshot import DEPTH
from sourcier.types import UNFILTERED, Filters, Kind, Passage


def passage(
    name: str,
    text: str,
    *,
    kind: Kind = Kind.REPORT,
    language: str = "fr",
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
) -> Passage:
    article = name.split("#")[0]
    return Passage(
        name,
        article,
        article,
        kind,
        0,
        len(text),
        text,
        language,
        title=title,
        outlet=outlet,
        published=published,
    )


def add(index: LexicalIndex, *passages: Passage) -> None:
    articles = {one.article_id for one in passages}
    for article in sorted(articles):
        index.replace(article, [one for one in passages if one.article_id == article])
    index.commit()


def found(index: LexicalIndex, text: str, language: str = "fr", filters: Filters = UNFILTERED) -> list[str]:
    return [name for name, _ in index.search(LexicalQuery(text, language), 10, filters)]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[LexicalIndex]:
    with LexicalIndex.open(tmp_path / "lexical") as opened:
        yield opened


PORT = passage(
    "a.txt#0", "Le port de Brest a rouvert mardi après trois jours de tempête.", published="2024-02-06"
)
STRIKE = passage(
    "b.txt#0", "Les dockers menacent de reprendre la grève.", title="Grève au port", outlet="Le Télégramme"
)
COMMENT = passage("b.txt#1", "Encore une grève dans ce port !", kind=Kind.COMMENT)
RECIPE = passage(
    "c.txt#0", "Faites fondre le beurre dans une casserole.", published="2024-03-01", outlet="Cuisine"
)


def test_inflected_and_unaccented_questions_find_the_passage(index: LexicalIndex) -> None:
    add(index, PORT, STRIKE, RECIPE)
    assert found(index, "Qui menace la reprise des DOCKERS ?") == ["b.txt#0"]
    assert found(index, "TEMPETES") == ["a.txt#0"]
    assert found(index, "le la les de") == []


def test_the_title_of_the_article_finds_its_passages(index: LexicalIndex) -> None:
    add(index, STRIKE, RECIPE)
    assert found(index, "port") == ["b.txt#0"]
    assert found(index, "que dit Le Télégramme ?") == ["b.txt#0"]


def test_comments_are_found_only_when_asked_for(index: LexicalIndex) -> None:
    add(index, STRIKE, COMMENT)
    assert found(index, "grève") == ["b.txt#0"]
    assert found(index, "grève", filters=Filters(kinds=(Kind.COMMENT,))) == ["b.txt#1"]


def test_dates_are_inclusive_and_leave_undated_articles_out(index: LexicalIndex) -> None:
    add(index, PORT, STRIKE, RECIPE)
    question = "port tempête grève beurre"
    assert set(found(index, question)) == {"a.txt#0", "b.txt#0", "c.txt#0"}
    assert found(index, question, filters=Filters(since="2024-02-06", until="2024-02-06")) == ["a.txt#0"]
    assert set(found(index, question, filters=Filters(until="2024-12-31"))) == {"a.txt#0", "c.txt#0"}
    assert found(index, question, filters=Filters(since="2024-02-07")) == ["c.txt#0"]


def test_outlets_are_matched_whole_whatever_their_case_and_accents(index: LexicalIndex) -> None:
    add(index, PORT, STRIKE, RECIPE)
    question = "port tempête grève beurre"
    assert found(index, question, filters=Filters(outlets=("le telegramme",))) == ["b.txt#0"]
    assert found(index, question, filters=Filters(outlets=("Télégramme",))) == []
    both = Filters(outlets=("Le Télégramme", "Cuisine"))
    assert set(found(index, question, filters=both)) == {"b.txt#0", "c.txt#0"}


def test_a_name_in_another_script_matches_by_its_letters(index: LexicalIndex) -> None:
    add(index, passage("d.txt#0", "Vladimir Petrov est arrivé à Minsk."), RECIPE)
    scores = index.scores(LexicalQuery("Куда приехал Петров?", "ru"), 5)
    assert scores["d.txt#0"].grams > 0
    assert scores["d.txt#0"].grams > scores.get("c.txt#0", scores["d.txt#0"]).grams or "c.txt#0" not in scores


def test_a_question_is_stemmed_for_the_languages_of_the_corpus(index: LexicalIndex) -> None:
    add(index, passage("e.txt#0", "The negotiations collapsed in Geneva.", language="en"), RECIPE)
    assert found(index, "que disent les textes sur « negotiating » ?") == ["e.txt#0"]


def test_both_scores_are_exact_for_every_candidate(index: LexicalIndex) -> None:
    add(index, PORT, STRIKE, COMMENT, RECIPE)
    query = LexicalQuery("grève du port", "fr")
    whole = index.scores(query, 10)
    narrow = index.scores(query, 1, also=["a.txt#0", "c.txt#0", "b.txt#1", "absent#0"])
    assert set(narrow) == {"a.txt#0", "b.txt#0", "c.txt#0"}  # a comment and an unknown id are not let in
    assert narrow["b.txt#0"] == whole["b.txt#0"]
    assert narrow["a.txt#0"] == whole["a.txt#0"]
    assert narrow["c.txt#0"].stems == 0


def test_filters_reach_beyond_the_best_thousand_passages(index: LexicalIndex) -> None:
    talk = [
        passage(f"forum.txt#{n}", "Le port, encore le port.", kind=Kind.COMMENT, outlet="Forum")
        for n in range(DEPTH + 50)
    ]
    long = " ".join(["Le beurre fond, et les matelots du navire mangent."] * 3)
    late = passage("d.txt#0", f"{long} Le port dort.", outlet="Cuisine", published="2024-03-02")
    add(index, *talk, late, RECIPE)
    assert found(index, "port") == ["d.txt#0"]  # comments come first, and are left out
    assert found(index, "port", filters=Filters(outlets=("Cuisine",))) == ["d.txt#0"]
    assert found(index, "port", filters=Filters(since="2024-03-02")) == ["d.txt#0"]
    assert set(index.scores(LexicalQuery("port", "fr"), 5, also=["forum.txt#3"])) == {"d.txt#0"}
    add(index, passage("e.txt#0", "Le port rouvre."))
    assert found(index, "port") == ["e.txt#0", "d.txt#0"]


def test_replacing_and_removing_an_article(index: LexicalIndex) -> None:
    add(index, PORT, STRIKE, COMMENT)
    add(index, passage("b.txt#0", "Les pilotes du port reprennent le travail."))
    assert index.passage_ids() == {"a.txt#0", "b.txt#0"}
    assert found(index, "grève") == []
    index.remove("a.txt")
    index.commit()
    assert index.passage_ids() == {"b.txt#0"}
    assert index.count() == 1


def test_nothing_shows_before_the_commit_and_rollback_forgets(index: LexicalIndex) -> None:
    index.replace("a.txt", [PORT])
    assert index.count() == 0
    index.rollback()
    index.commit()
    assert index.count() == 0
    add(index, PORT)
    assert index.count() == 1


def test_the_index_is_there_again_after_closing(tmp_path: Path) -> None:
    with LexicalIndex.open(tmp_path) as first:
        add(first, PORT, STRIKE)
    with LexicalIndex.open(tmp_path) as second:
        assert found(second, "dockers") == ["b.txt#0"]
        add(second, RECIPE)
        assert second.count() == 3


def test_a_killed_writer_leaves_the_last_commit(tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from sourcier.stores.lexical import LexicalIndex\n"
        "from sourcier.types import Kind, Passage\n"
        "index = LexicalIndex.open(Path(sys.argv[1]))\n"
        "def put(n):\n"
        "    text = f'pont numéro {n}'\n"
        "    only = Passage(f'{n}.txt#0', f'{n}.txt', '', Kind.REPORT, 0, len(text), text, 'fr')\n"
        "    index.replace(f'{n}.txt', [only])\n"
        "put(1)\nindex.commit()\nput(2)\nindex.remove('1.txt')\nos._exit(9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path)], env=environment, check=False)
    assert ended.returncode == 9
    with LexicalIndex.open(tmp_path) as index:
        assert index.passage_ids() == {"1.txt#0"}
        add(index, PORT)  # the dead writer's lock is not in the way
        assert index.passage_ids() == {"1.txt#0", "a.txt#0"}


def test_reading_needs_no_writer_and_a_second_writer_is_refused(tmp_path: Path) -> None:
    with LexicalIndex.open(tmp_path) as first, LexicalIndex.open(tmp_path) as second:
        add(first, PORT)
        assert second.search(LexicalQuery("port", "fr"), 5, Filters()) == []  # opened before the commit
        with pytest.raises(StoreBusy) as refused:
            second.remove("a.txt")
        assert "sourcier" in refused.value.hint.fr


def test_damaged_files_are_reported_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreBroken) as broken:
        LexicalIndex.open(tmp_path)
    assert "sourcier index" in broken.value.hint.en


@hypothesis_settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200), language=st.sampled_from(["fr", "en", "ar", "ru", "und", "xx"]))
def test_any_text_can_be_indexed_and_asked(
    tmp_path_factory: pytest.TempPathFactory, text: str, language: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with LexicalIndex.open(folder) as index:
        add(index, passage("x.txt#0", text, language=language, title=text, outlet=text))
        for query in (text, f'{text} AND "', "title:x OR (", text[::-1]):
            assert set(index.scores(LexicalQuery(query, language), 5)) <= {"x.txt#0"}
