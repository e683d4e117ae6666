"""A match of claim and text → the claim's numbers, dates, designations and quotations that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sourcier.ask.reading.analysed import Analysed
from sourcier.ask.reading.counted import parts_of_wholes
from sourcier.ask.reading.located import first_difference, locate
from sourcier.ask.verification.compared import changes_in
from sourcier.ask.verification.finding import Finding, Severity, not_there
from sourcier.ask.verification.matching import Match, same_date
from sourcier.ask.verification.shares import same_share
from sourcier.dates import DateMention
from sourcier.numbers import Number, close, same_unit, same_value
from sourcier.types import Bilingual


def element_findings(match: Match) -> Iterator[Finding]:
    """By value, interval and exact words; see `sourcier.ask.verification.naming` for names."""
    yield from _numbers(match)
    yield from _dates(match)
    yield from _weekdays(match)
    yield from _other_digits(match)
    yield from _designations(match)
    if match.comparable:
        yield from _quotations(match)


def _inside(match: Match, offset: int) -> bool:
    return match.start <= offset < match.end


def _numbers(match: Match) -> Iterator[Finding]:
    claim, text = match.claim, match.text
    in_window = [number for number in text.numbers if _inside(match, number.start)]
    free = [number for number in in_window if not any(same_value(mine, number) for mine in claim.numbers)]
    told = [one for pair in changes_in(claim, 0, len(claim.text)) for one in pair]
    there = [one for pair in changes_in(text, match.start, match.end) for one in pair]
    for written in claim.numbers:
        number = _of_the_next(claim, written)
        if written in told and any(same_value(number, one) for one in there):
            continue
        equal = [o for o in in_window if same_value(number, o) or _of_the_same(number, o, text)]
        if equal or _as_year(number, text) or same_share(claim, number, text, match.start, match.end):
            if exchanged := _exchanged(match, number, equal):
                why = not_there("le nombre", "the number", number.text, exchanged.text, elsewhere=True)
                yield Finding("number", Severity.CONTRADICTED, why, number.text)
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
        other_value = instead.text if instead and (grave or not elsewhere) else None
        why = not_there("le nombre", "the number", number.text, other_value, elsewhere=elsewhere)
        yield Finding("number", Severity.CONTRADICTED if grave else Severity.MISSING, why, number.text)


def _of_the_next(claim: Analysed, number: Number) -> Number:
    """«De 112 à 87 millions»: the millions, and the unit, of the figure behind it."""
    following = next((one for one in claim.numbers if one.start >= number.end), None)
    if following is None or not _TO.fullmatch(claim.text, number.end, following.start):
        return number
    scale = next((value for value, words in _SCALES if words.search(following.text)), 1.0)
    if scale == 1.0 or number.low >= scale or not number.text.strip()[:1].isdigit():
        return number
    return replace(number, low=number.low * scale, high=number.high * scale, unit=following.unit)


def _of_the_same(number: Number, other: Number, text: Analysed) -> bool:
    """«Ils demandent 150 euros, elle en offre 80»: a bare figure, of the unit named before."""
    if number.unit is None or other.unit is not None or (number.low, number.high) != (other.low, other.high):
        return False
    line = text.line_of(other.start)
    named = any(
        one.unit == number.unit and one.start < other.start and text.line_of(one.start) == line
        for one in text.numbers
    )
    return named and any(
        (word.folded == "en" and 0 < other.start - word.end < _EN)
        or (word.folded in ("dont", "including") and 0 < other.start - word.end < _EN)
        for word in text.line_words(line)
    )


def _exchanged(match: Match, number: Number, equal: list[Number]) -> Number | None:
    """«30 chars et 12 avions» for «12 chars et 30 avions»: what the line has before the same word."""
    claim, text = match.claim, match.text
    thing = counted(claim, number)
    wholes = [whole for _, whole in parts_of_wholes(text)]
    on_line = [other for other in text.numbers if text.line_of(other.start) == match.main_line]
    on_line = [other for other in on_line if other not in wholes]
    if (
        not match.near_verbatim
        or not thing
        or any(counted(text, other) == thing or _of_the_same(number, other, text) for other in equal)
    ):
        return None
    return next(
        (other for other in on_line if counted(text, other) == thing and other.unit == number.unit), None
    )


def counted(analysed: Analysed, number: Number) -> str:
    """The content stem right after a number; its unit where it has one."""
    if number.unit is not None:
        return number.unit
    number = next((whole for part, whole in parts_of_wholes(analysed) if part is number), number)
    return next(
        (word.stem for word in analysed.words if number.end <= word.start <= number.end + 12 and word.stem),
        "",
    )


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
            if other := _dated_otherwise(match, mention):
                why = not_there("la date", "the date", mention.text, other.text, elsewhere=True)
                yield Finding("date", Severity.MISSING, why, mention.text)
            continue
        free = [other for other in inside if not any(same_date(mine, other) for mine in claim.dates)]
        alike = [other for other in free if other.granularity == mention.granularity]
        if not alike and any(same_date(mention, other) for other in known):
            continue  # an article dates its first sentence, not each one
        instead = (alike or free)[0].text if (alike or free) else None
        # A vaguer date in the text («en avril») does not contradict a precise one: it just does not say it.
        vaguer = not alike and any(same_date(other, mention) for other in known)
        severity = Severity.MISSING if vaguer or instead is None else Severity.CONTRADICTED
        yield Finding("date", severity, not_there("la date", "the date", mention.text, instead), mention.text)


def _dated_otherwise(match: Match, mention: DateMention) -> DateMention | None:
    """The date of the sentence that says the rest of the claim, where another sentence has the claim's."""
    line = match.told_line
    if len(match.claim.lines) > 1 or len(match.claim.dates) > 1 or match.plainly(1 << line) < _SAYS:
        return None
    here = [
        one
        for one in match.text.dates
        if match.text.line_of(one.start) == line and (one.first or one.month_day or one.month)
    ]
    return here[0] if here and not any(same_date(mention, one) for one in here) else None


def _weekdays(match: Match) -> Iterator[Finding]:
    """«Jeudi» where the passage has another day of the week, whichever week it is of."""
    bare = [one for one in match.claim.dates if one.weekday is not None and not (one.first or one.month_day)]
    named = [one for one in match.text.dates if _weekday(one) is not None]
    here = [
        one for one in named if match.text.line_of(one.start) == match.main_line and one.weekday is not None
    ]
    for mention in bare:
        if here and all(_weekday(one) != mention.weekday for one in named):
            why = not_there("le jour", "the day", mention.text, here[0].text)
            yield Finding("date", Severity.CONTRADICTED, why, mention.text)


def _weekday(mention: DateMention) -> int | None:
    if mention.weekday is not None or mention.first is None or mention.first != mention.last:
        return mention.weekday
    return mention.first.weekday()


def _other_digits(match: Match) -> Iterator[Finding]:
    """Figures that are no number or date by the rules («no 2003-699»): the very digits must stand there."""
    claim = match.claim
    known = [(one.start, one.end) for one in claim.numbers]
    known += [(one.start, one.end) for one in claim.designations]
    known += [(one.start, one.end) for one in claim.dates if one.first or one.month_day or one.month]
    for word in claim.words:
        if not word.folded.isdecimal() or any(start <= word.start < end for start, end in known):
            continue
        if all(other.folded != word.folded for other in match.text.words):
            why = not_there("le nombre", "the number", word.folded, None)
            yield Finding("number", Severity.MISSING, why, word.folded)


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
                not_there("la désignation", "the designation", named.text, instead),
                named.text,
            )


_SAYS = 0.75  # of the claim's plain words, in the sentence whose date counts
_TO = re.compile(r"\s(?:à|to|до)\s(?:environ\s|près de\s|about\s)?")
_SCALES = (
    (1e9, re.compile(r"milliard|billion|млрд|миллиард", re.IGNORECASE)),
    (1e6, re.compile(r"million|млн|миллион", re.IGNORECASE)),
)
_EN = 25  # characters between «en» and the figure that it stands for the unit of
_QUOTATION = re.compile(r"[«“„]\s*([^«»“”„]{3,400}?)\s*[»”]|\"([^\"]{3,400}?)\"")
_ELLIPSIS = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*")
_SENTENCE = 5  # words from which a quotation is someone's sentence
_SHORTEST = 3  # words; a shorter quotation is a name or a word held at a distance


def quotations(text: str) -> Iterator[str]:
    """What stands in quotation marks and is long enough to be someone's words, cut at «[…]»."""
    for match in _QUOTATION.finditer(text):
        for part in _ELLIPSIS.split(match[1] or match[2]):
            if len(part.split()) >= _SHORTEST:
                yield part


def _quotations(match: Match) -> Iterator[Finding]:
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
                fr=f"la citation n'est pas mot pour mot : « {here or '(rien)'} » là où"
                f" le passage dit « {there or '(rien)'} »",
                en=f"the quotation is not word for word: “{here or '(nothing)'}” where"
                f" the passage says “{there or '(nothing)'}”",
            )
        else:
            continue
        yield Finding(
            "quotation", Severity.MISSING if _is_title(quote) else Severity.CONTRADICTED, why, quote
        )


def _is_title(quote: str) -> bool:
    """Whether the quotation marks hold a title, a Latin name or a few words held at a distance."""
    if len(quote.split()) < _SENTENCE:
        return True
    long = [word for word in re.findall(r"[^\W\d_]+", quote) if len(word) > 3]
    return not long or sum(word[0].isupper() for word in long) > 0.5 * len(long)
