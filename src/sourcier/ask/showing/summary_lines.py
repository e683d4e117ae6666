"""A source summary → its lines, and what is missing, in the reader's language. Never «confirmed»."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.ask.showing.grading import Grading, grading_words, outlet_judgement, reliability_words
from sourcier.ask.showing.markup import inline
from sourcier.ask.showing.summary import SourceSummary
from sourcier.ask.showing.wording import KINDS
from sourcier.judgements import NO_REGISTER, Register
from sourcier.types import Bilingual

HEADING = Bilingual(fr="Sources en bref", en="Sources in brief")
MISSING = Bilingual(fr="Ce qui manque", en="What is missing")

_LANGUAGES = {
    "fr": Bilingual(fr="français", en="French"),
    "en": Bilingual(fr="anglais", en="English"),
    "ru": Bilingual(fr="russe", en="Russian"),
    "ar": Bilingual(fr="arabe", en="Arabic"),
    "es": Bilingual(fr="espagnol", en="Spanish"),
    "de": Bilingual(fr="allemand", en="German"),
    "it": Bilingual(fr="italien", en="Italian"),
    "pt": Bilingual(fr="portugais", en="Portuguese"),
}


def headline(summary: SourceSummary, language: str) -> str:
    """«3 articles · 1 origine identifiée · publiés du … au … · français»: one line."""
    parts = [
        _count(
            summary.articles, "article cité", "articles cités", "article cited", "articles cited", language
        ),
        _origins(summary, language),
        _dates(summary, language),
        ", ".join(language_name(name, language) for name, _ in summary.languages),
    ]
    if summary.divergences:
        parts.append(
            _count(summary.divergences, "divergence", "divergences", "divergence", "divergences", language)
        )
    if summary.opinion:
        parts.append(
            _count(
                summary.opinion,
                "commentaire de lecteur (opinion)",
                "commentaires de lecteurs (opinion)",
                "reader's comment (opinion)",
                "readers' comments (opinion)",
                language,
            )
        )
    return " · ".join(part for part in parts if part)


def details(summary: SourceSummary, language: str, register: Register = NO_REGISTER) -> list[str]:
    """A line each: outlets with what people judged of them, origins, kinds, copies, what was read."""
    lines = []
    for outlet, articles in summary.outlets:
        known = outlet_judgement(register, outlet)
        judged = grading_words(Grading(known), language) if known else reliability_words(None, language)
        number = _count(articles, "article", "articles", "article", "articles", language)
        lines.append(f"{inline(outlet)}{colon(language)} {number} · {inline(judged)}")
    if summary.origins:
        names = " ; ".join(inline(name) for name in summary.origins)
        lines.append(
            Bilingual(
                fr=f"Origines nommées par les textes : {names}", en=f"Origins that the texts name: {names}"
            ).in_(language)
        )
    kinds = ", ".join(f"{KINDS[kind].in_(language)} ({number})" for kind, number in summary.kinds)
    lines.append(
        Bilingual(fr=f"Nature des passages cités : {kinds}", en=f"Kinds of passages cited: {kinds}").in_(
            language
        )
    )
    if summary.copies:
        lines.append(
            _count(
                summary.copies,
                "article non cité reprend le même texte",
                "articles non cités reprennent le même texte",
                "article not cited carries the same text",
                "articles not cited carry the same text",
                language,
            )
        )
    if register.problem is not None:
        lines.append(inline(register.problem.in_(language)))
    return lines


def gaps(summary: SourceSummary, language: str) -> list[str]:
    """What a reader would want and the sources do not give, a line each."""
    found: list[Bilingual] = []
    if summary.only_opinion:
        found.append(
            Bilingual(
                fr="seuls des commentaires de lecteurs sont cités : aucun article ne le rapporte",
                en="only readers' comments are cited: no article reports it",
            )
        )
    if summary.articles == 1 and not summary.copies:
        found.append(Bilingual(fr="un seul article", en="a single article"))
    elif summary.one_origin:
        found.append(
            Bilingual(
                fr="une seule origine pour tous ces articles", en="a single origin for all these articles"
            )
        )
    if summary.one_outlet:
        name = inline(summary.outlets[0][0])
        found.append(Bilingual(fr=f"un seul média : {name}", en=f"a single outlet: {name}"))
    if summary.unidentified and not summary.only_opinion:
        found.append(
            Bilingual(
                fr="le texte ne dit pas d'où vient l'information"
                + _of(summary.unidentified, "origine", "origines"),
                en="the text does not say where the report comes from"
                + _of(summary.unidentified, "origin", "origins"),
            )
        )
    if summary.undated:
        names = _names(summary.undated)
        found.append(
            Bilingual(fr=f"sans date de publication : {names}", en=f"no date of publication: {names}")
        )
    if summary.unnamed:
        names = _names(summary.unnamed)
        found.append(Bilingual(fr=f"média inconnu : {names}", en=f"outlet unknown: {names}"))
    if summary.behind:
        last, newest = inline(summary.last_published or ""), inline((summary.newest_published or "")[:10])
        found.append(
            Bilingual(
                fr=f"rien de cité n'est publié après le {last} (le corpus va jusqu'au {newest})",
                en=f"nothing cited was published after {last} (the corpus runs until {newest})",
            )
        )
    for clause in summary.unanswered:
        found.append(
            Bilingual(fr=f"sans réponse : « {inline(clause)} »", en=f"not answered: “{inline(clause)}”")
        )
    if summary.dropped:
        found.append(
            Bilingual(
                fr=f"passages trouvés et non lus : {summary.dropped}",
                en=f"passages found and not read: {summary.dropped}",
            )
        )
    return [gap.in_(language) for gap in found]


def missing_line(missing: Sequence[str], language: str) -> str:
    """The gaps on one line."""
    between = " ; " if language == "fr" else "; "
    return f"{MISSING.in_(language)}{colon(language)} {between.join(missing)}"


def colon(language: str) -> str:
    """A colon after French words has a space before it."""
    return Bilingual(fr=" :", en=":").in_(language)


def _origins(summary: SourceSummary, language: str) -> str:
    named, others = len(summary.origins), summary.unidentified
    if named:
        said = _count(
            named,
            "origine identifiée",
            "origines identifiées",
            "origin identified",
            "origins identified",
            language,
        )
        more = Bilingual(
            fr=f" et {others} non identifiée{'s' * (others > 1)}", en=f" and {others} not identified"
        )
        return said + (more.in_(language) if others else "")
    if others:
        return Bilingual(fr="origine non identifiée", en="origin not identified").in_(language)
    return ""


def _dates(summary: SourceSummary, language: str) -> str:
    first, last = inline(summary.first_published or ""), inline(summary.last_published or "")
    if not first:
        return Bilingual(fr="dates de publication inconnues", en="dates of publication unknown").in_(language)
    if first == last:
        return Bilingual(fr=f"publié le {first}", en=f"published {first}").in_(language)
    return Bilingual(fr=f"publiés du {first} au {last}", en=f"published {first} to {last}").in_(language)


def _count(number: int, one_fr: str, more_fr: str, one_en: str, more_en: str, language: str) -> str:
    words = Bilingual(fr=one_fr if number < 2 else more_fr, en=one_en if number == 1 else more_en)
    return f"{number} {words.in_(language)}"


def _of(number: int, one: str, more: str) -> str:
    return f" ({number} {one if number == 1 else more})"


def _names(ids: Sequence[str], most: int = 4) -> str:
    shown = ", ".join(inline(each) for each in ids[:most])
    return shown if len(ids) <= most else f"{shown} … ({len(ids)})"


def language_name(code: str, language: str) -> str:
    """«français» of ``fr``; the code itself where it has no name here."""
    known = _LANGUAGES.get(code)
    return known.in_(language) if known else inline(code)
