"""A divergence → each value with its date, outlet and origin, and what the dates say. No winner."""

from __future__ import annotations

from sourcier.ask.showing.markup import inline
from sourcier.ask.showing.wording import UNDATED
from sourcier.ask.weighing.origins import UNIDENTIFIED
from sourcier.language import sentences
from sourcier.types import Answer, Bilingual, Divergence, DivergentValue, Evidence

_ONE_ORIGIN = Bilingual(
    fr=" Ces articles sont rattachés à une même origine.", en=" These articles share one origin."
)
_ONE_TEXT = Bilingual(
    fr=" Ces articles reprennent un même texte, d'origine non identifiée.",
    en=" These articles carry one text, whose origin is not identified.",
)


def value_words(value: DivergentValue, language: str) -> str:
    """«Le Nord · publié le 2022-04-05 · origine : X», behind the quotation of a value."""
    unnamed = Bilingual(fr="média inconnu", en="outlet unknown").in_(language)
    if value.published:
        day = inline(value.published)
        date = Bilingual(fr=f"publié le {day}", en=f"published {day}").in_(language)
    else:
        date = UNDATED.in_(language)
    return " · ".join([inline(value.outlet) if value.outlet else unnamed, date, *_origin(value, language)])


def sentence_of(answer: Answer, evidence: Evidence) -> str:
    """The sentence that ``evidence`` stands in, where a passage of the answer has it; else its own words."""
    passages = [citation.passage for citation in answer.citations] + [read.passage for read in answer.read]
    for passage in passages:
        if passage.article_id == evidence.article_id and passage.start <= evidence.start < passage.end:
            at = evidence.start - passage.start
            for start, end in sentences(passage.text):
                if start <= at < end and evidence.end - passage.start <= end:
                    return passage.text[start:end]
    return evidence.quote


def note(divergence: Divergence, language: str) -> str:
    """What can be said of the values without choosing: one article, later news, one origin."""
    values = divergence.values
    articles = {value.evidence.article_id for value in values}
    days = {(value.published or "")[:10] for value in values}
    origins = {value.origin for value in values}
    if len(articles) == 1:
        said = Bilingual(fr="Un même article donne ces valeurs", en="One article gives these values")
    elif "" in days:
        said = Bilingual(
            fr="Une date de publication au moins manque : on ne sait pas quelle valeur est la plus récente",
            en="A date of publication at least is missing: which value is the later one cannot be told",
        )
    elif len(days) > 1:
        last = inline(max(days))
        said = Bilingual(
            fr=f"La valeur publiée le {last} est plus récente : elle peut être une mise à jour",
            en=f"The value published {last} is later: it may be an update",
        )
    else:
        said = Bilingual(fr="Valeurs publiées le même jour", en="Values published on the same day")
    closing = Bilingual(fr=" ; rien n'est tranché ici.", en="; nothing is settled here.")
    shared = Bilingual("", "")
    if len(articles) > 1 and len(origins) == 1 and (origin := origins.pop()) is not None:
        shared = _ONE_TEXT if origin.startswith(UNIDENTIFIED) else _ONE_ORIGIN
    return said.in_(language) + closing.in_(language) + shared.in_(language)


def origin_name(name: str, language: str) -> str:
    """The name of an origin; that of one which no text names, in words of ``language``."""
    if name.startswith(UNIDENTIFIED):
        where = inline(name.removeprefix(UNIDENTIFIED))
        return Bilingual(fr=UNIDENTIFIED + where, en=f"origin not identified: {where}").in_(language)
    return inline(name)


def _origin(value: DivergentValue, language: str) -> list[str]:
    if value.origin is None or value.origin.startswith(UNIDENTIFIED):
        return []
    name = inline(value.origin)
    return [Bilingual(fr=f"origine : {name}", en=f"origin: {name}").in_(language)]
