"""A match of claim and text → what the claim tells of someone and the text of their brother, wife or lawyer.

«Sa compagne reste en détention» is not said of him, nor is what he did hers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.ask.reading.analysed import Word
from sourcier.ask.verification.bearers import told_of_another
from sourcier.ask.verification.clauses import clauses_in
from sourcier.ask.verification.finding import Finding
from sourcier.ask.verification.matching import Match, Unit

RELATIVES = frozenset(
    """
    frere freres soeur soeurs pere mere parents fils fille filles femme mari epouse epoux compagne compagnon
    cousin cousine oncle tante neveu niece grand-mere grand-pere gendre belle-soeur beau-frere beau-pere veuve
    avocat avocate conseil adjoint adjointe predecesseur successeur homologue rival rivale adversaire collegue
    entraineur entraineuse coach manager trainer
    associe associee complice voisin voisine passager passagere coequipier coequipiere suppleant suppleante
    brother brothers sister sisters father mother parents son daughter wife husband partner widow cousin uncle
    aunt nephew niece lawyer lawyers attorney deputy predecessor successor counterpart rival opponent
    colleague     associate accomplice neighbour neighbor passenger teammate assistant
    """.split()
)
_OWN = frozenset("son sa ses leur leurs his her its their".split())
_ARTICLES = frozenset("le la les l the".split())
_OF = frozenset("de du des d of".split())
_COMPLEMENT = 30  # characters behind such a noun that say whose
_SUBJECT = 4  # words at the beginning of a sentence among which such a noun is its subject
_MOST = 0.75


def relative_findings(match: Match) -> Iterator[Finding]:
    """Only for a claim in the language of the text."""
    clauses = clauses_in(match.claim)
    if not clauses:
        return
    mine = clauses[0]
    told = sorted((u for u in match.units if u.start >= mine.told_from), key=lambda unit: unit.start)
    line = _only_line(match, told)
    if line is None:
        return
    own = _relative([word for word in match.claim.words if word.start < mine.told_from + 1])
    here = match.text.line_words(line)
    there = _relative(here)
    comma = match.text.text.find(",", there.end, there.end + _COMPLEMENT) if there else -1
    of = comma if comma >= 0 else there.end + _COMPLEMENT if there else 0
    here_of = {word.stem for word in here if there and there.end <= word.start < of}
    named = any(
        unit.credit(1 << line)
        for unit, word in _subject_units(match, mine.told_from)
        if word.stem not in here_of
    )
    if there is not None and own is None and not named:
        if not any(word.stem == there.stem for word in match.claim.words):
            yield told_of_another("bearer", mine, match.text.text[here[0].start : there.end])
    elif own is not None and there is None:
        others = [
            found
            for other in range(len(match.text.lines))
            if other != line and (found := _relative(match.text.line_words(other))) and found.stem == own.stem
        ]
        if others and not any(word.stem == own.stem for word in here):
            clause = next((one for one in clauses_in(match.text) if one.line == line), None)
            yield told_of_another("bearer", mine, clause.shown if clause and clause.shown else here[0].folded)


def _subject_units(match: Match, told_from: int) -> Iterator[tuple[Unit, Word]]:
    words = {word.start: word for word in match.claim.words}
    for unit in match.units:
        if unit.start < told_from and unit.start in words:
            yield unit, words[unit.start]


def _only_line(match: Match, told: Sequence[Unit]) -> int | None:
    """The one sentence that says what the claim tells of its subject."""
    weight = sum(unit.weight for unit in told)
    if not weight:
        return None
    shares = [
        sum(unit.weight * unit.credit(1 << line) for unit in told) / weight
        for line in range(len(match.text.lines))
    ]
    best = max(range(len(shares)), key=lambda line: (shares[line], -line))
    if (
        shares[best] < _MOST
        or not told[0].credit(1 << best)
        or sum(share >= _MOST * shares[best] for share in shares) > 1
    ):
        return None
    return best


def _relative(words: Sequence[Word]) -> Word | None:
    """The noun of kin in «Sa compagne …», «Le frère de X …» at the beginning."""
    for at, word in enumerate(words[:_SUBJECT]):
        if word.folded not in RELATIVES or at == 0:
            continue
        before = words[at - 1].folded
        of = at + 1 < len(words) and words[at + 1].folded in _OF
        if before in _OWN or (before in _ARTICLES and of) or before.endswith("'s") or before == "s":
            return word
    return None
