"""A sentence of an answer and its passages → its verdict, why, and the exact spans to look at. No model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sourcier.ask.reading.analysed import Analysed, analyse
from sourcier.ask.reading.located import locate, plain
from sourcier.ask.reading.titled import titles_in
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.findings import Finding, Severity
from sourcier.ask.verification.judged import Judged, check, judge, verdict_of
from sourcier.ask.verification.matching import Match, may_support
from sourcier.ask.verification.naming import name_places
from sourcier.ask.verification.roles import acts
from sourcier.types import REPORTING, Bilingual, Kind, Passage, Verdict

__all__ = ["SentenceCheck", "check", "check_sentence", "locate", "prepare"]

_FEW_WORDS = 2  # content words under which a sentence says nothing that could be checked
_USEFUL = 0.3  # coverage from which another cited passage adds something

COMMENT = Bilingual(
    fr="le passage cité est un commentaire de lecteur, pas un fait rapporté",
    en="the cited passage is a reader's comment, not reporting",
)
_NO_MARK = Bilingual(fr="la phrase ne cite aucun passage", en="the sentence cites no passage")


@dataclass(frozen=True, slots=True)
class SentenceCheck:
    """Verdict of a sentence. ``supports``: passage, start and end in the **article's** text.

    For every cited passage they show where to look: what supports the sentence, or what comes nearest to it.
    ``reattributed``: they are of other passages than the sentence cited.
    """

    verdict: Verdict
    why: tuple[Bilingual, ...]
    supports: tuple[tuple[Passage, int, int], ...]
    reattributed: bool = False


def prepare(passages: Sequence[Passage]) -> None:
    """Analyses ``passages`` ahead of the sentences that will be checked against them."""
    for passage in passages:
        analysed = _analysed(passage)
        analysed.get_ready()
        titles_in(analysed)
        name_places(analysed)
        clauses_in(analysed)
        plain(passage.text)
        for line in range(len(analysed.lines)):
            acts(analysed, line)


def check_sentence(sentence: str, cited: Sequence[Passage], others: Sequence[Passage]) -> SentenceCheck:
    """``sentence`` against the passages it cites, alone and together; ``others`` were retrieved, not cited.

    When the cited ones do not bear it out and another does, the support moves there, and ``why`` says so.
    A sentence without marks is uncited; its ``why`` names the passage that would support it. A sentence that
    says nothing to check («Voici les sources :») is uncited without a word.
    """
    claim = analyse(" ".join(sentence.split()), _language(sentence, [*cited, *others]))
    if not _checkable(claim) and not (cited and _states(claim)):
        return SentenceCheck(Verdict.UNCITED, (), tuple((p, p.start, p.end) for p in cited))
    if not cited:
        return _uncited(claim, others)
    judged = [(passage, _against(claim, passage)) for passage in cited]
    result = _together(judged)
    if result.verdict is Verdict.SUPPORTED or _only_cautious(result, judged):
        return result
    better = _elsewhere(claim, others, least=result.verdict)
    return better if better is not None else result


def _language(sentence: str, passages: Sequence[Passage]) -> str | None:
    """A few words do not tell their language: they are read in that of the passages."""
    return passages[0].language if passages and len(sentence.split()) < 4 else None


def _checkable(claim: Analysed) -> bool:
    """Whether the sentence says something: an announcement of a list, a greeting or a question does not."""
    elements = len(claim.numbers) + len(claim.dates) + len(claim.designations)
    content = sum(bool(word.stem) for word in claim.words)
    text = claim.text.strip()
    if re.search(r"[:?]\s*$", text) and not elements and not claim.names:
        return False
    return elements > 0 or content > _FEW_WORDS or (content == _FEW_WORDS and bool(claim.names))


def _states(claim: Analysed) -> bool:
    """Whether a short sentence that cites a passage can be held to it: it says something of something."""
    content = sum(bool(word.stem) for word in claim.words)
    return content >= _FEW_WORDS and not re.search(r"[:?]\s*$", claim.text.strip())


def _against(claim: Analysed, passage: Passage) -> Judged:
    return judge(claim, _analysed(passage), credit=passage.outlet or "")


def _analysed(passage: Passage) -> Analysed:
    return analyse(passage.text, passage.language, passage.published)


def _span(passage: Passage, match: Match) -> tuple[Passage, int, int]:
    """The window without lines at its ends that say nothing of the claim, in the article's text."""
    first, last = match.first, match.last
    while first < last and not _says(match, 1 << first):
        first += 1
    while last > first and not _says(match, 1 << last):
        last -= 1
    start, end = match.text.lines[first][0], match.text.lines[last][1]
    return passage, passage.start + start, passage.start + end


def _says(match: Match, line: int) -> bool:
    """Whether the line adds something that the rest of the window does not say."""
    rest = match.window & ~line
    return any(unit.credit(line) > unit.credit(rest) for unit in match.units)


def _together(judged: Sequence[tuple[Passage, Judged]]) -> SentenceCheck:
    """The verdict of all cited passages: the best one's, or what they bear out jointly."""
    spans = tuple(_span(passage, one.match) for passage, one in judged)
    full = [(passage, one) for passage, one in judged if one.verdict is Verdict.SUPPORTED]
    if full:
        idle = [
            passage
            for passage, one in judged
            if one.verdict is Verdict.UNSUPPORTED and one.match.coverage() < _USEFUL
        ]
        verdict, why = Verdict.SUPPORTED, [_idle(passage) for passage in idle]
        backing = [passage for passage, _ in full]
    else:
        verdict, reasons = _jointly([one for _, one in judged])
        why, backing = list(reasons), [passage for passage, _ in judged]
    if all(passage.kind is Kind.COMMENT for passage in backing):
        why.append(COMMENT)
        verdict = Verdict.PARTIAL if verdict is Verdict.SUPPORTED else verdict
    return SentenceCheck(verdict, tuple(dict.fromkeys(why)), spans)


def _jointly(judged: Sequence[Judged]) -> tuple[Verdict, tuple[Bilingual, ...]]:
    best = max(judged, key=lambda one: (one.match.coverage(), -len(one.findings)))
    if len(judged) == 1:
        return best.verdict, best.why
    lacking = [
        finding
        for finding in best.findings
        if all(_has(finding, one.findings) for one in judged if one is not best)
    ]
    credits = [
        max(one.match.units[index].credit(one.match.window) for one in judged)
        for index, unit in enumerate(best.match.units)
        if unit.is_word
    ]
    weights = [unit.weight for unit in best.match.units if unit.is_word]
    covered = sum(w * c for w, c in zip(weights, credits, strict=True)) / sum(weights) if weights else 1.0
    return verdict_of(best.match, lacking, coverage=covered)


def _has(finding: Finding, among: Iterable[Finding]) -> bool:
    return any(other.kind == finding.kind and other.element == finding.element for other in among)


def _only_cautious(result: SentenceCheck, judged: Sequence[tuple[Passage, Judged]]) -> bool:
    """Whether a cited passage says it all, but as someone's word or with reserve."""
    return result.verdict is Verdict.PARTIAL and any(
        one.findings and all(finding.severity is Severity.CAUTION for finding in one.findings)
        and verdict_of(one.match, ())[0] is Verdict.SUPPORTED
        for _, one in judged
    )  # fmt: skip


def _elsewhere(claim: Analysed, others: Sequence[Passage], *, least: Verdict) -> SentenceCheck | None:
    """A passage that was not cited and bears the sentence out; in part, where the cited do not at all."""
    reporting = [
        (passage, _against(claim, passage))
        for passage in others
        if passage.kind in REPORTING and may_support(claim, _analysed(passage), 0.6)
    ]
    wanted = [Verdict.SUPPORTED] + ([Verdict.PARTIAL] if least is Verdict.UNSUPPORTED else [])
    for verdict in wanted:
        found = [
            (passage, one) for passage, one in reporting if one.verdict is verdict and one.match.comparable
        ]
        if found:
            passage, one = max(found, key=lambda pair: pair[1].match.coverage())
            moved = Bilingual(
                fr=f"le passage cité ne le dit pas ; c'est {_named(passage, 'fr')} qui le dit"
                + ("" if verdict is Verdict.SUPPORTED else ", en partie"),
                en=f"the cited passage does not say so; {_named(passage, 'en')} does"
                + ("" if verdict is Verdict.SUPPORTED else ", in part"),
            )
            return SentenceCheck(verdict, (moved, *one.why), (_span(passage, one.match),), reattributed=True)
    return None


def _uncited(claim: Analysed, others: Sequence[Passage]) -> SentenceCheck:
    found = _elsewhere(claim, others, least=Verdict.SUPPORTED)
    if found is None:
        return SentenceCheck(Verdict.UNCITED, (_NO_MARK,), ())
    passage = found.supports[0][0]
    would = Bilingual(
        fr=f"la phrase ne cite aucun passage ; {_named(passage, 'fr')} la soutiendrait",
        en=f"the sentence cites no passage; {_named(passage, 'en')} would support it",
    )
    return SentenceCheck(Verdict.UNCITED, (would,), ())


def _idle(passage: Passage) -> Bilingual:
    return Bilingual(
        fr=f"{_named(passage, 'fr')}, cité aussi, ne le dit pas",
        en=f"{_named(passage, 'en')}, cited as well, does not say so",
    )


def _named(passage: Passage, language: str) -> str:
    return f"le passage de {passage.path}" if language == "fr" else f"the passage of {passage.path}"
