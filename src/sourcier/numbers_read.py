"""Tokens of a text → the number that begins at one of them, in digits or in words; French and English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.folding import fold
from sourcier.numerals import (
    COLLECTIVES,
    FRACTIONS,
    HOMOGRAPHS,
    ONE,
    ORDINALS,
    PLURAL_COLLECTIVES,
    SCALE_ABBREVIATIONS,
    SCALES,
    STARTS,
    read,
)
from sourcier.units import CURRENCY_SIGNS, GLUED_UNITS

SPACE = r"[ \u00a0\u2009\u202f]"
_NUMERAL = re.compile(
    rf"""\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?
      | \d{{1,3}}(?:,\d{{3}})+(?![\d])(?:\.\d+)?
      | \d{{1,3}}(?:\.\d{{3}})+(?![\d])(?:,\d+)?
      | \d+(?:[.,]\d+)?""",
    re.VERBOSE,
)
_TOKEN = re.compile(rf"(?P<digits>{_NUMERAL.pattern})|(?P<word>[^\W\d_]+)", re.VERBOSE)
ORDINAL_ENDING = re.compile(r"(?:ers?|[èe]res?|res?|i?[èe]mes?|es?|nde?s?|st|rd|th)(?![^\W_])")
_GLUED = re.compile(r"[^\W\d_]{1,3}[²2³]?(?![^\W_])|²|%|‰|°")
_CLOCK = re.compile(rf"(?:{SPACE}?[hH]{SPACE}?|:)(?P<minutes>[0-5]\d)(?::[0-5]\d)?(?!\d|:)")
_JOIN = re.compile(r"[\s\u00a0\u202f]+(?:-[\s\u00a0\u202f]*)?|[-‐‑]")
_MAY_START = STARTS | ORDINALS.keys() | COLLECTIVES.keys() | PLURAL_COLLECTIVES.keys() | {"le", "la", "les"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``source[start:end] == text``; its value lies in [``low``, ``high``].

    ``unit`` is canonical ("%", "eur", "km", "hour", "ordinal", …) or ``None`` for a plain count.
    ``approximate``: «environ», «près de», «une centaine».
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str | None = None
    approximate: bool = False


Token = re.Match[str]


def tokens_of(text: str) -> list[Token]:
    """Numerals (group ``digits``) and words (group ``word``)."""
    return list(_TOKEN.finditer(text))


def may_begin(token: Token) -> bool:
    """Whether a number may begin at the token: none does, at nearly every word."""
    return bool(token["digits"]) or fold(token[0]) in _MAY_START


def number_at(text: str, tokens: Sequence[Token], at: int) -> tuple[Number | None, int]:
    """The number at token ``at``, where one `may_begin`, without its surroundings; how many tokens it is."""
    return _digits(text, tokens, at) if tokens[at]["digits"] else _words(text, tokens, at)


def _digits(text: str, tokens: Sequence[Token], at: int) -> tuple[Number | None, int]:
    token = tokens[at]
    start, end = token.span()
    before = text[start - 1 : start]
    if before.isalpha() or before == "_" or (before == "." and text[start - 2 : start - 1].isdigit()):
        return None, 1
    value = _parse(token[0])
    if clock := _CLOCK.match(text, end):
        if value > 24 or "," in token[0]:
            return None, 1
        number = Number("", start, clock.end(), value + int(clock["minutes"]) / 60, 0.0, "hour")
        used = sum(token.start() < clock.end() for token in tokens[at : at + 6])
        return replace(number, high=number.low), used
    if ending := ORDINAL_ENDING.match(text, end):
        return Number("", start, ending.end(), value, value, "ordinal"), 2
    if glued := _GLUED.match(text, end):
        return _with_glued(text, start, end, value, glued)
    if text[end : end + 1].isalpha():
        return None, 2
    used = 1
    if at + 1 < len(tokens) and _JOIN.fullmatch(text, end, tokens[at + 1].start()):
        word = fold(tokens[at + 1][0])
        money = {
            text[start - 1 : start],
            text[tokens[at + 1].end() : tokens[at + 1].end() + 1],
        } & CURRENCY_SIGNS.keys()
        scale = SCALES.get(word) or (
            SCALE_ABBREVIATIONS.get(word) if money or word not in ("m", "k") else None
        )
        if scale:
            if re.fullmatch(r"\d{1,3}[.,]\d{3}", token[0]):  # «1,234 milliard»: a decimal before a scale
                value = float(token[0].replace(",", "."))
            value, end, used = value * scale, tokens[at + 1].end(), 2
    return Number("", start, end, value, value), used


def _parse(numeral: str) -> float:
    """The value of digits with separators. Three digits after a separator are thousands, but not after 0."""
    plain = re.sub(SPACE, "", numeral)
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", "."))


def glued_unit(text: str) -> bool:
    """Whether the letters after the digits of ``text`` are a unit or a scale («20km», «300k»)."""
    letters = re.sub(r"^[\d.,]+", "", text)
    return (fold(letters) in GLUED_UNITS and letters != "G") or (
        fold(letters) in SCALE_ABBREVIATIONS and letters != "K"
    )


def _with_glued(
    text: str, start: int, end: int, value: float, glued: re.Match[str]
) -> tuple[Number | None, int]:
    """«20km», "$293m", «300k»; anything else after the digits makes it a name («3D»)."""
    unit = fold(glued[0])
    money = text[start - 1 : start] in CURRENCY_SIGNS or text[glued.end() : glued.end() + 1] in CURRENCY_SIGNS
    used = 2 if glued[0][0].isalpha() else 1
    if unit in SCALE_ABBREVIATIONS and (money or unit not in GLUED_UNITS):
        value *= SCALE_ABBREVIATIONS[unit]
        return Number("", start, glued.end(), value, value), used
    if glued[0] in ("%", "‰", "°") or unit in GLUED_UNITS:
        return Number("", start, glued.end(), value, value, GLUED_UNITS.get(unit, glued[0])), used
    return None, used


def _words(text: str, tokens: Sequence[Token], at: int) -> tuple[Number | None, int]:
    run = [tokens[at]]
    while len(run) < 12 and at + len(run) < len(tokens):
        following = tokens[at + len(run)]
        if following["digits"] or not _JOIN.fullmatch(text, run[-1].end(), following.start()):
            break
        run.append(following)
    folded = [fold(match[0]) for match in run]
    start = run[0].start()
    if special := _special(text, folded, run):
        return special
    if folded[0] not in STARTS or _part_of_name(text, run[0]):
        return None, 1
    result = read(folded)
    if result is None:
        return None, 1
    value, count = result
    end = run[count - 1].end()
    if count == 1 and (folded[0] in HOMOGRAPHS and not _plural_follows(folded[1:])):
        return None, 1
    if (
        count == 1
        and folded[0] in ("cent", "hundred")
        and text[:start].rstrip().lower().endswith(("pour", "per"))
    ):
        return None, 1
    if folded[count : count + 2] == ["et", "demi"] or folded[count : count + 2] == ["et", "demie"]:
        scale = next((SCALES[word] for word in reversed(folded[:count]) if word in SCALES), 1.0)
        value, end, count = value + scale / 2, run[count + 1].end(), count + 2
    return Number("", start, end, value, value), count


def _special(text: str, folded: Sequence[str], run: Sequence[Token]) -> tuple[Number | None, int] | None:
    """Collectives, fractions and ordinals in words."""
    word, following = folded[0], folded[1] if len(folded) > 1 else ""
    start = run[0].start()
    if word in PLURAL_COLLECTIVES and following in ("de", "d", "of"):
        scale = PLURAL_COLLECTIVES.get(folded[2] if len(folded) > 2 else "", 0) or 1
        used = 3 if scale > 1 else 1
        each = PLURAL_COLLECTIVES[word] * scale
        return Number("", start, run[used - 1].end(), 2 * each, 10 * each, approximate=True), used
    lead = 1 if word in ONE and following in COLLECTIVES else 0
    if folded[lead] in COLLECTIVES and (lead or word == "dozen"):
        value = float(COLLECTIVES[folded[lead]])
        used = lead + 1
        if folded[used : used + 1] == ["de"] and len(folded) > used + 1 and folded[used + 1] in SCALES:
            value, used = value * SCALES[folded[used + 1]], used + 2
        return Number("", start, run[used - 1].end(), value, value, approximate=word != "dozen"), used
    lead = 1 if word in ("un", "le", "la", "les", "deux", "trois") and following in FRACTIONS else 0
    if lead and folded[2:3] and folded[2] in ("de", "des", "du", "d"):
        value = FRACTIONS[following] * {"deux": 2, "trois": 3}.get(word, 1)
        return Number("", start, run[1].end(), value, value, "%", approximate=True), 2
    if (
        word in ORDINALS
        and not _part_of_name(text, run[0])
        and following not in ("ministre", "ministres", "lady")
    ):
        article = fold(text[max(0, start - 4) : start]).split()[-1:]
        if word in HOMOGRAPHS and article not in (["le"], ["la"], ["the"]):
            return None
        value = float(ORDINALS[word])
        return Number("", start, run[0].end(), value, value, "ordinal"), 1
    return None


def _part_of_name(text: str, token: Token) -> bool:
    """«Deux-Sèvres», "Seven Sisters": a capital, and a capital after it."""
    following = re.match(r"[-‐‑ ]['’]?([^\W\d_])", text[token.end() : token.end() + 3])
    return token[0][0].isupper() and following is not None and not following[1].islower()


_NO_NOUN = frozenset(
    "dans pas plus sans vers sous tres mais depuis puis alors des les ses ces aux is was has this".split()
)


def _plural_follows(folded: Sequence[str]) -> bool:
    return (
        bool(folded) and len(folded[0]) > 2 and folded[0].endswith(("s", "x")) and folded[0] not in _NO_NOUN
    )
