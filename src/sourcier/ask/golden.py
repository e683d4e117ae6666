"""Questions with known answers, and a way to ask them → figures of citation, refusal and weighing, by type
and language.

One question a line: ``id``, ``lang``, ``type``, ``q``, ``history`` (earlier questions), ``gold`` (pairs of
the start of
a file name and words of its text), and what is expected besides: ``abstain`` (refuse), ``comment_only``
(only readers
say it), ``origins_max``, ``divergence``. No file is read here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sourcier.types import Answer, Bilingual, Citation, Kind

FIRST = 5
"""Citations among which the gold must be."""


@dataclass(frozen=True, slots=True)
class Golden:
    """A question and what is expected of its answer. ``gold``: (start of the file name, words of its
    text)."""

    id: str
    language: str
    type: str
    question: str
    history: tuple[str, ...] = ()
    gold: tuple[tuple[str, str], ...] = ()
    abstain: bool = False
    comment_only: bool = False
    origins_max: int | None = None
    divergence: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the articles themselves answer it."""
        return not self.abstain and not self.comment_only


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question; ``None`` where nothing was expected of the kind."""

    question: Golden
    refused: bool
    reason: Bilingual | None
    gold_first: bool | None
    gold_at_top: bool | None
    citations: int
    exact: int
    comments_as_reporting: int
    origins_ok: bool | None
    divergence_ok: bool | None
    supported: int
    sentences: int

    @property
    def as_expected(self) -> bool:
        """Refused or answered with the gold as it should be, and nothing else wrong."""
        right = (
            self.refused
            if not self.question.answerable
            else not self.refused and self.gold_first is not False
        )
        clean = self.exact == self.citations and not self.comments_as_reporting
        return right and clean and self.origins_ok is not False and self.divergence_ok is not False


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``of``, with Wilson's 95 % interval."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """``None`` where there was nothing to count."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval."""
        if not self.of:
            return None
        z, n, p = 1.96, self.of, self.hits / self.of
        middle, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))


@dataclass(frozen=True, slots=True)
class GoldenReport:
    """The outcomes and the figures drawn from them."""

    outcomes: tuple[Outcome, ...]

    def figures(self, where: Callable[[Golden], bool] = lambda _: True) -> dict[str, Share]:
        """The shares over the questions that ``where`` keeps; those with nothing to count are there too (0
        of 0)."""
        kept = [one for one in self.outcomes if where(one.question)]
        answerable = [one for one in kept if one.question.answerable]
        return {
            "gold_first": _share([one.gold_first for one in answerable]),
            "gold_at_top": _share([one.gold_at_top for one in answerable]),
            "wrongly_refused": _share([one.refused for one in answerable]),
            "refused_rightly": _share([one.refused for one in kept if one.question.abstain]),
            "comment_only_not_reported": _share(
                [not one.comments_as_reporting for one in kept if one.question.comment_only]
            ),
            "comment_only_refused": _share([one.refused for one in kept if one.question.comment_only]),
            "exact_citations": Share(sum(one.exact for one in kept), sum(one.citations for one in kept)),
            "comments_as_reporting": Share(
                sum(one.comments_as_reporting for one in kept), sum(one.citations for one in kept)
            ),
            "origins_ok": _share([one.origins_ok for one in kept]),
            "divergence_flagged": _share([one.divergence_ok for one in kept]),
            "supported_sentences": Share(
                sum(one.supported for one in kept), sum(one.sentences for one in kept)
            ),
        }

    def by(self, key: Callable[[Golden], str]) -> dict[str, dict[str, Share]]:
        """The figures of each group, groups in order."""
        groups = sorted({key(one.question) for one in self.outcomes})
        return {group: self.figures(lambda question, group=group: key(question) == group) for group in groups}  # type: ignore[misc]

    def to_json(self) -> dict[str, Any]:
        """Plain values, for ``--json``; comparable between runs."""

        def plain(figures: Mapping[str, Share]) -> dict[str, Any]:
            return {
                name: {"value": share.value, "hits": share.hits, "of": share.of, "interval": share.interval}
                for name, share in figures.items()
                if share.of
            }

        return {
            "questions": len(self.outcomes),
            "overall": plain(self.figures()),
            "by_type": {name: plain(found) for name, found in self.by(lambda q: q.type).items()},
            "by_language": {name: plain(found) for name, found in self.by(lambda q: q.language).items()},
            "failed": [
                {"id": one.question.id, "question": one.question.question, "refused": one.refused}
                for one in self.outcomes
                if not one.as_expected
            ],
        }


def golden_from(line: Mapping[str, Any]) -> Golden:
    """One line of a question file. Raises `ValueError` naming what is missing or of another shape."""
    question = line.get("q") or line.get("question")
    if not isinstance(question, str) or not question.strip():
        raise ValueError("no question: the field «q» is missing or empty")
    gold = line.get("gold") or []
    if not all(isinstance(pair, Sequence) and len(pair) == 2 for pair in gold):
        raise ValueError("«gold» must be a list of [start of file name, words of its text]")
    return Golden(
        id=str(line.get("id", "")),
        language=str(line.get("lang", "und")),
        type=str(line.get("type", "question")),
        question=question,
        history=tuple(line.get("history") or ()),
        gold=tuple((str(prefix), str(words)) for prefix, words in gold),
        abstain=bool(line.get("abstain")),
        comment_only=bool(line.get("comment_only")),
        origins_max=line.get("origins_max"),
        divergence=bool(line.get("divergence")),
    )


def evaluate(
    questions: Iterable[Golden],
    ask: Callable[[str, Sequence[str]], Answer],
    text_of: Callable[[str], str | None],
) -> GoldenReport:
    """Asks every question; ``ask`` gets it with the earlier ones, ``text_of`` gives an article's text by
    its id."""
    return GoldenReport(
        tuple(judge(question, ask(question.question, question.history), text_of) for question in questions)
    )


def judge(question: Golden, answer: Answer, text_of: Callable[[str], str | None]) -> Outcome:
    """One answer against what is expected. A citation is exact when the article's text holds its quote at
    its offsets."""
    right = [_says_gold(question, citation) for citation in answer.citations[:FIRST]]
    counted = question.answerable and bool(question.gold)
    origins = {origin.name for origin in answer.origins}
    return Outcome(
        question=question,
        refused=answer.refused,
        reason=answer.reason,
        gold_first=any(right) if counted else None,
        gold_at_top=any(right[:1]) if counted else None,
        citations=len(answer.citations),
        exact=sum(_is_exact(citation, text_of) for citation in answer.citations),
        comments_as_reporting=sum(citation.passage.kind is Kind.COMMENT for citation in answer.citations),
        origins_ok=None if question.origins_max is None else 0 < len(origins) <= question.origins_max,
        divergence_ok=bool(answer.divergences) if question.divergence else None,
        supported=sum(sentence.verdict == "supported" for sentence in answer.sentences),
        sentences=len(answer.sentences),
    )


def to_markdown(report: GoldenReport, language: str = "en") -> str:
    """A table of figures over all, by type and by language, then the questions that went otherwise than
    expected."""
    french = language.startswith("fr")
    head = "| figure | part | intervalle à 95 % |" if french else "| figure | share | 95 % interval |"
    lines = [head, "|---|---|---|"]
    for name, share in report.figures().items():
        if share.of and share.interval is not None:
            low, high = share.interval
            lines.append(f"| {_label(name, language)} | {_shown(share)} | {low:.2f}–{high:.2f} |")
    for title, groups in (
        ("type", report.by(lambda question: question.type)),
        ("langue" if french else "language", report.by(lambda question: question.language)),
    ):
        columns = ("gold_first", "wrongly_refused", "refused_rightly")
        lines += [
            "",
            f"| {title} | " + " | ".join(_label(name, language) for name in columns) + " |",
            "|---" * (len(columns) + 1) + "|",
        ]
        for group, figures in groups.items():
            cells = " | ".join(_shown(figures[name]) for name in columns)
            lines.append(f"| {group} | {cells} |")
    failed = [one for one in report.outcomes if not one.as_expected]
    if failed:
        lines += ["", "À revoir :" if french else "Not as expected:"]
        lines += [f"- {one.question.id} ({one.question.language}): {one.question.question}" for one in failed]
    return "\n".join(lines) + "\n"


_LABELS = {
    "gold_first": Bilingual(
        fr="passage attendu dans les 5 premières citations", en="gold in the first 5 citations"
    ),
    "gold_at_top": Bilingual(fr="passage attendu dans la première citation", en="gold in the first citation"),
    "wrongly_refused": Bilingual(fr="refusées à tort", en="wrongly refused"),
    "refused_rightly": Bilingual(fr="refusées à raison", en="rightly refused"),
    "comment_only_not_reported": Bilingual(
        fr="dit par les seuls lecteurs : non cité comme information",
        en="said by readers only: not cited as reporting",
    ),
    "comment_only_refused": Bilingual(
        fr="dit par les seuls lecteurs : refusées", en="said by readers only: refused"
    ),
    "exact_citations": Bilingual(
        fr="citations exactes au caractère près", en="citations exact to the character"
    ),
    "comments_as_reporting": Bilingual(
        fr="commentaires de lecteurs cités comme information", en="readers' comments cited as reporting"
    ),
    "origins_ok": Bilingual(fr="origines comptées juste", en="origins counted right"),
    "divergence_flagged": Bilingual(fr="divergences signalées", en="divergences flagged"),
    "supported_sentences": Bilingual(fr="phrases vérifiées", en="supported sentences"),
}


def _label(name: str, language: str) -> str:
    return _LABELS[name].in_(language)


def _shown(share: Share) -> str:
    return "–" if share.value is None else f"{share.value:.0%} ({share.hits}/{share.of})"


def _share(values: Iterable[bool | None]) -> Share:
    counted = [value for value in values if value is not None]
    return Share(sum(counted), len(counted))


def _is_exact(citation: Citation, text_of: Callable[[str], str | None]) -> bool:
    text = text_of(citation.passage.article_id)
    return text is not None and bool(citation.quote) and text[citation.start : citation.end] == citation.quote


def _says_gold(question: Golden, citation: Citation) -> bool:
    quote = _plain(citation.quote)
    return any(
        citation.passage.path.startswith(prefix) and _plain(words) in quote for prefix, words in question.gold
    )


def _plain(text: str) -> str:
    """White space collapsed, apostrophes straight; nothing else forgiven."""
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("\u200b", "").split())
