"""What stands behind an answer, counted from its citations; whose words; dated divergences; the ledger."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom import answer_of, newsroom
from sourcier.ask.reading.speech import speaker_beside, speech_of
from sourcier.ask.show import answer_markdown, answer_text
from sourcier.ask.showing.divergence_lines import note, sentence_of
from sourcier.ask.showing.ledger import counts_line, ledger
from sourcier.ask.showing.summary import SourceSummary, summary_of
from sourcier.ask.showing.summary_lines import details, gaps, headline
from sourcier.contract import answer_json
from sourcier.judgements import Credibility, OutletJudgement, Register, Reliability
from sourcier.types import (
    Answer,
    Bilingual,
    Citation,
    Divergence,
    DivergentValue,
    Evidence,
    Filters,
    Kind,
    Origin,
    Passage,
    Read,
    Searched,
)

STRIKE = (
    '{"id":"1","title":"Le port bloqué","outlet":"Le Nord","published":"2024-03-12",'
    '"text":"Environ 250 dockers du port de Brumeval ont cessé le travail mardi 12 mars 2024 pour obtenir'
    ' une hausse des salaires, selon la direction du port."}\n'
    '{"id":"2","title":"Grève à Brumeval","outlet":"Orbis","published":"2024-03-14",'
    '"text":"Quelque 300 dockers du port de Brumeval ont cessé le travail mardi 12 mars 2024 pour obtenir'
    " une hausse des salaires, d'après les syndicats.\"}\n"
    '{"id":"3","title":"Un pont","outlet":"Orbis","published":"2024-06-01",'
    '"text":"Le pont de la Sarelle a coûté 45 millions d\'euros."}\n'
)
HOW_MANY = "Combien de dockers du port de Brumeval ont cessé le travail ?"


def passage(article: str, kind: Kind = Kind.REPORT, text: str = "Un fait.", **known: str | None) -> Passage:
    return Passage(f"{article}#0", article, article, kind, 0, len(text), text, "fr", **known)  # type: ignore[arg-type]  # title, outlet, published


def answer(*cited: Passage, **more: object) -> Answer:
    citations = tuple(Citation(n, p, p.start, p.end, p.text) for n, p in enumerate(cited, start=1))
    blank = Answer(
        question="?", standalone_question="?", language="fr", mode="extracts", model=None, refused=False,
        reason=None, text="", sentences=(), citations=citations, origins=(), divergences=(), read=(),
        searched=Searched(("?",), Filters(), 9, "2024-05-01"),
    )  # fmt: skip
    return replace(blank, **more)  # type: ignore[arg-type]  # any field of an answer


def summary(of: Answer) -> SourceSummary:
    found = summary_of(of)
    assert found is not None
    return found


def test_articles_dates_outlets_and_what_is_missing_are_counted() -> None:
    found = summary(
        answer(
            passage("a", published="2024-03-01", outlet="Le Nord"),
            passage("b", published="2024-04-02T10:00", outlet="Le Nord"),
            passage("c"),
            searched=Searched(("x", "y"), Filters(), 9, "2024-05-01", unanswered=("et pourquoi",)),
            read=(Read(1, passage("a"), True), Read(2, passage("z"), False, dropped=True)),
        )
    )
    assert (found.articles, found.first_published, found.last_published) == (3, "2024-03-01", "2024-04-02")
    assert found.outlets == (("Le Nord", 2),)
    missing = " ; ".join(gaps(found, "fr"))
    assert "sans date de publication : c" in missing and "média inconnu : c" in missing
    assert "après le 2024-04-02" in missing and "2024-05-01" in missing
    assert "« et pourquoi »" in missing and "non lus : 1" in missing
    assert "un seul média" not in missing  # one article's outlet is not known


def test_one_article_one_outlet_one_origin_are_said() -> None:
    one = summary(answer(passage("a", outlet="Orbis", published="2024-05-01")))
    assert gaps(one, "en") == ["a single article"]
    origin = Origin("Reuters", ("a", "b"), (Evidence("a", "a", 0, 2, "Un"),))
    two = summary(
        answer(
            passage("a", outlet="Orbis", published="2024-05-01"),
            passage("b", outlet="Orbis", published="2024-05-01"),
            origins=(origin,),
        )
    )
    assert gaps(two, "en") == ["a single origin for all these articles", "a single outlet: Orbis"]
    assert "1 origin identified" in headline(two, "en")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sources_are_never_said_to_be_independent_or_to_confirm(language: str) -> None:
    origins = (Origin("Reuters", ("a",), ()), Origin("origine non identifiée : b", ("b",), ()))
    found = summary(answer(passage("a"), passage("b"), origins=origins))
    said = " ".join([headline(found, language), *details(found, language), *gaps(found, language)]).casefold()
    assert not [word for word in ("indépend", "independent", "confirm", "corrobor") if word in said]
    assert (
        "1 origine identifiée et 1 non identifiée" if language == "fr" else "and 1 not identified"
    ) in said


def test_a_refusal_has_no_summary() -> None:
    assert summary_of(answer(refused=True, reason=Bilingual("x", "x"))) is None


def test_the_summary_shows_what_people_judged_and_nothing_else() -> None:
    register = Register((OutletJudgement("Orbis", descriptor="agence d'État", reliability=Reliability.D),))
    found = summary(answer(passage("a", outlet="Orbis"), passage("b", outlet="Le Nord")))
    orbis, nord = details(found, "fr", register)[:2]
    assert "agence d'État" in orbis and "D, rarement fiable" in orbis
    assert "non jugée" in nord


@pytest.mark.parametrize(
    ("kind", "text", "span", "speaker"),
    [
        (Kind.QUOTE_BLOCK, "« Nous irons au bout », a déclaré Zoé Martin.", None, "Zoé Martin"),
        (Kind.QUOTE_BLOCK, "« Nous irons au bout. »", None, None),
        (Kind.REPORT, "« Nous irons au bout », a déclaré Zoé Martin.", "irons au bout", "Zoé Martin"),
        (Kind.REPORT, "« Nous irons au bout », a déclaré Zoé Martin.", "a déclaré Zoé Martin", ""),
        (Kind.REPORT, "Le pont est fermé.", None, ""),
    ],
)
def test_quoted_words_are_the_speakers(kind: Kind, text: str, span: str | None, speaker: str | None) -> None:
    start = text.index(span) if span else 0
    end = start + len(span) if span else len(text)
    speech = speech_of(Citation(1, passage("a", kind, text), start, end, text[start:end]))
    if speaker == "":
        assert speech is None
    else:
        assert speech is not None and speech.speaker == speaker


def value(said: str, article: str, published: str | None, origin: str | None = None) -> DivergentValue:
    return DivergentValue(said, Evidence(article, article, 0, 2, said), published, None, origin)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((value("12", "a", "2024-01-01"), value("19", "b", "2024-02-01")), "2024-02-01 is later: it may be"),
        ((value("12", "a", "2024-01-01"), value("19", "b", "2024-01-01")), "same day"),
        ((value("12", "a", "2024-01-01"), value("19", "b", None)), "cannot be told"),
        ((value("12", "a", None), value("19", "a", None)), "One article gives"),
        ((value("12", "a", None, "Orbis"), value("19", "b", None, "Orbis")), "share one origin"),
    ],
)
def test_a_divergence_says_what_its_dates_say_and_names_no_winner(
    values: tuple[DivergentValue, ...], words: str
) -> None:
    said = note(Divergence(Bilingual("x", "x"), values), "en")
    assert words in said and "nothing is settled here" in said


def test_a_divergence_is_shown_with_sentences_dates_and_outlets(tmp_path: Path) -> None:
    with newsroom(tmp_path, articles={"news.jsonl": STRIKE}) as engine:
        found = answer_of(engine, HOW_MANY)
    (divergence,) = found.divergences
    assert {(one.outlet, one.published) for one in divergence.values} == {
        ("Le Nord", "2024-03-12"),
        ("Orbis", "2024-03-14"),
    }
    assert all("dockers" in sentence_of(found, one.evidence) for one in divergence.values)
    for shown in (answer_text(found, "fr"), answer_markdown(found, "fr")):
        assert "publié le 2024-03-12" in shown and "publié le 2024-03-14" in shown
        assert "elle peut être une mise à jour ; rien n'est tranché ici" in shown
    line = answer_json(None, found, "en")
    assert line["summary"]["outlets"]["Le Nord"] == 1 and "Orbis" in line["summary"]["outlets"]
    assert {one["published"] for one in line["divergences"][0]["values"]} == {"2024-03-12", "2024-03-14"}


def test_everything_that_was_found_is_on_one_shelf_and_nothing_unread_is_cited(tmp_path: Path) -> None:
    with newsroom(tmp_path, articles={"news.jsonl": STRIKE}) as engine:
        found = answer_of(engine, HOW_MANY)
        texts = {one.id: one.text for one in engine.articles()}
    on_shelves = [read for shelf in ledger(found) for read in shelf.read]
    assert sorted(read.mark for read in on_shelves) == sorted(read.mark for read in found.read)
    assert {one.passage.id for one in found.citations} <= {r.passage.id for r in found.read if r.used}
    shown = answer_text(found, "fr", evidence=True)
    assert all(" ".join(read.passage.text.split()) in shown for read in found.read)
    for read in json.loads(json.dumps(answer_json(None, found, "fr")))["read"]:
        assert texts[read["article"]][read["start"] : read["end"]] == read["text"]
        assert {"mark", "file", "outlet", "published", "kind", "used", "dropped"} <= set(read)


def test_dropped_passages_are_told_apart() -> None:
    found = answer(
        passage("a"),
        read=(
            Read(1, passage("a"), True),
            Read(2, passage("b"), False),
            Read(3, passage("c"), False, dropped=True),
            Read(4, passage("d"), False, earlier=True),
        ),
    )
    assert [[read.mark for read in shelf.read] for shelf in ledger(found)] == [[1], [2], [4], [3]]
    assert counts_line(found, "en") == "3 passages read, 1 cited; 1 found, not read"


def test_a_credibility_of_an_article_goes_with_its_citations_only() -> None:
    from sourcier.judgements import ArticleJudgement

    register = Register(articles=(ArticleJudgement("a", Credibility.DOUBTFUL, by="Zoé"),))
    first, second = answer_json(None, answer(passage("a"), passage("b")), "fr", register)["citations"]
    assert (first["register"]["credibility"], first["register"]["credibility_by"]) == ("4", "Zoé")
    assert second["register"]["credibility"] is None and second["register"]["reliability"] is None


@pytest.mark.parametrize(
    ("before", "after", "speaker"),
    [
        (
            "Interrogée mardi, la maire Zoé Martin a déclaré :\n\n",
            "\n\nLe vote aura lieu lundi.",
            "la maire Zoé Martin",
        ),
        ("Le vote aura lieu lundi.\n\n", "\n\na conclu mardi l'élue. ", None),
        ("Le vote aura lieu lundi.\n\n", "\n\nVoilà ce qu'a dit Zoé Martin à la presse du pays.", None),
        ("The mayor, Zoe Martin, told reporters:\n\n", "\n\nThe vote is on Monday.", "The mayor, Zoe Martin"),
    ],
)
def test_a_quote_block_is_its_speakers_whom_the_article_names_beside_it(
    before: str, after: str, speaker: str | None
) -> None:
    quote = "« Nous ne céderons rien, ni aujourd'hui ni demain. »"
    block = replace(passage("a", Kind.QUOTE_BLOCK, quote), start=len(before), end=len(before) + len(quote))
    assert speaker_beside(f"{before}{quote}{after}", block) == speaker


def test_the_speaker_of_a_block_is_in_its_label_on_terminal_and_in_json(tmp_path: Path) -> None:
    text = (
        "Un tunnel sous la Sarelle\n\nInterrogée mardi à Lugrin, la maire Zoé Martin a déclaré :\n\n"
        "« Le tunnel de la Sarelle coûtera quatre millions et ouvrira en mai, quoi qu'on en dise. »\n\n"
        "Les travaux ont commencé lundi.\n"
    )
    with newsroom(tmp_path, articles={"a.txt": text}) as engine:
        found = answer_of(engine, "Combien coûtera le tunnel de la Sarelle ?")
    quoted = [one for one in answer_json(None, found, "fr")["citations"] if "quatre millions" in one["quote"]]
    assert quoted and all(one["speaker"] == "la maire Zoé Martin" for one in quoted)
    assert "propos de la maire Zoé Martin" in answer_text(found, "fr")
