"""A French sentence → said otherwise (must not be accused), or with one fact changed (must be caught)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from sourcier.dates import mentions
from sourcier.names import proper_names
from sourcier.numbers import values

NAMES = ("Bertrand Kowalski", "Oulan-Bator", "Rosalie Fontenoy", "Zanzibar", "Aymeric Delorme", "Valparaíso")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
_AUXILIARY = re.compile(
    r"(?<![\w'’-])(?P<subject>\w+ )(?P<verb>a|ont|est|sont|sera|seront|doit|doivent|avait|était|étaient"
    r"|avaient|va|peut)\s(?!pas|été pas|plus|jamais)(?=\w)"
)
_ROLES = (
    "président",
    "ministre",
    "directeur",
    "secrétaire",
    "chef",
    "porte-parole",
    "ambassadeur",
    "gouverneur",
    "maire",
)
_ROLE = re.compile(rf"\b(?:{'|'.join(_ROLES)})\b(?! de l['’](?:État|état))")
_ATTRIBUTION_END = re.compile(
    r",?\s(?:selon|d['’]après|a (?:indiqué|précisé|ajouté|déclaré|affirmé))\s(?:un|une|le|la|l['’]|des"
    r"|les|M\.)?[^,.»]{3,80}(?=[.]\s*$|$)"
)


def typographic(sentence: str) -> Iterator[str]:
    """The same words in other typography."""
    yield sentence
    yield sentence.replace("’", "'").replace("«", '"').replace("»", '"')
    yield (
        sentence.replace("'", "’").replace(" :", "\u00a0:").replace("« ", "«\u202f").replace(" »", "\u00a0»")
    )
    yield re.sub(r"\s+", "  ", sentence).strip()
    yield sentence.replace("œ", "oe").replace("É", "E").replace("À", "A")


def rearranged(sentence: str) -> Iterator[str]:
    """An aside left out, or the last complement put first: the claim stays true."""
    if re.search(r"[«»\"“”]", sentence):
        return
    aside = re.search(r", [^,«»\"“”.]{8,60},", sentence)
    if aside and not re.search(r"\b(?:ne|n['’]|pas|selon|d['’]après|et)\b", aside[0]):
        yield sentence[: aside.start()] + sentence[aside.end() :]
    last = re.search(
        r"^(?P<body>[^,«»\"]{30,}?) (?P<end>(?:en|au|à|dans|depuis|lors de|pendant) [^,«»\"]{4,40})\.$",
        sentence,
    )
    if last and not re.search(r"\b(?:ne|n['’]|pas|selon)\b", sentence):
        body = last["body"]
        yield f"{last['end'][0].upper()}{last['end'][1:]}, {body}."


def with_a_number_changed(sentence: str, chance: random.Random) -> Iterator[str]:
    numbers = [n for n in values(sentence) if n.text[0].isdigit() and n.unit != "hour"]
    if numbers:
        number = chance.choice(numbers)
        digits = re.match(r"\d+", number.text)
        assert digits
        other = str(int(digits[0]) * chance.choice((3, 7)) + chance.choice((2, 4, 11)))
        yield sentence[: number.start] + sentence[number.start :].replace(digits[0], other, 1)


def with_a_date_changed(sentence: str, chance: random.Random) -> Iterator[str]:
    dated = [m for m in mentions(sentence) if m.first or m.month_day or m.month]
    if not dated:
        return
    mention = chance.choice(dated)
    month = next((name for name in _MONTHS if name in mention.text), None)
    if month and chance.random() < 0.5:
        text = mention.text.replace(month, _MONTHS[(_MONTHS.index(month) + chance.choice((2, 4, 5))) % 12])
    elif found := re.search(r"\d+", mention.text):
        number = int(found[0])
        other = (
            number + chance.choice((3, 6, 11))
            if number > 31
            else (number + chance.choice((2, 5, 9))) % 27 + 1
        )
        text = mention.text[: found.start()] + str(other) + mention.text[found.end() :]
    else:
        return
    yield sentence[: mention.start] + text + sentence[mention.end :]


def with_a_name_changed(sentence: str, chance: random.Random) -> Iterator[str]:
    names = [name for name in proper_names(sentence, "fr") if len(name.text) > 3]
    if names:
        name = chance.choice(names)
        yield sentence[: name.start] + chance.choice(NAMES) + sentence[name.end :]


def negated(sentence: str) -> Iterator[str]:
    if re.search(r"\b(?:ne|n['’]|pas|jamais|aucun)\b", sentence):
        return
    found = _AUXILIARY.search(sentence)
    if found:
        verb = found["verb"]
        no = f"n'{verb} pas " if verb[0] in "aeoéê" else f"ne {verb} pas "
        yield sentence[: found.start("verb")] + no + sentence[found.end() :]


def with_a_role_changed(sentence: str, chance: random.Random) -> Iterator[str]:
    found = _ROLE.search(sentence)
    if found:
        yield (
            sentence[: found.start()]
            + chance.choice([r for r in _ROLES if r not in sentence])
            + sentence[found.end() :]
        )


def without_attribution(sentence: str) -> Iterator[str]:
    found = _ATTRIBUTION_END.search(sentence)
    rest = sentence[: found.start()] if found else ""
    if (
        found
        and found.start() > 40
        and not re.search(r"\b(?:selon|d['’]après|déclaré|indiqué|affirmé|annoncé|ajouté)\b", rest)
    ):
        yield re.sub(r"[«»\"“”]", "", sentence[: found.start()]).strip(" ,") + "."


def altered(sentence: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Every alteration that applies: its kind and the altered sentence."""
    for kind, made in (
        ("number", with_a_number_changed(sentence, chance)),
        ("date", with_a_date_changed(sentence, chance)),
        ("name", with_a_name_changed(sentence, chance)),
        ("negation", negated(sentence)),
        ("role", with_a_role_changed(sentence, chance)),
        ("attribution", without_attribution(sentence)),
    ):
        for one in made:
            yield kind, one
