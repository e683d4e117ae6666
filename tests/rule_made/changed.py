"""A sentence → claims with exactly one number, date, name, place, negation or role changed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from num2words import num2words  # type: ignore[import-untyped]  # no stubs

from rule_made.kept import _dated
from rule_made.material import Lent, Made, Sentence, plain

_NUMBER = re.compile(
    r"(?<![\w.,/–-])\d{1,3}(?:(?:[ \u00a0\u202f,]\d{3})+|\d{0,3})(?:[.,]\d{1,2})?(?![\w/–-]|[.,]\d|["
    r" \u00a0\u202f]\d)"
)
_SPELLED = {
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente cent mille".split(),
    "en": "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty hundred".split(),
}
_SCALES = {"millions": "milliards", "milliards": "millions", "million": "milliard", "milliard": "million",
           "billion": "million", "hectares": "kilomètres", "kilomètres": "mètres", "mètres": "kilomètres",
           "km": "m", "euros": "dollars", "dollars": "euros", "miles": "feet", "%": "millions"}  # fmt: skip
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_AUXILIARIES = (
    "a ont est sont sera seront doit doivent avait avaient était étaient fut furent va vont peut"
    " peuvent comprend"
    " compte possède reste devient permet représente constitue contient existe produit reçoit fait font"
).split()
_AUXILIARY = re.compile(
    rf"(?<=[a-zà-ÿ)] )(?P<verb>{'|'.join(_AUXILIARIES)}) (?!pas|plus|jamais|ni|été pas|guère|rien)(?=\w)"
)
_AUXILIARY_EN = re.compile(
    r"(?<=[a-z)] )(?P<verb>is|are|was|were|has|have|had|will|can|could|would|should|must) (?!not|never"
    r"|no|only)(?=\w)"
)
_NEGATIVE = re.compile(
    r"\b(?:ne (?P<a>\w+)|n['’](?P<b>\w+)) (?:pas|plus|jamais) (?!que\b|de\b|d['’]|sans\b|seulement)"
)
_VERBS = re.compile(
    r"\b(?:a|ont|est|était|fut|avait|bat|battit|remporte|cède|attaque|envahit|succède|remplace|nomme"
    r"|quitte|rejoint"
    r"|épouse|gagne|perd|reçoit|appartient|dirige|fonde|découvre|achète|vend|demande|devient|prend"
    r"|annexe|domine"
    r"|has|had|was|is|beat|said|told|took|sold|bought|won|lost|left|joined|beats|owns|signed|faces"
    r"|visited|will)\b"
)
_JOINED = re.compile(
    r"(?:^|[,(«\"]|\b(?:et|ou|and|or|à|de|du|des|d['’]|comme|entre|avec|of|with|vs)[ \u00a0]?)$"
)


def changed(sentence: Sentence, lent: Lent, chance: random.Random) -> Iterator[Made]:
    """Every alteration that applies, each by itself."""
    yield from _number(sentence, chance)
    yield from _spelled(sentence, chance)
    yield from _unit(sentence, chance)
    yield from _date(sentence, chance)
    yield from _name(sentence, lent, chance)
    yield from _part_of_name(sentence, lent, chance)
    yield from _displaced(sentence, chance)
    yield from _exchanged(sentence, chance)
    yield from _negation(sentence, chance)


def elements(sentence: Sentence, lent: Lent, chance: random.Random) -> Iterator[Made]:
    """Only those of a number, date, name or place."""
    yield from _number(sentence, chance)
    yield from _spelled(sentence, chance)
    yield from _date(sentence, chance)
    yield from _name(sentence, lent, chance)


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _number(sentence: Sentence, chance: random.Random) -> Iterator[Made]:
    text = sentence.text
    found = [m for m in _NUMBER.finditer(text) if not _dated(text, m, sentence.language == "fr")]
    found = [m for m in found if not re.fullmatch(r"1\d{3}|20\d\d", m[0])]
    if not found:
        return
    match = chance.choice(found)
    for _ in range(20):
        at = chance.choice([i for i, c in enumerate(match[0]) if c.isdigit()])
        digit = chance.choice("123456789")
        new = _put(match[0], at, at + 1, digit)
        if chance.random() < 0.3 and len(match[0]) < 4:
            new = match[0] + "0"
        if _value(new) != _value(match[0]) and not re.search(
            rf"(?<![\d,. ]){re.escape(new)}(?![\d,.])", sentence.passage
        ):
            yield Made("number", _put(text, match.start(), match.end(), new), False, (new, match[0]))
            return


def _value(figures: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f]|,(?=\d{3})", "", figures).replace(",", "."))


def _spelled(sentence: Sentence, chance: random.Random) -> Iterator[Made]:
    words = _SPELLED[sentence.language]
    found = list(re.finditer(rf"(?<![\w-])(?:{'|'.join(words)})(?= [a-zà-ÿ]{{3,}}s\b)", sentence.text))
    if found:
        match = chance.choice(found)
        unused = [word for word in words if not re.search(rf"\b{word}\b", plain(sentence.passage))]
        unused = [word for word in unused if not re.search(rf"\b{words.index(word) + 2}\b", sentence.passage)]
        if unused:
            new = chance.choice(unused)
            if chance.random() < 0.3:
                new = num2words(chance.choice((14, 16, 23, 48, 71)), lang=sentence.language)
            yield Made("number in words", _put(sentence.text, *match.span(), new), False, (new, match[0]))


def _unit(sentence: Sentence, chance: random.Random) -> Iterator[Made]:
    found = list(
        re.finditer(rf"(?<=\d[ \u00a0\u202f])(?:{'|'.join(map(re.escape, _SCALES))})(?!\w)", sentence.text)
    )
    if found:
        match = chance.choice(found)
        new = _SCALES[match[0]]
        if sentence.language == "en" and new == "milliard":
            return
        figure = re.findall(r"[\d.,]+", sentence.text[: match.start()])[-1]
        yield Made("unit", _put(sentence.text, *match.span(), new), False, (figure,))


def _date(sentence: Sentence, chance: random.Random) -> Iterator[Made]:
    text, months = sentence.text, _MONTHS[sentence.language]
    joined = "|".join(months)
    day = rf"(?<![\d-])(?P<d>\d{{1,2}}) (?:{joined})\b|(?:{joined}) (?P<d2>\d{{1,2}})\b(?!:)"
    options: list[tuple[int, int, str, str]] = []
    for match in re.finditer(day, text):
        group = "d" if match["d"] else "d2"
        if sentence.language == ("fr" if group == "d2" else "?"):
            continue
        new = str((int(match[group]) + chance.choice((2, 5, 9, 13))) % 28 + 1)
        options.append((*match.span(group), new, "day"))
    for match in re.finditer(
        rf"(?:\d|1er|en|in|since|depuis|of) (?P<m>{joined})\b|(?P<m2>{joined}) \d", text
    ):
        group = "m" if match["m"] else "m2"
        new = months[(months.index(match[group]) + chance.choice((1, 2, 5, 7))) % 12]
        options.append((*match.span(group), new, "month"))
    for match in re.finditer(
        r"(?:\b(?:en|depuis|dès|in|since|by)|\w{3,9}) (?P<y>(?:1[5-9]|20)\d\d)(?=[ ,.;)](?!\d))", text
    ):
        if re.match(rf"(?:en|depuis|dès|in|since|by|{joined})\b", match[0]):
            new = str(int(match["y"]) + chance.choice((-12, -3, -1, 1, 4, 10)))
            options.append((*match.span("y"), new, "year"))
    options = [
        o for o in options if o[2] != text[o[0] : o[1]] and not re.search(rf"\b{o[2]}\b", sentence.passage)
    ]
    if options:
        start, end, new, _ = chance.choice(options)
        yield Made("date", _put(text, start, end, new), False, (new, text[start:end]))


def _name(sentence: Sentence, lent: Lent, chance: random.Random) -> Iterator[Made]:
    for place in (False, True):
        here = [(name, start) for name, start, is_place in sentence.names if is_place == place]
        if here:
            name, start = chance.choice(here)
            if new := lent.name(name, place, sentence, chance):
                kind = "place" if place else "name"
                yield Made(kind, _put(sentence.text, start, start + len(name), new), False, (new, name))


def _is_person(name: str) -> bool:
    """Two words of a capital and small letters, the first not an article or a common word."""
    return all(p[0].isupper() and p[1:].islower() and len(p) > 3 for p in name.split()) and not _COMMON.match(
        name
    )


def _part_of_name(sentence: Sentence, lent: Lent, chance: random.Random) -> Iterator[Made]:
    """«Luc Moreau» → «Alice Moreau», or «Luc Delorme»."""
    here = [(n, s) for n, s, place in sentence.names if len(n.split()) == 2 and n[0].isupper() and not place]
    here = [(n, s) for n, s in here if _is_person(n)]
    if not here:
        return
    name, start = chance.choice(here)
    given, family = name.split()
    other = lent.name(name, False, sentence, chance)
    if other is None or not _is_person(other):
        return
    if chance.random() < 0.5:
        made, new, old = f"{other.split()[0]} {family}", other.split()[0], given
        yield Made("given name", _put(sentence.text, start, start + len(name), made), False, (new, old))
    else:
        made, new, old = f"{given} {other.split()[1]}", other.split()[1], family
        yield Made("family name", _put(sentence.text, start, start + len(name), made), False, (new, old))


def _shares(one: str, other: str) -> bool:
    mine, theirs = plain(one).replace("-", " ").split(), plain(other).replace("-", " ").split()
    return any(a[:4] == b[:4] for a in mine for b in theirs)


def _displaced(sentence: Sentence, chance: random.Random) -> Iterator[Made]:
    """A name of another sentence of the passage in place of one of this sentence."""
    inner = [(n, s) for n, s, _ in sentence.names if not sentence.text[:s].endswith(("'", "’"))]
    rest = sentence.passage.replace(sentence.text, " ")
    others = [
        m[0]
        for m in re.finditer(
            r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{3,}(?: [A-ZÀ-Þ][a-zà-ÿ]{2,})?(?![\w'’-])", rest
        )
    ]
    others = [o for o in others if not _shares(o, sentence.text) and not re.match(_TITLED, o)]
    if inner and others:
        name, start = chance.choice(inner)
        new = chance.choice(others)
        if sum(map(str.isupper, name)) < 3 and not name.isupper() and not _shares(name, rest):
            yield Made(
                "name from nearby", _put(sentence.text, start, start + len(name), new), False, (new, name)
            )


_COMMON = re.compile(
    r"(?:Madame|Monsieur|Lord|Lady|Saint|Coupe|Premier|Inter|Grand|Maison|Parti|Union|Palais|Musée|Xbox"
    r"|Black|South|North"
    r"|West|East|High|Super|World|United|Open|Great|National|Royal|Best|Prime)\b"
)
_TITLED = re.compile(
    rf"(?:{'|'.join([*_MONTHS['fr'], *_MONTHS['en']])}|\w+day|État|Église|Empire|The|Dieu|Conseil|Premi"
    rf"|Président|Nord|Sud|Est|Ouest)",
    re.IGNORECASE,
)


def _exchanged(sentence: Sentence, chance: random.Random) -> Iterator[Made]:
    """Two names of the sentence on either side of a verb, each in the other's place."""
    text = sentence.text
    pairs = [
        (one, other)
        for one, other in zip(sentence.names, sentence.names[1:], strict=False)
        if _VERBS.search(text[one[1] + len(one[0]) : other[1]])
        and not _JOINED.search(text[: other[1]].rstrip())
        and not re.search(r"[;:«»\"“”]", text[one[1] : other[1]])
        and not _shares(one[0], other[0])
        and not re.fullmatch(r"[IVX]+", one[0])
        and not re.fullmatch(r"[IVX]+", other[0])
    ]
    if pairs:
        (a, start, _), (b, second, _) = chance.choice(pairs)
        claim = text[:start] + b + text[start + len(a) : second] + a + text[second + len(b) :]
        yield Made("names exchanged", claim, False, (a, b))


def _negation(sentence: Sentence, chance: random.Random) -> Iterator[Made]:
    text = sentence.text
    if sentence.language == "fr":
        if found := _NEGATIVE.search(text):
            verb = found["a"] or found["b"]
            yield Made("negation taken out", _put(text, *found.span(), f"{verb} "), False, (verb, "pas"))
        elif not re.search(r"\b(?:ne|n['’]|pas|jamais|aucune?|sans|ni)\b", text, re.IGNORECASE):
            at = [
                m
                for m in _AUXILIARY.finditer(text)
                if not text[: m.start()].rstrip().endswith(("y", "en", "se"))
            ]
            if at:
                verb, (start, end) = at[0]["verb"], at[0].span()
                no = f"n'{verb} pas " if plain(verb)[0] in "aeo" else f"ne {verb} pas "
                yield Made(
                    "negation put in", _put(text, start, end, no), False, ("pas", "nég", "negat", verb)
                )
        return
    if found := re.search(r"\b(?:not|never) (?!only|just)", text):
        yield Made("negation taken out", _put(text, *found.span(), ""), False, ("neg", "nég", "nie"))
    elif not re.search(r"\b(?:not?|never|none|without|n['’]t)\b", text) and (
        at_en := _AUXILIARY_EN.search(text)
    ):
        verb = at_en["verb"]
        yield Made(
            "negation put in", _put(text, *at_en.span(), f"{verb} not "), False, ("not", "nég", "negat")
        )
