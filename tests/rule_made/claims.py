"""Articles → claims, as lines for `sourcier eval`; every second line is of the other half."""

from __future__ import annotations

import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from rule_made.acted import acted
from rule_made.changed import changed
from rule_made.kept import kept
from rule_made.material import Lent, Made, Sentence, sentences
from rule_made.told import foreign, told

Line = dict[str, object]
_SENTENCES = 12  # looked at for each claim of a kind


@dataclass(frozen=True, slots=True)
class Texts:
    """Articles of one language: id and text; the passage is ``at_a_time`` sentences."""

    language: str
    articles: tuple[tuple[str, str], ...]
    at_a_time: int = 6


def claims(several: Iterable[Texts], *, each: int, seed: int) -> list[Line]:
    """At most ``each`` claims of a kind, language and half.

    The halves are of different articles; lines alternate between them, so that ``--half odd`` and
    ``--half even`` take one each.
    """
    halves: tuple[list[Line], list[Line]] = [], []
    for texts in several:
        found, lent = sentences(texts.articles, texts.language, at_a_time=texts.at_a_time)
        for half in (0, 1):
            own = [one for one in found if zlib.crc32(one.article.encode()) % 2 == half]
            halves[half].extend(_lines(own, lent, each, random.Random(seed + half)))
    for language, made in foreign(random.Random(seed)):
        halves[zlib.crc32(made.passage.encode()) % 2].append(_line(made, "", language, "own"))
    shortest = min(map(len, halves))
    pairs = zip_longest(halves[0][:shortest], halves[1][:shortest])
    return [
        line | {"id": f"made-{number}"} for number, line in enumerate(one for pair in pairs for one in pair)
    ]


def _lines(own: list[Sentence], lent: Lent, each: int, chance: random.Random) -> Iterator[Line]:
    counts: defaultdict[str, int] = defaultdict(int)
    chance.shuffle(own)
    lines: list[Line] = []
    for sentence in own[: _SENTENCES * each]:
        made = [*kept(sentence, chance), *changed(sentence, lent, chance), *told(sentence, lent, chance),
                *acted(sentence, lent, chance)]  # fmt: skip
        for one in made:
            says_something_new = one.true or one.passage or one.claim != sentence.text
            if counts[one.kind] < each and says_something_new:
                counts[one.kind] += 1
                lines.append(_line(one, sentence.passage, sentence.language, sentence.article))
    chance.shuffle(lines)
    yield from lines


def _line(made: Made, passage: str, language: str, article: str) -> Line:
    return {
        "claim": made.claim,
        "passage": made.passage or passage,
        "label": "supported" if made.true else "not_supported",
        "kind": made.kind,
        "lang": language,
        "changed": list(made.changed),
        "article": article,
    }
