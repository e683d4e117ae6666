"""Who does what to whom: a sentence of two parties → said in the passive (true), or with them exchanged."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from rule_made.material import Lent, Made, Sentence

# Past, passive participle; then what may follow.
_ACTS = {
    "fr": (
        ("a battu", "battu"), ("a accusé", "accusé"), ("a félicité", "félicité"), ("a poursuivi",
        "poursuivi"),
        ("a attaqué", "attaqué"), ("a soutenu", "soutenu"), ("a remplacé", "remplacé"), ("a invité",
        "invité"),
        ("a critiqué", "critiqué"), ("a racheté", "racheté"), ("a nommé", "nommé"), ("a vaincu", "vaincu"),
        ("a menacé", "menacé"), ("a reçu", "reçu"), ("a formé", "formé"), ("a blessé", "blessé"),
    ),
    "en": (
        ("beat", "beaten"), ("accused", "accused"), ("praised", "praised"), ("sued", "sued"), ("attacked",
        "attacked"),
        ("backed", "backed"), ("replaced", "replaced"), ("invited", "invited"), ("criticized", "criticized"),
        ("bought", "bought"), ("hired", "hired"), ("defeated", "defeated"), ("threatened", "threatened"),
    ),
}  # fmt: skip
_THEN = {
    "fr": ("", " mardi dernier", " lors de la réunion de printemps",
    " devant plusieurs centaines de personnes",
           " après trois semaines de discussions", " au début de la saison"),
    "en": ("", " last Tuesday", " during the spring meeting", " in front of hundreds of people",
           " after three weeks of talks", " at the start of the season"),
}  # fmt: skip
_PARTIES = {
    "fr": ("le syndicat", "le conseil municipal", "le constructeur", "le club", "le tribunal", "le ministère",
           "le champion", "le gouverneur", "le collectif", "le fabricant", "le député",
           "le directeur", "le voisin"),
    "en": ("the union", "the council", "the builder", "the club", "the court", "the ministry", "the champion",
           "the governor", "the collective", "the manufacturer", "the senator",
           "the director", "the neighbour"),
}  # fmt: skip
_GIVEN = {
    "fr": (("a vendu 12 avions à", "12 avions ont été vendus à {b} par {a}"),
           ("a livré plusieurs tonnes de blé à", "plusieurs tonnes de blé ont été livrées à {b} par {a}"),
           ("a remis une lettre à", "une lettre a été remise à {b} par {a}"),
           ("a cédé ses parts à", "")),
    "en": (("sold 12 planes to", "12 planes were sold to {b} by {a}"),
           ("sent a letter to", "a letter was sent to {b} by {a}"),
           ("lent a painting to", "")),
}  # fmt: skip


def acted(sentence: Sentence, lent: Lent, chance: random.Random) -> Iterator[Made]:
    """A made sentence at the end of the passage, of two names of other articles or of two common nouns."""
    language = sentence.language
    singles = [n for n, _ in lent.names.get((False, 2, False), []) if not n.startswith(("De", "Le", "La"))]
    a, b = chance.sample(sorted(set(singles)), 2)
    if any(part in sentence.passage for part in (*a.split(), *b.split())) or set(a.split()) & set(b.split()):
        return
    yield from _both(sentence, a, b, "exchanged", chance)
    a, b = chance.sample(_PARTIES[language], 2)
    if not re.search(rf"\b(?:{a.split()[-1]}|{b.split()[-1]})\b", sentence.passage):
        yield from _both(sentence, a, b, "common nouns exchanged", chance)


def _both(sentence: Sentence, a: str, b: str, kind: str, chance: random.Random) -> Iterator[Made]:
    language = sentence.language
    then = chance.choice(_THEN[language])
    if chance.random() < 0.3:
        verb, passive = chance.choice(_GIVEN[language])
        said, swapped = f"{a} {verb} {b}{then}.", f"{b} {verb} {a}{then}."
        turned, false_turned = (
            f"{passive.format(a=x, b=y)}{then}." if passive else "" for x, y in ((a, b), (b, a))
        )
    else:
        active, participle = chance.choice(_ACTS[language])
        by, been = ("par", "a été") if language == "fr" else ("by", "was")
        said, swapped = f"{a} {active} {b}{then}.", f"{b} {active} {a}{then}."
        turned, false_turned = (
            f"{b} {been} {participle} {by} {a}{then}.",
            f"{a} {been} {participle} {by} {b}{then}.",
        )
    passage = f"{sentence.passage} {_capital(_joined(said))}"
    named = tuple(x.split()[-1] for x in (a, b))
    yield Made(f"roles {kind}", _capital(_joined(swapped)), False, named, passage)
    if turned:
        yield Made("passive", _capital(_joined(turned)), True, (), passage)
        yield Made(f"roles {kind}, passive", _capital(_joined(false_turned)), False, named, passage)
        backwards = f"{sentence.passage} {_capital(_joined(turned))}"
        yield Made(f"roles {kind}, passive", _capital(_joined(swapped)), False, named, backwards)


def _joined(text: str) -> str:
    return text.replace(" à le ", " au ").replace(" de le ", " du ")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
