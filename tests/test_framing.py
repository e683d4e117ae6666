"""Words of a question that say who reports, and that it is reported: they count lightly in a search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sourcier.ask.retrieval.framing import framing
from sourcier.ask.retrieve import PassageRetriever
from sourcier.models.hashed import HashedEmbedding
from sourcier.stores.opened import Index
from sourcier.types import Article, Kind, Passage, Segment

OUTLETS = ("Le Fanal", "La Vigie", "The Beacon")

# Of each: outlet, language, text. Half of them talk of articles and outlets, not of what is asked.
ARTICLES: Mapping[str, tuple[str, str, str]] = {
    "barrage": ("La Vigie", "fr", "Le barrage du Vernet sera vidé en octobre, pour des travaux."),
    "métier": (
        "La Vigie",
        "fr",
        "Notre article publié mardi, selon plusieurs journaux, évoque un reportage qui décrit ce que "
        "rapporte la presse, et indique ses sources.",
    ),
    "rachat": ("Le Fanal", "fr", "Un armateur rachète La Vigie, quotidien du littoral, et ses locaux."),
    "halle": ("Le Fanal", "fr", "Un boucher rachète la halle."),
    "kiosque": ("Le Fanal", "fr", "Une fleuriste rachète le kiosque."),
    "dam": ("The Beacon", "en", "The dam at Vernet will be emptied in October, for repairs."),
    "trade": (
        "The Beacon",
        "en",
        "Our article, published on Tuesday, describes a report that mentions what the newspaper said, and "
        "discusses news coverage.",
    ),
    "loi": ("Le Fanal", "fr", "L'article 12 de la charte interdit les lâchers d'eau en hiver."),
    "charte": ("Le Fanal", "fr", "La charte du port, que la mairie interdit de modifier, date de 1990."),
    **{f"marché {n}": ("Le Fanal", "fr", f"Rien de neuf au marché numéro {n}.") for n in range(20)},
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PassageRetriever]:
    embedder = HashedEmbedding()
    folder: Path = tmp_path_factory.mktemp("index")
    with Index.open(folder, embedder.fingerprint, embedder.dimension) as index:
        for name, (outlet, language, text) in ARTICLES.items():
            article = Article(name, name, text, name, language, outlet=outlet)
            passage = Passage(name, name, name, Kind.REPORT, 0, len(text), text, language, outlet=outlet)
            vectors = [one for one in embedder.embed_passages([(None, text)]) if isinstance(one, list)]
            with index.ledger.change():
                index.vectors.upsert([passage], vectors)
                index.lexical.replace(name, [passage])
                index.ledger.put(article, [Segment(Kind.REPORT, 0, len(text))], [passage])
        index.lexical.commit()
        yield PassageRetriever(index.lexical, index.vectors, index.ledger, embedder)


@pytest.mark.parametrize(
    ("question", "language", "answers"),
    [
        ("Que rapporte l'article publié sur le barrage du Vernet ?", "fr", "barrage"),
        (
            "What does the article that the newspaper published say about the dam at Vernet?",
            "en",
            "dam",
        ),
    ],
)
def test_words_of_reporting_do_not_bring_an_article_about_reporting(
    retriever: PassageRetriever, question: str, language: str, answers: str
) -> None:
    assert retriever.search(question, 3, language=language)[0].passage.article_id == answers


def test_a_question_about_an_outlet_still_finds_it_in_the_words_of_another(
    retriever: PassageRetriever,
) -> None:
    hits = retriever.search("Qui rachète La Vigie ?", 20, language="fr")
    of_others = [hit.passage.article_id for hit in hits if hit.passage.outlet != "La Vigie"]
    assert of_others[0] == "rachat"


def test_an_article_of_a_law_is_no_article_of_the_press(retriever: PassageRetriever) -> None:
    hits = retriever.search("Qu'interdit l'article 12 de la charte ?", 2, language="fr")
    assert hits[0].passage.article_id == "loi"


@pytest.mark.parametrize(
    ("question", "lightly"),
    [
        ("Selon Le Fanal, l'article évoque-t-il le barrage ?", {"article", "evoque", "selon", "fanal"}),
        ("What does The Beacon report about the dam?", {"report", "beacon"}),
        ("Что сообщила газета о плотине?", {"сообщила", "газета"}),
        ("ماذا قال المقال عن السد؟", {"قال", "المقال"}),
    ],
)
def test_what_frames_a_question_is_known_in_four_languages(question: str, lightly: set[str]) -> None:
    assert framing(question, OUTLETS) - {"le", "the"} == lightly


@pytest.mark.parametrize(
    "question",
    [
        "Le fanal de la jetée est-il éteint ?",  # no name: no capital
        "Que prévoit l'article 12 ?",
        "Why did Fox News settle?",
        "Combien de barrages la vallée compte-t-elle ?",
    ],
)
def test_what_a_question_is_about_counts_whole(question: str) -> None:
    assert framing(question, OUTLETS) == frozenset()


def test_a_word_of_an_outlet_s_name_that_is_asked_for_too_counts_whole() -> None:
    assert "vigie" not in framing("Selon La Vigie, qui tient la vigie du port ?", OUTLETS)
    assert "vigie" in framing("Selon La Vigie, qui tient le phare du port ?", OUTLETS)
