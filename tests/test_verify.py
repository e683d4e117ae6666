"""A sentence against its passages: what is said passes, what is changed is caught, spans are exact."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rule_made.claims import Texts, claims
from sourcier.ask.verify import check, check_sentence, locate
from sourcier.evaluation.support import KindRow, SupportReport, measure_support, to_markdown
from sourcier.language import sentences, words
from sourcier.types import Kind, Passage, Verdict

SEEDS = Path(__file__).resolve().parents[1] / "seeds"

MADE_UP = (
    "Le ministre de l'Agriculture, Paul Verdier, a inauguré mercredi 12 juin 2019 à Montbrison une "
    "coopérative de 340 éleveurs. La région Auvergne-Rhône-Alpes y a consacré 2,4 millions d'euros. "
    "Le directeur de la coopérative, Hugo Lambert, prévoit d'embaucher 35 salariés avant mars 2021. "
    "Le syndicat agricole de la Loire a salué le projet. Les travaux ont été retardés de 6 mois à "
    "cause des inondations, selon la préfecture.",
    "La compagnie Atlantica a commandé 18 avions au constructeur Norvia en septembre 2015. Le contrat "
    "est estimé à 940 millions de dollars. La présidente de la compagnie, Inès Caldeira, a signé "
    "l'accord à Lisbonne le 4 septembre 2015. Les appareils seront livrés à partir de 2018. Le "
    "porte-parole de Norvia a confirmé la commande. L'action de Norvia a gagné 7 % à la Bourse "
    "d'Oslo.",
    "Le barrage de Kessari a cédé dans la nuit du 3 au 4 août 1987. La crue a touché 52 villages de "
    "la vallée. Le gouverneur de la province, Amadou Sissoko, a demandé l'aide de la Croix-Rouge. "
    "L'armée a évacué 12 000 habitants vers la ville de Tamboura. Le bilan officiel est de 87 morts, "
    "a indiqué le ministère de l'Intérieur. Une commission d'enquête sera nommée en octobre.",
    "Jeanne Arnoux est la maire de Saint-Florent depuis mars 2014. Elle a fait construire 3 écoles et "
    "un hôpital de 210 lits. Le budget de la commune a augmenté de 9 % en 2016. Le secrétaire de la "
    "mairie, Marc Oury, est parti à la retraite le 31 décembre 2017. La commune compte 14 500 "
    "habitants, d'après l'Insee.",
)


def texts() -> list[str]:
    """Six sentences at a time of the seed articles (without readers' comments), and the made-up ones."""
    found = list(MADE_UP)
    for file in sorted(SEEDS.glob("*.txt")):
        text = file.read_text(encoding="utf-8").split("3 Commentaires")[0]
        spans = sentences(text)
        for first in range(0, len(spans), 6):
            found.append(text[spans[first][0] : spans[min(first + 6, len(spans)) - 1][1]])
    return found


def said(text: str) -> list[str]:
    found = [text[start:end] for start, end in sentences(text)]
    return [one for one in found if len(one.split()) >= 8 and "\n" not in one]


def passage(
    text: str, *, name: str = "a.txt", start: int = 0, kind: Kind = Kind.REPORT, language: str = "fr"
) -> Passage:
    return Passage(f"{name}#{start}", name, name, kind, start, start + len(text), text, language)


# Claims made by rule; benchmarks/verdicts.py does the same with thousands of articles


@pytest.fixture(scope="module")
def made() -> SupportReport:
    articles = [(file.name, file.read_text(encoding="utf-8")) for file in sorted(SEEDS.glob("*.txt"))]
    own = [(str(number), text) for number, text in enumerate(MADE_UP)]
    lines = claims([Texts("fr", (*own, *articles))], each=25, seed=11)
    return measure_support([line for line in lines if line["lang"] == "fr"])


def rows(report: SupportReport, *, true: bool) -> dict[str, KindRow]:
    return {row.kind: row for row in report.kinds if row.true is true}


def test_what_the_passage_says_is_not_accused(made: SupportReport) -> None:
    true = rows(made, true=True)
    assert {"verbatim", "typography", "figures", "left out", "passive", ""} <= set(true)
    assert true[""].right.of > 80
    assert (true[""].right.value or 0) >= 0.97


def test_one_changed_fact_is_caught_and_named(made: SupportReport) -> None:
    false = rows(made, true=False)
    kinds = {
        "number",
        "date",
        "name",
        "place",
        "negation put in",
        "roles exchanged",
        "attribution dropped",
        "",
    }
    assert kinds <= set(false)
    assert false[""].right.of > 200
    assert (false[""].right.value or 0) >= 0.95
    assert false[""].named >= 0.9 * false[""].right.of


@pytest.mark.parametrize(
    ("said_there", "claim"),
    [
        (
            "L'Ostavie a vendu 12 chars et 30 avions au Brendal en 2019.",
            "L'Ostavie a vendu 30 chars et 12 avions au Brendal en 2019.",
        ),
        (
            "Nadia Brunel a battu Irène Castex à la finale de Douarnenez.",
            "Irène Castex a battu Nadia Brunel à la finale de Douarnenez.",
        ),
        (
            "Le convoi parti de Lormel a gagné le port de Savine jeudi. Une grève touche Brisac.",
            "Le convoi parti de Lormel a gagné le port de Brisac jeudi.",
        ),
    ],
)
def test_the_right_words_in_the_wrong_place_are_caught(said_there: str, claim: str) -> None:
    found = check(claim, said_there)
    assert found.verdict is not Verdict.SUPPORTED
    assert any("place" in why.fr or "ailleurs" in why.fr for why in found.why)
    assert not any("n'est pas dans le passage" in why.fr for why in found.why)


# What the reasons say


def test_why_names_what_is_not_there_and_what_is() -> None:
    text = "Environ 80 militaires participeront aux exercices prévus en novembre à la base de Tellaria."
    found = check(
        "Environ 800 militaires participeront aux exercices prévus en novembre à la base de Tellaria.", text
    )
    assert found.verdict is Verdict.UNSUPPORTED
    assert any("« 800 »" in why.fr and "« 80 »" in why.fr for why in found.why)
    assert any("“800”" in why.en for why in found.why)


@pytest.mark.parametrize(
    "claim",
    [
        "La visite de deux mille soldats a coûté 1,5 million d'euros.",
        "La visite de 2000 soldats a coûté 1 500 000 euros.",
        "La visite de 2\u202f000 soldats a coûté 1,5\u00a0M€.",
    ],
)
def test_numbers_compare_by_value(claim: str) -> None:
    assert (
        check(claim, "La visite de 2 000 soldats a coûté 1,5 million d'euros.").verdict is Verdict.SUPPORTED
    )


def test_a_name_in_another_spelling_is_the_same_name() -> None:
    text = "Nikolai Patrushev a rencontré le ministre à Moscou lundi soir."
    assert (
        check("Nikolaï Patrouchev a rencontré le ministre à Moscou lundi soir.", text).verdict
        is Verdict.SUPPORTED
    )


def test_a_family_name_alone_does_not_make_another_person() -> None:
    text = "Le sénateur Luc Moreau a quitté la réunion de Lyon avant le vote du budget."
    found = check("Le sénateur Alice Moreau a quitté la réunion de Lyon avant le vote du budget.", text)
    assert found.verdict is not Verdict.SUPPORTED


def test_a_quotation_must_be_word_for_word() -> None:
    text = "« Nous n'avons jamais promis de livrer ces missiles », a déclaré la ministre Anne Duval."
    assert check(text, text).verdict is Verdict.SUPPORTED
    changed = "La ministre Anne Duval a déclaré : « Nous avons toujours promis de livrer ces missiles »."
    found = check(changed, text)
    assert found.verdict is Verdict.UNSUPPORTED
    assert any("citation" in why.fr for why in found.why)


def test_an_attributed_statement_is_not_a_bare_fact() -> None:
    text = "Selon l'agence Orbis, la centrale de Brenne fermera ses deux réacteurs en 2031."
    bare = check("La centrale de Brenne fermera ses deux réacteurs en 2031.", text)
    assert bare.verdict is Verdict.PARTIAL
    assert any("Orbis" in why.fr for why in bare.why)
    kept = check("D'après l'agence Orbis, la centrale de Brenne fermera ses deux réacteurs en 2031.", text)
    assert kept.verdict is Verdict.SUPPORTED


def test_a_conditional_is_not_a_fact() -> None:
    text = "Le groupe pourrait vendre sa filiale de Gand avant la fin de l'année."
    found = check("Le groupe vend sa filiale de Gand avant la fin de l'année.", text)
    assert found.verdict is Verdict.PARTIAL
    assert any("pourrait" in why.fr for why in found.why)


def test_another_language_is_compared_by_names_and_numbers_and_says_so() -> None:
    text = "Environ 80 soldats russes participeront en novembre 2022 aux manœuvres de la base de Hammaguir."
    good = check("About 80 Russian troops will join the drills at the Hammaguir base in November 2022.", text)
    assert good.verdict is Verdict.PARTIAL
    assert any("autre langue" in why.fr for why in good.why)
    bad = check("About 800 Russian troops will join the drills at the Hammaguir base in November 2022.", text)
    assert bad.verdict is Verdict.UNSUPPORTED


def test_score_ranks_and_window_holds_the_sentence() -> None:
    text = " ".join(MADE_UP)
    claim = "La crue a touché 52 villages de la vallée."
    found = check(claim, text)
    assert claim in text[found.start : found.end]
    assert found.score > check("La crue a touché 92 villages de la plaine.", text).score
    assert found.score > check("Le festival de jazz a réuni des musiciens cubains.", text).score


# Sentences of an answer


def test_supports_count_in_the_article() -> None:
    article = "Chapeau sans rapport.\n\n" + MADE_UP[2]
    start = article.index("Le barrage")
    cited = passage(article[start:], start=start)
    found = check_sentence("L'armée a évacué 12 000 habitants vers la ville de Tamboura.", [cited], [])
    assert found.verdict is Verdict.SUPPORTED and not found.reattributed
    ((_, first, last),) = found.supports
    assert article[first:last] == "L'armée a évacué 12 000 habitants vers la ville de Tamboura."


def test_the_wrong_mark_is_moved_and_said() -> None:
    cited, right = passage(MADE_UP[0], name="a.txt"), passage(MADE_UP[1], name="b.txt")
    found = check_sentence("Le contrat est estimé à 940 millions de dollars.", [cited], [right])
    assert found.verdict is Verdict.SUPPORTED and found.reattributed
    assert [one.path for one, _, _ in found.supports] == ["b.txt"]
    assert any("b.txt" in why.fr for why in found.why)


def test_a_comment_never_takes_over_a_mark() -> None:
    cited, comment = passage(MADE_UP[0]), passage(MADE_UP[1], name="b.txt", kind=Kind.COMMENT)
    found = check_sentence("Le contrat est estimé à 940 millions de dollars.", [cited], [comment])
    assert found.verdict is Verdict.UNSUPPORTED and not found.reattributed


def test_two_passages_support_together_what_neither_says_alone() -> None:
    one = passage("Le ministre Paul Verdier a ouvert la coopérative de Montbrison.", name="a.txt")
    other = passage("La coopérative de Montbrison compte 340 éleveurs et 12 salariés.", name="b.txt")
    sentence = "Le ministre Paul Verdier a ouvert la coopérative de Montbrison, qui compte 340 éleveurs."
    assert check_sentence(sentence, [one], []).verdict is not Verdict.SUPPORTED
    assert check_sentence(sentence, [one, other], []).verdict is Verdict.SUPPORTED


def test_an_unsupported_sentence_still_shows_where_to_look() -> None:
    found = check_sentence("La crue a touché 99 villages de la vallée.", [passage(MADE_UP[2])], [])
    assert found.verdict is Verdict.UNSUPPORTED
    ((_, first, last),) = found.supports
    assert "52 villages" in MADE_UP[2][first:last]


def test_without_a_mark_the_passage_that_would_do_is_named() -> None:
    found = check_sentence(
        "La crue a touché 52 villages de la vallée.", [], [passage(MADE_UP[2], name="c.txt")]
    )
    assert found.verdict is Verdict.UNCITED
    assert any("c.txt" in why.fr for why in found.why)


@pytest.mark.parametrize("sentence", ["Voici les sources :", "Bonjour !", "Here is what I found:", ""])
def test_nothing_to_check_raises_no_alarm(sentence: str) -> None:
    found = check_sentence(sentence, [], [passage(MADE_UP[0])])
    assert (found.verdict, found.why) == (Verdict.UNCITED, ())


# Locating quotations


def test_locate_shows_the_source_and_sees_one_changed_digit() -> None:
    text = "Hier, « l’œuvre de 1 200 pages\u00a0» a été présentée à l'Élysée."
    found = locate("l'oeuvre de 1200 pages", text)
    assert found is not None and text[found[0] : found[1]] == "l’œuvre de 1 200 pages"
    exact = locate("a été présentée à l'élysée", text)
    assert exact is not None and exact[2]
    changed = locate("l'œuvre de 1 300 pages » a été présentée", text)
    assert changed is not None and not changed[2]
    assert locate("une tout autre phrase sans aucun rapport", text) is None


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_stretch_of_words_is_found_where_it_stands(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts()))
    found = words(text)
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, min(first + 20, len(found) - 1)))
    quote = text[found[first][1] : found[last][2]]
    located = locate(quote.replace("’", "'").replace("\u00a0", " ").upper(), text)
    assert located is not None
    start, end, exact = located
    assert exact
    assert [word for word, _, _ in words(text[start:end])] == [word for word, _, _ in words(quote)]


@given(st.text(max_size=80), st.text(max_size=300))
@settings(deadline=None)
def test_located_spans_lie_in_the_text(quote: str, text: str) -> None:
    found = locate(quote, text)
    assert found is None or 0 <= found[0] < found[1] <= len(text)


@given(st.text(max_size=120), st.text(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_claim_and_text_get_a_verdict(claim: str, text: str) -> None:
    found = check(claim, text)
    assert 0.0 <= found.score <= 1.0
    assert 0 <= found.start <= found.end <= len(text)


# Figures and speed


def test_figures_of_support_are_counted_right() -> None:
    text = MADE_UP[2]
    lines = [
        {"claim": "La crue a touché 52 villages de la vallée.", "passage": text, "label": "supported"},
        {"claim": "La crue a touché 53 villages de la vallée.", "passage": text, "label": "not_supported"},
        {
            "claim": "Une fanfare a joué devant les écoliers du quartier.",
            "passage": text,
            "label": "not_supported",
        },
    ]
    report = measure_support(lines)
    assert report.metrics["auc"].value == 1.0
    assert report.metrics["unsupported_precision"].value == 1.0
    assert report.table["supported"] == {"not_supported": 0, "supported": 1}
    assert "| supported | 0 | 1 |" in to_markdown(report)


def test_a_sentence_takes_milliseconds_against_ten_known_passages() -> None:
    passages = [passage(text * 2, name=f"{number}.txt") for number, text in enumerate(texts()[:10])]
    lines = [one for text in texts()[:10] for one in said(text)]
    for line in lines:
        check_sentence(line, passages[:1], passages[1:])
    started = time.perf_counter()
    for line in lines:
        check_sentence(f"{line} ", passages[:1], passages[1:])
    assert (time.perf_counter() - started) / len(lines) < 0.05  # ten times the aim, for a busy machine
