"""A sentence of an answer and its passages → its verdict, why, and the exact spans to look at. No model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sourcier.ask.reading.analysed import Analysed, analyse
from sourcier.ask.reading.counted import parts_of_wholes
from sourcier.ask.reading.located import locate, plain
from sourcier.ask.reading.titled import titles_in
from sourcier.ask.verification.apposed import described_in
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.contests import contests_in
from sourcier.ask.verification.findings import Finding, Severity
from sourcier.ask.verification.judged import Judged, at_most, check, conclude, verdict_of
from sourcier.ask.verification.matching import Match, match, may_support
from sourcier.ask.verification.naming import name_places
from sourcier.ask.verification.roles import acts, stems_doing, stems_done
from sourcier.ask.verification.sides import dated_stems
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
        described_in(analysed)
        parts_of_wholes(analysed)
        dated_stems(analysed)
        stems_done(analysed)
        stems_doing(analysed)
        for line in range(len(analysed.lines)):
            acts(analysed, line)
            contests_in(analysed, line)


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
    matched = [_Near(passage, _match(claim, passage)) for passage in cited]
    near: list[_Near] | None = None
    if len(matched) == 1 and at_most(matched[0].match) is not Verdict.SUPPORTED:
        # What speaks against the claim need not be known where another passage bears it out.
        near = _near(claim, others)
        if (better := _elsewhere(near, Verdict.SUPPORTED)) is not None:
            return better
    result = _together(matched)
    if result.verdict is Verdict.SUPPORTED or _only_cautious(result, matched):
        return result
    near = _near(claim, others) if near is None else near
    better = _elsewhere(near, Verdict.SUPPORTED)
    if better is None and result.verdict is Verdict.UNSUPPORTED:
        better = _elsewhere(near, Verdict.PARTIAL)
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


@dataclass(frozen=True)
class _Near:
    """A passage and what it says of the claim; what speaks against it is looked for when first asked."""

    passage: Passage
    match: Match

    @cached_property
    def judged(self) -> Judged:
        return conclude(self.match)


def _match(claim: Analysed, passage: Passage) -> Match:
    return match(claim, _analysed(passage), credit=passage.outlet or "")


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


def _together(matched: Sequence[_Near]) -> SentenceCheck:
    """The verdict of all cited passages: the best one's, or what they bear out jointly."""
    spans = tuple(_span(one.passage, one.match) for one in matched)
    full = [one for one in matched if one.judged.verdict is Verdict.SUPPORTED]
    if full:
        idle = [
            one.passage
            for one in matched
            if one.judged.verdict is Verdict.UNSUPPORTED and one.match.coverage() < _USEFUL
        ]
        verdict, why = Verdict.SUPPORTED, [_idle(passage) for passage in idle]
        backing = [one.passage for one in full]
    else:
        verdict, reasons = _jointly([one.judged for one in matched])
        why, backing = list(reasons), [one.passage for one in matched]
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
    said = [
        {unit.start: unit.credit(one.match.window) for unit in one.match.units if unit.is_word}
        for one in judged
    ]
    words = [unit for unit in best.match.units if unit.is_word]
    # A passage has no unit for the name of its own outlet, which it need not say.
    credits = [max(there.get(unit.start, 1.0) for there in said) for unit in words]
    weights = [unit.weight for unit in words]
    covered = sum(w * c for w, c in zip(weights, credits, strict=True)) / sum(weights) if weights else 1.0
    return verdict_of(best.match, lacking, coverage=covered)


def _has(finding: Finding, among: Iterable[Finding]) -> bool:
    return any(other.kind == finding.kind and other.element == finding.element for other in among)


def _only_cautious(result: SentenceCheck, matched: Sequence[_Near]) -> bool:
    """Whether a cited passage says it all, but as someone's word or with reserve."""
    return result.verdict is Verdict.PARTIAL and any(
        one.judged.findings
        and all(finding.severity is Severity.CAUTION for finding in one.judged.findings)
        and at_most(one.match) is Verdict.SUPPORTED
        for one in matched
    )


def _near(claim: Analysed, others: Sequence[Passage]) -> list[_Near]:
    """The passages that were not cited and may bear the sentence out, those that say most of it first."""
    found = [
        _Near(passage, _match(claim, passage))
        for passage in others
        if passage.kind in REPORTING and may_support(claim, _analysed(passage), 0.6)
    ]
    return sorted(
        (one for one in found if one.match.comparable), key=lambda one: one.match.coverage(), reverse=True
    )


def _elsewhere(near: Sequence[_Near], wanted: Verdict) -> SentenceCheck | None:
    """The first of ``near`` of which the sentence has the verdict ``wanted``."""
    found = next(
        (
            one
            for one in near
            if at_most(one.match) in (wanted, Verdict.SUPPORTED) and one.judged.verdict is wanted
        ),
        None,
    )
    if found is None:
        return None
    moved = Bilingual(
        fr=f"le passage cité ne le dit pas ; c'est {_named(found.passage, 'fr')} qui le dit"
        + ("" if wanted is Verdict.SUPPORTED else ", en partie"),
        en=f"the cited passage does not say so; {_named(found.passage, 'en')} does"
        + ("" if wanted is Verdict.SUPPORTED else ", in part"),
    )
    return SentenceCheck(
        wanted, (moved, *found.judged.why), (_span(found.passage, found.match),), reattributed=True
    )


def _uncited(claim: Analysed, others: Sequence[Passage]) -> SentenceCheck:
    found = _elsewhere(_near(claim, others), Verdict.SUPPORTED)
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
