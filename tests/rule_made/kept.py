"""A sentence → claims that say the same: other typography, other figures, clauses left out or moved."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from num2words import num2words  # type: ignore[import-untyped]  # no stubs

from rule_made.material import Made, Sentence

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_FIGURES = re.compile(
    r"(?<![\w.,/–-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,6})(?![\w%/–-]|[.,]\d|[ \u00a0\u202f]\d)"
)
_DAY = re.compile(rf"\b(\d{{1,2}}|1er) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_ASIDE = re.compile(
    r", (?:qui|dont|où|notamment|surnommée?|appelée?|née?|située?|considérée?|comme|y compris|who|which"
    r"|including"
    r"|known|born|located|founded|fondée?|ancienne?|une?|an?|particulièrement|en particulier)\b"
    r"[^,.;:«»\"“”()]{6,70},(?!\d)"
)
_TRAILING = re.compile(
    r", (?:qui|dont|ce qui|notamment|ainsi que|avec|sans compter|which|who|with|including|while|tandis que"
    r"|where|où)\b[^,.;:«»\"“”()]{10,}\.$"
)
_NEVER = re.compile(
    r"\b(?:ne|n['’]|pas|non|selon|d['’]après|sauf|sans|av|no|not|without|according|except|sait|said"
    r"|says|affirme)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"^(?P<body>[^,«»\"“”():;]{30,}?) (?P<end>(?:en \d{4}|au \w+ siècle"
    r"|depuis \d{4}|lors d[eu] [^,«»\"]{4,40}"
    r"|pendant [^,«»\"]{4,40}|in \d{4}|since \d{4}|during [^,«»\"]{4,40}))\.$"
)
_FIRST = re.compile(
    r"^(?P<first>(?:En|Au|À|Dans|Depuis|Lors|Pendant|Après|Avant|In|On|At|Since|During|After)"
    r" [^,«»\"“”():;]{4,50}), "
    r"(?P<body>[^«»\"“”():;]{30,})\.$"
)


def kept(sentence: Sentence, chance: random.Random) -> Iterator[Made]:
    """Every rule that applies, each by itself."""
    text, french = sentence.text, sentence.language == "fr"
    yield Made("verbatim", text, True)
    yield Made("typography", chance.choice(list(_typographic(text, french))), True)
    for kind, made in (
        ("figures", _figures(text, french, chance)),
        ("left out", _left_out(text)),
        ("moved", _moved(text)),
    ):
        for claim in made:
            if claim != text:
                yield Made(kind, claim, True)


def _typographic(text: str, french: bool) -> Iterator[str]:
    if french:
        yield text.replace("’", "'").replace("« ", '"').replace(" »", '"').replace("«", '"').replace("»", '"')
        yield re.sub(r" ([:;?!»%])", "\u202f\\1", text.replace("'", "’")).replace("« ", "«\u00a0")
        yield (
            text.replace("œ", "oe").replace("É", "E").replace("À", "A").replace("Œ", "OE").replace("æ", "ae")
        )
    else:
        yield text.replace("’", "'").replace("“", '"').replace("”", '"')
        yield text.replace("'", "’").replace(" - ", " — ")
    yield text.replace(" ", "  ").replace("-", "\u2011")
    yield text[0].lower() + text[1:-1]


def _figures(text: str, french: bool, chance: random.Random) -> Iterator[str]:
    """The same number or date in another writing."""
    if re.search(r"[«»\"“”]", text):
        return  # a quotation must be word for word
    said = [m for m in _FIGURES.finditer(text) if not _dated(text, m, french)]
    if said:
        number = chance.choice(said)
        value = int(re.sub(r"\D", "", number[0]))
        if value < 10_000 or value % 1000 == 0:
            words = num2words(value, lang="fr" if french else "en")
            yield text[: number.start()] + words + text[number.end() :]
        if value >= 1000:
            forms = [str(value), f"{value:,}".replace(",", "\u202f" if french else ",")]
            yield text[: number.start()] + chance.choice(forms) + text[number.end() :]
    if french:
        yield re.sub(r"(\d)[ \u00a0\u202f]?%", r"\1 pour cent", text, count=1)
        yield re.sub(r"\b1er (?!jan|fév|mar|avr|mai|jui|aoû|sep|oct|nov|déc)", "premier ", text, count=1)
        if day := _DAY.search(text):
            first = 1 if day[1] == "1er" else int(day[1])
            written = f"{first:02d}/{_MONTHS.index(day[2]) + 1:02d}/{day[3]}"
            yield text[: day.start()] + written + text[day.end() :]
    else:
        yield re.sub(r"(\d)%", r"\1 percent", text, count=1)
    million = re.search(r"(?<![\d.,])(\d{1,3})[.,](\d) (million|milliard|billion)s?\b", text)
    if million and french:
        whole = int(million[1] + million[2]) * (100_000 if million[3] == "million" else 100_000_000)
        if million[3] != "billion":
            yield text[: million.start()] + f"{whole:,}".replace(",", " ") + text[million.end() :]


def _dated(text: str, match: re.Match[str], french: bool) -> bool:
    """Whether the figures may be a year, a day, an hour, part of a name or of an enumeration."""
    figure = re.sub(r"\D", "", match[0])
    after, before = (
        text[match.end() : match.end() + 12].lower(),
        text[max(0, match.start() - 12) : match.start()],
    )
    if len(figure) == 4 and len(match[0]) == 4:
        return True
    if re.match(
        r"\s(?:jan|fév|feb|mar|avr|apr|mai|may|jui|jul|jun|aoû|aug|sep|oct|nov|déc|dec|h\b|heures)", after
    ):
        return True
    if re.match(r"\s(?:million|milliard|billion|thousand|mille|cent|hundred|[ap]\.?m)", after):
        return True
    if re.search(
        r"(?:[A-Z]\w*[ !-]+|[$€£]|n°|n° ?[\"«]|[Nn]o\.? ?|art\. ?|article |page |p\. ?|chapitre "
        r"|(?i:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\w*\.? |\d[ :])$",
        before,
    ):
        return True
    return bool(re.match(r"\s*(?:[-–:/]|et \d|à \d|to \d|and \d)", after)) or figure.startswith("0")


def _left_out(text: str) -> Iterator[str]:
    """An aside, a bracket, the end of the sentence or what follows a semicolon left out."""
    if re.search(r"[«»\"“”]", text):
        return
    if (aside := _ASIDE.search(text)) and not _NEVER.search(aside[0]):
        rest = text[: aside.start()] + text[aside.end() :]
        if not re.search(r",[^,]*\b(?:et|ou|and|or)\b", text[: aside.start() + 1]):
            yield rest
    if (bracket := re.search(r" \([^()]{3,60}\)", text)) and not _NEVER.search(bracket[0]):
        yield text[: bracket.start()] + text[bracket.end() :]
    if (trailing := _TRAILING.search(text)) and trailing.start() > 45 and not _NEVER.search(text):
        yield text[: trailing.start()] + "."
    if (at := text.find(" ; ")) > 50 and not _NEVER.search(text):
        yield text[:at] + "."


def _moved(text: str) -> Iterator[str]:
    """The time or place that ends the sentence put first, or the one that begins it put last."""
    if _NEVER.search(text):
        return
    if last := _LAST.search(text):
        body = last["body"]
        if re.match(r"(?:Les?|La|L['’]|Une?|Il|Elle|Ils|Elles|Ce|Cette|Ces|The|An?|It|He|She|They)\b", body):
            body = body[0].lower() + body[1:]
        yield f"{last['end'][0].upper()}{last['end'][1:]}, {body}."
    if first := _FIRST.search(text):
        body, complement = first["body"], first["first"]
        if not re.search(r"\b(?:et|and|mais|but)\b", body):
            yield f"{body[0].upper()}{body[1:]} {complement[0].lower()}{complement[1:]}."
