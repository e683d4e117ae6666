"""Retrieval on real stores, built-in embedding: order, outlets, near-copies, scripts, failing embedders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.base.base_retriever import BaseRetriever
from pydantic import PrivateAttr

from sourcier.ask.questions.outlets import named_outlets, without_outlets
from sourcier.ask.retrieval.fusion import CALIBRATIONS, Weights, standard, weights_for
from sourcier.ask.retrieval.twins import is_copy
from sourcier.ask.retrieve import PassageRetriever
from sourcier.errors import ModelUnreachable
from sourcier.headings import heading
from sourcier.models.embed import PassageEmbedding
from sourcier.models.hashed import HashedEmbedding
from sourcier.stores.opened import Index
from sourcier.types import Article, Bilingual, Filters, Kind, Passage, Segment

DISPATCH = (
    "Le ministère de la Pêche a suspendu mardi quarante licences après la découverte de filets interdits "
    "au large du cap. Les armateurs dénoncent une décision prise sans concertation."
)

Known = tuple[str, str | None, str | None]  # title, outlet, published

ARTICLES: dict[str, tuple[str, Known]] = {
    "licences.txt": (
        DISPATCH,
        ("Licences suspendues", "Le Littoral", "2024-03-05"),
    ),
    "reprise.txt": (
        DISPATCH.replace("mardi", "mardi soir"),
        ("Pêche", "Côte Matin", "2024-03-06"),
    ),
    "bilan.txt": (
        DISPATCH.replace("quarante licences", "52 licences"),
        ("Pêche", "Côte Matin", "2024-03-08"),
    ),
    "port.txt": (
        "Le port a battu son record de conteneurs en janvier. La direction prévoit deux nouveaux portiques.",
        ("Record au port", "Le Monde", "2024-02-01"),
    ),
    "grippe.txt": (
        "L'épidémie de grippe recule dans tout le pays. Les urgences restent sous tension à l'hôpital.",
        ("Grippe", "Le Littoral", "2024-01-20"),
    ),
    "visite.txt": (
        "Le diplomate Anatoli Voronine a été reçu à Oran par le wali. Il a visité le chantier naval.",
        ("Visite à Oran", None, None),
    ),
}


def add(index: Index, embedder: PassageEmbedding, article_id: str, text: str, known: Known) -> None:
    """One article with one passage of reporting and one readers' comment, in all three stores."""
    comment = "Lecteur : et les licences de pêche, la grippe, le port, toujours rien ?"
    whole = f"{text}\n\n{comment}"
    title, outlet, published = known
    sha256 = hashlib.sha256(whole.encode()).hexdigest()
    article = Article(
        article_id, article_id, whole, sha256, "fr", title=title, outlet=outlet, published=published
    )
    segments = [Segment(Kind.REPORT, 0, len(text) + 2), Segment(Kind.COMMENT, len(text) + 2, len(whole))]
    passages = [
        Passage(
            f"{article_id}#{number}",
            article_id,
            article_id,
            kind,
            start,
            end,
            whole[start:end],
            "fr",
            title=article.title,
            outlet=article.outlet,
            published=article.published,
        )
        for number, (kind, start, end) in enumerate(
            [(Kind.REPORT, 0, len(text)), (Kind.COMMENT, len(text) + 2, len(whole))]
        )
    ]
    outcomes = embedder.embed_passages([(heading(passage), passage.text) for passage in passages])
    vectors = [outcome for outcome in outcomes if not isinstance(outcome, Bilingual)]
    with index.ledger.change():
        index.vectors.upsert(passages, vectors)
        index.lexical.replace(article_id, passages)
        index.ledger.put(article, segments, passages)
    index.lexical.commit()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    embedder = HashedEmbedding()
    with Index.open(tmp_path_factory.mktemp("index"), embedder.fingerprint, embedder.dimension) as opened:
        for article_id, (text, known) in ARTICLES.items():
            add(opened, embedder, article_id, text, known)
        yield opened


@pytest.fixture
def retriever(index: Index) -> PassageRetriever:
    return PassageRetriever(index.lexical, index.vectors, index.ledger, HashedEmbedding())


def files(retriever: PassageRetriever, query: str, k: int = 5, filters: Filters = Filters()) -> list[str]:  # noqa: B008
    return [hit.passage.path for hit in retriever.search(query, k, filters, language="fr")]


def test_the_passage_that_answers_comes_first(retriever: PassageRetriever) -> None:
    assert files(retriever, "Combien de nouveaux portiques la direction prévoit-elle ?")[0] == "port.txt"
    assert files(retriever, "Où en est l'épidémie ?")[0] == "grippe.txt"
    hits = retriever.search("nouveaux portiques", 5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    whole = ARTICLES["port.txt"][0]
    assert whole[hits[0].passage.start : hits[0].passage.end] == hits[0].passage.text


def test_a_misspelt_and_a_transliterated_name_are_found(retriever: PassageRetriever) -> None:
    assert files(retriever, "Voronin à Oran")[0] == "visite.txt"
    found = retriever.search("Куда приехал Анатолий Воронин?", 5)
    assert found[0].passage.path == "visite.txt"


def test_a_typing_error_in_a_name_is_searched_as_what_the_articles_have_and_said(
    retriever: PassageRetriever,
) -> None:
    for wrong in ("Vorronine", "Vornoine", "Vorobine", "Voroine"):
        found = retriever.find(f"Où {wrong} a-t-il été reçu ?", 3, language="fr")
        assert found.hits[0].passage.path == "visite.txt"
        assert f"« {wrong} »" in found.notes[0].fr
        assert "« Voronine »" in found.notes[0].fr
    assert retriever.find("Où Voronine a-t-il été reçu ?", 3, language="fr").notes == ()
    assert retriever.find("Que dit Zlatomirov de la grippe ?", 3, language="fr").notes == ()


def test_near_copies_take_one_place_unless_their_numbers_differ(retriever: PassageRetriever) -> None:
    found = retriever.find("licences de pêche suspendues, filets interdits", 5, language="fr")
    paths = [hit.passage.path for hit in found.hits]
    assert len({"licences.txt", "reprise.txt"} & set(paths)) == 1
    assert "bilan.txt" in paths  # 52, where the others say forty
    twins = {passage.path for copies in found.twins.values() for passage in copies}
    assert twins == {"licences.txt", "reprise.txt"} - set(paths)


def test_comments_stay_out_unless_asked_for(retriever: PassageRetriever) -> None:
    query = "Lecteur : toujours rien ?"
    assert {hit.passage.kind for hit in retriever.search(query, 10)} <= {Kind.REPORT}
    comments = retriever.search(query, 10, Filters(kinds=(Kind.COMMENT,)))
    assert comments
    assert {hit.passage.kind for hit in comments} == {Kind.COMMENT}


def test_filters_hold_for_what_the_vectors_bring_too(index: Index) -> None:
    vectors_only = PassageRetriever(
        index.lexical, index.vectors, index.ledger, HashedEmbedding(), Weights(0.0, 0.0, 1.0, "measured")
    )
    assert set(
        files(vectors_only, "grippe port pêche", filters=Filters(since="2024-02-01", until="2024-03-05"))
    ) == {
        "licences.txt",
        "port.txt",
    }
    assert set(files(vectors_only, "grippe port", filters=Filters(outlets=("le littoral",)))) == {
        "licences.txt",
        "grippe.txt",
    }


def test_outlets_that_the_question_names_come_in_turn(retriever: PassageRetriever) -> None:
    paths = files(retriever, "Que disent Côte Matin et Le Monde ?")
    outlets = [ARTICLES[path][1][1] for path in paths[:2]]
    assert set(outlets) == {"Côte Matin", "Le Monde"}


class Unreachable(HashedEmbedding):
    """The built-in embedding behind a server that is gone."""

    def _get_query_embedding(self, query: str) -> list[float]:
        raise ModelUnreachable(
            Bilingual(fr="Ollama ne répond pas.", en="Ollama does not answer."),
            Bilingual(fr="Lancez : ollama serve", en="Start it: ollama serve"),
        )


def test_a_failing_embedder_is_said_and_words_go_on(index: Index, retriever: PassageRetriever) -> None:
    lame = PassageRetriever(index.lexical, index.vectors, index.ledger, Unreachable())
    found = lame.find("nouveaux portiques du port", 5, language="fr")
    assert found.hits[0].passage.path == "port.txt"
    assert "ollama serve" in found.notices[0].fr
    assert lame.notices == found.notices
    assert retriever.find("nouveaux portiques du port", 5).notices == ()


def test_without_an_embedder_words_are_enough(index: Index) -> None:
    assert files(PassageRetriever(index.lexical, None, index.ledger, None), "portiques")[0] == "port.txt"


@pytest.mark.parametrize("query", ["", "?!", "le la les", "zzzzqqqq", 'AND "(', "a" * 4000])
def test_any_query_is_answered(retriever: PassageRetriever, query: str) -> None:
    hits = retriever.search(query, 3)
    assert len(hits) <= 3
    assert len({hit.passage.id for hit in hits}) == len(hits)


def test_llama_index_can_use_it(retriever: PassageRetriever) -> None:
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve("nouveaux portiques")
    assert nodes[0].node.metadata["path"] == "port.txt"
    assert nodes[0].node.node_id == "port.txt#0"


OUTLETS = (
    "Le Monde",
    "TASS",
    "The New York Times",
    "Times",
    "BBC News - Sport",
    "BBC News - Arts",
    "Actu.fr",
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Que dit Le Monde de la grève ?", [("Le Monde",)]),
        ("Combien de pays dans le monde ?", []),
        ("Qui a gagné la Coupe du Monde ?", []),
        ("Selon TASS et Le Monde, que s'est-il passé ?", [("TASS",), ("Le Monde",)]),
        ("Did the New York Times report it?", [("The New York Times",)]),
        ("What does BBC News say?", [("BBC News - Arts", "BBC News - Sport")]),
        ("L'article d'Actu le dit-il ?", [("Actu.fr",)]),
        ("Quel sport ?", []),
    ],
)
def test_outlets_are_recognised_by_their_names(question: str, expected: list[tuple[str, ...]]) -> None:
    assert named_outlets(question, OUTLETS) == expected


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Que dit Le Monde de la grève ?", "Que dit de la grève ?"),
        ("Selon « TASS » et Le Monde, TASS ment-elle ?", "Selon et , ment-elle ?"),
        ("Combien de pays dans le monde ?", "Combien de pays dans le monde ?"),
    ],
)
def test_outlets_are_taken_out_of_a_question(question: str, left: str) -> None:
    assert without_outlets(question, OUTLETS) == left


class Told(HashedEmbedding):
    """The built-in embedding, under another's name, that keeps what it was asked."""

    _asked: list[str] = PrivateAttr(default_factory=list)

    def _get_query_embedding(self, query: str) -> list[float]:
        self._asked.append(query)
        return super()._get_query_embedding(query)


@pytest.mark.parametrize(
    ("model", "question", "embedded"),
    [
        ("bge-m3", "Que dit Le Littoral de la grippe ?", "Que dit de la grippe ?"),
        ("all-minilm:latest", "Que dit Le Littoral de la grippe ?", "grippe"),
        ("all-minilm:latest", "La grippe à Brest, la Grippe à Lyon ?", "Grippe Brest Lyon"),
        ("all-minilm:latest", "Que dit l'article ?", "Que dit l'article ?"),
        ("all-minilm:latest", "Le Littoral ?", "Le Littoral ?"),
    ],
)
def test_the_vector_of_a_question_is_that_of_its_subject(
    index: Index, model: str, question: str, embedded: str
) -> None:
    embedder = Told()
    embedder.model_name = model
    PassageRetriever(index.lexical, index.vectors, index.ledger, embedder).search(question, 3, language="fr")
    assert embedder._asked == [embedded]


def test_a_copy_says_nothing_of_its_own() -> None:
    assert is_copy(DISPATCH.upper(), DISPATCH)
    assert is_copy(DISPATCH[:120], DISPATCH)
    assert not is_copy(DISPATCH, DISPATCH[:120])  # the longer one says more
    assert is_copy(DISPATCH.replace("mardi", "mardi soir"), DISPATCH)
    assert not is_copy(DISPATCH.replace("quarante", "52"), DISPATCH)
    assert not is_copy(DISPATCH.replace("quarante", "cinquante"), DISPATCH)
    assert not is_copy(DISPATCH.replace("dénoncent", "ne dénoncent pas"), DISPATCH)
    assert not is_copy(DISPATCH.replace("du cap", "du cap Fréhel"), DISPATCH)
    assert not is_copy("Le port rouvre.", "Le port rouvre demain, dit la direction.")


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_standard_scores_keep_the_order(values: list[float]) -> None:
    scored = standard(values)
    assert len(scored) == len(values)
    assert abs(float(scored.sum())) < 1e-3
    for one, other in zip(range(len(values)), range(1, len(values)), strict=False):
        if values[one] > values[other]:
            assert scored[one] >= scored[other]


def test_the_weights_belong_to_the_embedder_and_the_language() -> None:
    assert weights_for(None, "fr", ["fr"]).dense == 0
    assert (
        weights_for("all-minilm:latest", "en", ["en"]).dense > weights_for("all-minilm", "fr", ["fr"]).dense
    )
    crossing = weights_for("someone/bge-m3:567m", "ar", ["fr", "en"])
    assert crossing.dense > weights_for("bge-m3", "fr", ["fr", "en"]).dense
    assert weights_for("bge-m3", "und", ["fr"]) == weights_for("bge-m3", "fr", ["fr"])
    assert weights_for("never-heard-of", "fr", ["fr"]).source == "assumed"
    for calibration in CALIBRATIONS.values():
        for weights in (calibration.own, calibration.other):
            assert weights.stems + weights.grams + weights.dense == pytest.approx(1)
    assert replace(CALIBRATIONS["hashed"].own, dense=0.0).dense == 0


def test_days_named_in_a_question_come_first_and_are_explained(retriever: PassageRetriever) -> None:
    asked = "Que dit l'article du 8 mars 2024 sur les licences de pêche ?"
    assert retriever.search(asked, 3)[0].passage.article_id == "bilan.txt"
    latest = retriever.find("Quelles sont les dernières nouvelles des licences de pêche ?", 3)
    assert latest.hits[0].passage.article_id != "grippe.txt"
    assert "2024-03-08" in latest.notes[0].fr
    # A filter of the user's goes before what the question seems to mean.
    assert not retriever.find("Les dernières nouvelles des licences ?", 3, Filters(until="2024-03-06")).notes
