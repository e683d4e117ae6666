"""A match of claim and text → what of the claim is not found, contradicted, or said more cautiously in the window."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sourcier.ask import polarity
from sourcier.ask.analysed import Analysed
from sourcier.ask.attributed import attributions
from sourcier.ask.frames import FUNCTION_NOUNS
from sourcier.ask.located import first_difference, locate
from sourcier.ask.matching import Match, same_date
from sourcier.ask.naming import name_findings, same_name
from sourcier.ask.titled import titles
from sourcier.numbers import Number, close, same_unit, same_value
from sourcier.types import Bilingual


_FUNCTIONS = FUNCTION_NOUNS | {"parole"}  # «porte-parole» is two words here
_CLOSE = 0.55  # coverage from which claim and sentence speak of one thing, so that a «not» can part them
_SAME = 0.75  # coverage from which they say the same but for the «not»


class Severity(IntEnum):
    """How much a finding weighs: CONTRADICTED ends support, the others lower it."""

    CAUTION = 1  # the passage says it with an attribution or a condition that the claim drops
    MISSING = 2
    CONTRADICTED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about the claim that the window does not bear out; ``kind`` groups them for scoring."""

    kind: str
    severity: Severity
    why: Bilingual
    element: str = ""


def findings(match: Match) -> list[Finding]:
    """All findings, the gravest first."""
    found: list[Finding] = [
        *_numbers(match),
        *_dates(match),
        *_other_digits(match),
        *_designations(match),
        *_quotations(match),
    ]
    for name, instead in name_findings(match):
        severity = Severity.CONTRADICTED if instead else Severity.MISSING
        found.append(Finding("name", severity, _not_there("le nom", "the name", name, instead), name))
    if match.comparable:
        found += [*_negations(match), *_opposites(match), *_functions(match), *_cautions(match)]
    return sorted(found, key=lambda one: -one.severity)


def _not_there(fr: str, en: str, said: str, instead: str | None) -> Bilingual:
    if instead:
        return Bilingual(
            fr=f"{fr} « {said} » n'est pas dans le passage (on y lit « {instead} »)",
            en=f"{en} “{said}” is not in the passage (it reads “{instead}”)",
        )
    return Bilingual(
        fr=f"{fr} « {said} » n'est pas dans le passage", en=f"{en} “{said}” is not in the passage"
    )


def _inside(match: Match, offset: int) -> bool:
    return match.start <= offset < match.end


def _numbers(match: Match) -> Iterator[Finding]:
    claim, text = match.claim, match.text
    in_window = [number for number in text.numbers if _inside(match, number.start)]
    free = [number for number in in_window if not any(same_value(mine, number) for mine in claim.numbers)]
    for number in claim.numbers:
        if any(same_value(number, other) for other in in_window) or _as_year(number, text):
            continue
        near = [other for other in free if same_unit(number.unit, other.unit) and number.unit == other.unit]
        slot = _following(claim, number)
        instead = next((other for other in near if slot and slot & _following(text, other)), None)
        unit_clash = next((other for other in free if close(number, other)), None)
        if instead is None and (unit_clash or len(near) == 1):
            instead = unit_clash or near[0]
        elsewhere = any(same_value(number, other) for other in text.numbers)
        small = number.unit == "ordinal" or (number.high <= 3 and not number.text[:1].isdigit())
        small = small or (number.approximate and not number.text[:1].isdigit())
        grave = (not elsewhere and not small) or (
            instead is not None and bool(slot & _following(text, instead))
        )
        why = _not_there("le nombre", "the number", number.text, instead.text if instead else None)
        if elsewhere and not grave:
            why = Bilingual(
                fr=f"le nombre « {number.text} » n'est pas dans la phrase citée, mais ailleurs dans le passage",
                en=f"the number “{number.text}” is not in the cited sentence but elsewhere in the passage",
            )
        yield Finding("number", Severity.CONTRADICTED if grave else Severity.MISSING, why, number.text)


def _as_year(number: Number, text: Analysed) -> bool:
    """A bare four-figure number that the text writes as well, as a year or in a name."""
    written = f"{number.low:.0f}"
    return number.unit is None and len(written) == 4 and any(word.folded == written for word in text.words)


def _following(analysed: Analysed, number: Number) -> frozenset[str]:
    """The two content stems after a number: what it counts."""
    after = [
        word.stem
        for word in analysed.words
        if word.start >= number.end and word.stem and word.start < number.end + 40
    ]
    return frozenset(after[:2])


def _dates(match: Match) -> Iterator[Finding]:
    claim, text = match.claim, match.text
    for mention in claim.dates:
        if mention.first is None and mention.month_day is None and mention.month is None:
            continue
        known = [other for other in text.dates if other.first or other.month_day or other.month]
        inside = [other for other in known if _inside(match, other.start)]
        if any(same_date(mention, other) for other in inside):
            continue
        free = [other for other in inside if not any(same_date(mine, other) for mine in claim.dates)]
        alike = [other for other in free if other.granularity == mention.granularity]
        if not alike and any(same_date(mention, other) for other in known):
            continue  # an article dates its first sentence, not each one
        instead = (alike or free)[0].text if (alike or free) else None
        # A vaguer date in the text («en avril») does not contradict a precise one: it just does not say it.
        vaguer = not alike and any(same_date(other, mention) for other in known)
        severity = Severity.MISSING if vaguer or instead is None else Severity.CONTRADICTED
        yield Finding(
            "date", severity, _not_there("la date", "the date", mention.text, instead), mention.text
        )


def _other_digits(match: Match) -> Iterator[Finding]:
    """Figures that are neither number nor date by the rules («no 2003-699», «1929-30»): the very digits must stand there."""
    claim = match.claim
    known = [(one.start, one.end) for one in (*claim.numbers, *claim.designations)]
    known += [(one.start, one.end) for one in claim.dates if one.first or one.month_day or one.month]
    written = {word.folded for word in match.text.words}
    for word in claim.words:
        if word.folded.isdecimal() and word.folded not in written:
            if not any(start <= word.start < end for start, end in known):
                yield Finding(
                    "number",
                    Severity.MISSING,
                    _not_there("le nombre", "the number", word.folded, None),
                    word.folded,
                )


def _designations(match: Match) -> Iterator[Finding]:
    present = {one.key for one in match.text.designations}
    for named in match.claim.designations:
        if named.key not in present:
            stem = re.sub(r"\d+\D*$", "", named.key)
            instead = next(
                (
                    other.text
                    for other in match.text.designations
                    if re.sub(r"\d+\D*$", "", other.key) == stem
                ),
                None,
            )
            yield Finding(
                "number",
                Severity.CONTRADICTED if instead else Severity.MISSING,
                _not_there("la désignation", "the designation", named.text, instead),
                named.text,
            )


_QUOTATION = re.compile(r"[«“„]\s*([^«»“”„]{3,400}?)\s*[»”]|\"([^\"]{3,400}?)\"")
_ELLIPSIS = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*")
_SHORTEST = 3  # words; a shorter quotation is a name or a word held at a distance


def quotations(text: str) -> Iterator[str]:
    """What stands in quotation marks and is long enough to be someone's words, cut at «[…]»."""
    for match in _QUOTATION.finditer(text):
        for part in _ELLIPSIS.split(match[1] or match[2]):
            if len(part.split()) >= _SHORTEST:
                yield part


def _quotations(match: Match) -> Iterator[Finding]:
    if not match.comparable:
        return
    for quote in quotations(match.claim.text):
        found = locate(quote, match.text.text)
        if found is None:
            why = Bilingual(
                fr=f"la citation « {quote} » ne se trouve pas dans le passage",
                en=f"the quotation “{quote}” is not in the passage",
            )
        elif not found[2]:
            here, there = first_difference(quote, match.text.text[found[0] : found[1]])
            why = Bilingual(
                fr=f"la citation n'est pas mot pour mot : « {here or '(rien)'} » là où le passage dit « {there or '(rien)'} »",
                en=f"the quotation is not word for word: “{here or '(nothing)'}” where the passage says “{there or '(nothing)'}”",
            )
        else:
            continue
        yield Finding(
            "quotation", Severity.MISSING if _is_title(quote) else Severity.CONTRADICTED, why, quote
        )


def _is_title(quote: str) -> bool:
    """Whether the quotation marks hold the title of a work or a Latin name: capitals, no sentence."""
    long = [word for word in re.findall(r"[^\W\d_]+", quote) if len(word) > 3]
    return not long or sum(word[0].isupper() for word in long) > 0.5 * len(long)


def _window_stems(match: Match) -> set[str]:
    return {word.stem for word in match.words if word.stem}


def _negations(match: Match) -> Iterator[Finding]:
    main = match.main_line
    if match.coverage(1 << main) < _CLOSE:
        return
    mine = {stem for stem, _ in match.claim.negated}
    theirs = {stem for stem, line in match.text.negated if line == main}
    said = {word.stem for word in match.claim.words if word.stem}
    plain_here = {
        word.stem
        for word in match.text.words
        if word.line == main and (word.stem, main) not in match.text.negated
    }
    negative = [
        word for word in match.claim.words if word.folded in polarity.EXPLICIT or word.folded.endswith("n't")
    ]
    line = [word.folded for word in match.text.words if word.line == main]
    if negative and match.coverage(1 << main) >= _SAME and not any(map(polarity.is_negative, line)):
        yield Finding("negation", Severity.CONTRADICTED, Bilingual(
            fr="la phrase est négative, celle du passage ne l'est pas",
            en="the sentence is negative, that of the passage is not"), negative[0].folded)  # fmt: skip
        return
    for stem in sorted(mine - theirs):
        if stem in plain_here:
            word = next(one for one in match.claim.words if one.stem == stem)
            written = match.claim.text[word.start : word.end]
            yield Finding("negation", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase nie « {written} », que le passage affirme",
                en=f"the sentence negates “{written}”, which the passage states"), written)  # fmt: skip
    for stem in sorted(theirs - mine):
        if stem in said and stem not in plain_here:
            word = next(one for one in match.claim.words if one.stem == stem)
            written = match.claim.text[word.start : word.end]
            yield Finding("negation", Severity.CONTRADICTED, Bilingual(
                fr=f"la phrase affirme « {written} », que le passage nie",
                en=f"the sentence states “{written}”, which the passage negates"), written)  # fmt: skip


def _opposites(match: Match) -> Iterator[Finding]:
    if match.coverage(1 << match.main_line) < _CLOSE:
        return
    found = polarity.opposite([word.folded for word in match.claim.words], [word.folded for word in match.words])
    if found:
        yield Finding("opposite", Severity.MISSING, Bilingual(
            fr=f"la phrase dit « {found[0]} » là où le passage dit « {found[1]} »",
            en=f"the sentence says “{found[0]}” where the passage says “{found[1]}”"), found[0])  # fmt: skip


def _functions(match: Match) -> Iterator[Finding]:
    """A function that the window lacks, or gives to another person."""
    window = Counter(word.folded for word in match.words)
    mine = Counter(word.folded for word in match.claim.words)
    spare = [noun for noun in window if noun in _FUNCTIONS and window[noun] > mine[noun]]
    stems = _window_stems(match)
    flagged = set()
    for word in match.claim.words:
        if word.folded in _FUNCTIONS and word.stem and word.stem not in stems:
            flagged.add(word.folded)
            yield Finding("function", Severity.MISSING, _not_there(
                "la fonction", "the function", word.folded, spare[0] if spare else None), word.folded)  # fmt: skip
    held = [title for title in titles(match.text.text, match.text.language) if _inside(match, title.start)]
    for title in titles(match.claim.text, match.claim.language):
        same = [other for other in held if same_name(title.person, other.person)]
        if same and title.head not in flagged and all(other.head != title.head for other in same):
            yield Finding("function", Severity.MISSING, _not_there(
                "la fonction", "the function", f"{title.head} ({title.person})", same[0].head), title.head)  # fmt: skip


_REPORTING_NOUNS = frozenset(
    "communique annonce declaration rapport source sources selon statement report according rumeur".split()
)


def _cautions(match: Match) -> Iterator[Finding]:
    line = match.main_line
    start, end = match.text.lines[line]
    sentence = match.text.text[start:end]
    if not attributions(match.claim.text) and not _REPORTING_NOUNS & {
        word.folded for word in match.claim.words
    }:
        sources = [
            one
            for one in attributions(sentence)
            if not _is_speech_act_of_claim(match, one.start + start, one.end + start)
        ]
        if sources:
            named = next(
                (one.source for one in sources if one.source and not one.anaphoric), sources[0].source
            )
            yield Finding("attribution", Severity.CAUTION, Bilingual(
                fr=f"le passage l'attribue (« {named or sentence[sources[0].start : sources[0].end].strip(' ,')} »), la phrase l'affirme sans le dire",
                en=f"the passage attributes it (“{named or sentence[sources[0].start : sources[0].end].strip(' ,')}”), the sentence states it bare"), named)  # fmt: skip
    if polarity.hedges(match.claim.text):
        return
    said = {word.stem for word in match.claim.words if word.stem}
    for hedge, first, last in polarity.hedges(sentence):
        after = [
            word.stem
            for word in match.text.words
            if start + first <= word.start < start + last + 40 and word.stem
        ]
        if said & set(after[:3]) - {""}:
            yield Finding("hedge", Severity.CAUTION, Bilingual(
                fr=f"le passage le dit avec réserve (« {hedge} »), la phrase l'affirme",
                en=f"the passage says it with reserve (“{hedge}”), the sentence states it"), hedge)  # fmt: skip
            return


def _is_speech_act_of_claim(match: Match, start: int, end: int) -> bool:
    """Whether the claim itself says that the source said: its words stand in the claim."""
    said = {word.stem for word in match.claim.words if word.stem}
    act: Sequence[str] = [word.stem for word in match.text.words if start <= word.start < end and word.stem]
    return bool(act) and all(stem in said for stem in act)
