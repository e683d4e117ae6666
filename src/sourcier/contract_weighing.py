"""What stands behind an answer, and what people judged of it → JSON. Fields are added, never renamed."""

from __future__ import annotations

from typing import Any

from sourcier.ask.reading.speech import speech_of
from sourcier.ask.showing.grading import Grading
from sourcier.ask.showing.summary import summary_of
from sourcier.ask.showing.summary_lines import gaps
from sourcier.judgements import ArticleJudgement, OutletJudgement
from sourcier.types import Answer, Citation


def summary_json(answer: Answer, language: str) -> dict[str, Any] | None:
    """``summary`` of ``ask``: articles behind the answer, counted; ``None`` where it cites nothing."""
    summary = summary_of(answer)
    if summary is None:
        return None
    return {
        "articles": summary.articles,
        "copies": summary.copies,
        "origins": list(summary.origins),
        "origins_unidentified": summary.unidentified,
        "first_published": summary.first_published,
        "last_published": summary.last_published,
        "newest_published": summary.newest_published,
        "outlets": dict(summary.outlets),
        "languages": dict(summary.languages),
        "kinds": {kind.value: number for kind, number in summary.kinds},
        "divergences": summary.divergences,
        "undated": list(summary.undated),
        "without_outlet": list(summary.unnamed),
        "unanswered": list(summary.unanswered),
        "one_origin": summary.one_origin,
        "one_outlet": summary.one_outlet,
        "read": summary.read,
        "dropped": summary.dropped,
        "missing": gaps(summary, language),
    }


def grading_json(found: Grading) -> dict[str, Any]:
    """What people judged: ``null`` is «not judged», which is neither F nor 6.

    ``usual_credibility`` is of the outlet's information as a rule, ``credibility`` of this article's.
    """
    outlet, article = found.outlet, found.article
    return {
        "outlet": outlet.outlet if outlet else None,
        "descriptor": (outlet.descriptor or None) if outlet else None,
        "reliability": outlet.reliability.value if outlet and outlet.reliability else None,
        "usual_credibility": outlet.credibility.value if outlet and outlet.credibility else None,
        "by": outlet.by if outlet else None,
        "changed": outlet.changed if outlet else None,
        "credibility": article.credibility.value if article and article.credibility else None,
        "credibility_by": article.by if article else None,
        "credibility_changed": article.changed if article else None,
    }


def speech_json(citation: Citation) -> dict[str, Any]:
    """Whether the citation quotes somebody's words, and whose, as the passage names them."""
    speech = speech_of(citation)
    return {"speech": speech is not None, "speaker": speech.speaker if speech else None}


def outlet_json(outlet: str, judgement: OutletJudgement | None, articles: int) -> dict[str, Any]:
    """One line of ``sources``: an outlet, how many indexed articles it has, what people judged."""
    return {
        "outlet": outlet,
        "articles": articles,
        "registered": judgement.outlet if judgement else None,
        "also": list(judgement.also) if judgement else [],
        "descriptor": (judgement.descriptor or None) if judgement else None,
        "reliability": judgement.reliability.value if judgement and judgement.reliability else None,
        "credibility": judgement.credibility.value if judgement and judgement.credibility else None,
        "by": judgement.by if judgement else None,
        "changed": judgement.changed if judgement else None,
    }


def article_json(judgement: ArticleJudgement) -> dict[str, Any]:
    """One line of ``sources``: an article whose information somebody judged."""
    return {
        "article": judgement.article,
        "credibility": judgement.credibility.value if judgement.credibility else None,
        "by": judgement.by,
        "changed": judgement.changed,
    }
