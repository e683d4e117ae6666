"""A passage and the register of sources → what people judged of its outlet and article. Nothing computed."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.ask.questions.outlets import same_outlet
from sourcier.folding import fold
from sourcier.judgements import (
    CREDIBILITIES,
    RELIABILITIES,
    ArticleJudgement,
    Credibility,
    OutletJudgement,
    Register,
    Reliability,
)
from sourcier.types import Bilingual, Passage

_JUDGED_BY = Bilingual(fr="jugé par", en="judged by")


@dataclass(frozen=True, slots=True)
class Grading:
    """What is known of the outlet of a passage, and of its article; ``None`` where nobody judged."""

    outlet: OutletJudgement | None = None
    article: ArticleJudgement | None = None


def grading(register: Register, passage: Passage) -> Grading:
    """The judgements that concern ``passage``."""
    return article_grading(register, passage.article_id, passage.outlet)


def article_grading(register: Register, article_id: str, outlet: str | None) -> Grading:
    """The judgements that concern an article of ``outlet``."""
    about = next((each for each in register.articles if each.article == article_id), None)
    return Grading(outlet_judgement(register, outlet), about)


def outlet_judgement(register: Register, outlet: str | None) -> OutletJudgement | None:
    """The one entry of that name, else the one of a variant of it; where two could be meant, neither."""
    if not outlet:
        return None
    exact = [each for each in register.outlets if _plain(outlet) in map(_plain, (each.outlet, *each.also))]
    alike = exact or [
        each
        for each in register.outlets
        if any(same_outlet(outlet, name) for name in (each.outlet, *each.also))
    ]
    return alike[0] if len(alike) == 1 else None


def registered_name(register: Register, outlet: str) -> str:
    """Under which name ``outlet`` is, or would be, in the register."""
    known = outlet_judgement(register, outlet)
    return known.outlet if known else outlet


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


def reliability_words(grade: Reliability | None, language: str) -> str:
    """«fiabilité de la source : C, assez fiable»."""
    said = f"{grade.value}, {RELIABILITIES[grade].in_(language)}" if grade else _unjudged(language)
    return Bilingual(fr=f"fiabilité : {said}", en=f"reliability: {said}").in_(language)


def credibility_words(grade: Credibility | None, language: str) -> str:
    """«crédibilité de l'information : 3, peut-être vraie»."""
    said = f"{grade.value}, {CREDIBILITIES[grade].in_(language)}" if grade else _unjudged(language)
    return Bilingual(fr=f"crédibilité : {said}", en=f"credibility: {said}").in_(language)


def _unjudged(language: str) -> str:
    return Bilingual(fr="non jugée", en="not judged").in_(language)


def grading_words(found: Grading, language: str) -> str:
    """One line: descriptor, reliability, credibility; the two grades are never made into one."""
    outlet, article = found.outlet, found.article
    reliability, credibility = (
        (outlet.reliability if outlet else None),
        (article.credibility if article else None),
    )
    parts = [" ".join(outlet.descriptor.split())] if outlet and outlet.descriptor else []
    if reliability is None and credibility is None and not (outlet and outlet.credibility):
        neither = Bilingual(
            fr="fiabilité et crédibilité : non jugées", en="reliability and credibility: not judged"
        )
        return " · ".join([*parts, neither.in_(language)])
    parts += [reliability_words(reliability, language), credibility_words(credibility, language)]
    if credibility is None and outlet and outlet.credibility:
        rule = f"{outlet.credibility.value}, {CREDIBILITIES[outlet.credibility].in_(language)}"
        parts[-1] += Bilingual(
            fr=f" (ce média, en général : {rule})", en=f" (this outlet, as a rule: {rule})"
        ).in_(language)
    return " · ".join(parts)


def judged_by(judgement: OutletJudgement | ArticleJudgement, language: str) -> str:
    """«jugé par A. B., 2026-01-31»; empty where neither is known."""
    known = [each for each in (judgement.by, (judgement.changed or "")[:10]) if each]
    return f"{_JUDGED_BY.in_(language) if judgement.by else ''} {', '.join(known)}".strip()
