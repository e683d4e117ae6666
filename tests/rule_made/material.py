"""Articles → their sentences, and the names, places and speakers that one article can lend to another."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_END = re.compile(r"(?<=[a-zà-ÿ0-9»)\"”%]{2}[.!?])\s+(?=[A-ZÀ-Þ«\"“])")
_CAP = r"[A-ZÀ-Þ][a-zß-ÿœ]+(?:-[A-ZÀ-Þ]?[a-zß-ÿœ]+)*"
_NAME = re.compile(
    rf"(?:(?<=[\wà-ÿ,;)][ \u00a0])|(?<=[ \u00a0][dl]['’]))(?:{_CAP}|[A-Z]{{2,6}})"
    rf"(?:[ \u00a0](?:(?:de|du|von|van|ben|al|of)[ \u00a0])?{_CAP})*(?![\w'’-])"
)
_BEFORE_PLACE = re.compile(r"\b(?:à|vers|près de|en|de|in|at|near|to|from)[ \u00a0]$")
_TIME = frozenset(
    """
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi
    jeudi vendredi samedi dimanche january february march april may june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday the a in on i but and he she it
    """.split()
)
_CAN_SPEAK = re.compile(
    r"(?:(?i:le|la|les|un|une|the|an?|l['’]) ?)(?!même|plus|cas|same|most|latest"
    r"|sort)(?:[a-zà-ÿ]{5,}(?!ées?$|és?$))"
    r"(?: [A-Za-zÀ-ÿ'’-]+)*|[A-Z][a-zà-ÿ]+ [A-Z][a-zà-ÿ]+"
)
_SPEAKER = re.compile(
    r"\b(?:selon|d['’]après|according to)[ \u00a0](?P<who>(?:(?:le|la|les|un|une|des|the|an?)[ \u00a0]"
    r"|l['’])?"
    r"[^\s,.;:()«»\"]{3,}(?:[ \u00a0][^\s,.;:()«»\"]{2,}){0,4})(?=[,.])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article with the passage that it stands in; ``names`` as (text, start, is a place)."""

    text: str
    passage: str
    article: str
    language: str
    names: tuple[tuple[str, int, bool], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A claim made of a sentence. ``changed``: what was put in and what it replaced, for looking at reasons.

    ``true``: it must not be accused. ``passage`` replaces the sentence's own where the rule wrote one.
    """

    kind: str
    claim: str
    true: bool
    changed: tuple[str, ...] = ()
    passage: str = ""


@dataclass
class Lent:
    """What articles can lend: names by (is a place, number of words, begins with a vowel), speakers."""

    names: dict[tuple[bool, int, bool], list[tuple[str, str]]] = field(default_factory=dict)
    speakers: list[tuple[str, str]] = field(default_factory=list)

    def name(self, like: str, place: bool, sentence: Sentence, chance: random.Random) -> str | None:
        """A name of another article that nothing in the passage resembles."""
        listed = self.names.get(_class(like, place), [])
        passage = plain(sentence.passage)
        for _ in range(12 if listed else 0):
            name, article = chance.choice(listed)
            parts = [part for part in plain(name).replace("-", " ").split() if len(part) > 2]
            if article != sentence.article and parts and all(part[:4] not in passage for part in parts):
                return name
        return None

    def speaker(self, sentence: Sentence, chance: random.Random) -> str | None:
        """A speaker of another article."""
        passage = plain(sentence.passage)
        for _ in range(12 if self.speakers else 0):
            who, article = chance.choice(self.speakers)
            if article != sentence.article and plain(who).split()[-1][:5] not in passage:
                return who
        return None


def plain(text: str) -> str:
    """Lower case, no accents."""
    parts = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("’", "'"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _class(name: str, place: bool) -> tuple[bool, int, bool]:
    return place, len(name.split()), plain(name)[0] in "aeiouyh"


def pieces(text: str) -> list[tuple[int, int]]:
    """Rough sentences: a stop after two letters or figures, a space, a capital."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in _END.finditer(text, line.start(), line.end()):
            spans.append((start, end.start()))
            start = end.end()
        spans.append((start, line.end()))
    return spans


def whole(text: str) -> bool:
    """Whether the piece is a sentence that can stand alone as a claim."""
    count = len(text.split())
    closed = (
        text.count("(") == text.count(")")
        and text.count("«") == text.count("»")
        and text.count("“") == text.count("”")
    )
    return (
        closed
        and 8 <= count <= 55
        and text[0].isupper()
        and text.endswith(".")
        and " ." not in text
        and not re.search(r"[.!?] [A-ZÀ-Þ]", text)
    )


def sentences(
    articles: Iterable[tuple[str, str]], language: str, *, at_a_time: int = 6
) -> tuple[list[Sentence], Lent]:
    """``articles``: id and text. The passage is at most ``at_a_time`` sentences in a row."""
    listed = list(articles)
    lowered = {word for _, text in listed for word in re.findall(r"(?<![\w'’-])[a-zß-ÿœ]{3,}", text)}
    found: list[Sentence] = []
    lent = Lent()
    for article, text in listed:
        spans = pieces(text)
        for first in range(0, len(spans), at_a_time):
            group = spans[first : first + at_a_time]
            passage = text[group[0][0] : group[-1][1]]
            for start, end in group:
                if whole(text[start:end]):
                    names = tuple(named(text[start:end], lowered))
                    found.append(Sentence(text[start:end], passage, article, language, names))
    _collect(found, lent)
    return found, lent


def named(text: str, lowered: set[str]) -> Iterator[tuple[str, int, bool]]:
    for match in _NAME.finditer(text):
        words = re.findall(r"\w+", match[0])
        if any(word.lower() in _TIME for word in words) or all(word.lower() in lowered for word in words):
            continue
        yield match[0], match.start(), bool(_BEFORE_PLACE.search(text[: match.start()]))


def _collect(found: Sequence[Sentence], lent: Lent) -> None:
    for sentence in found:
        for name, _, place in sentence.names:
            lent.names.setdefault(_class(name, place), []).append((name, sentence.article))
        for match in _SPEAKER.finditer(sentence.text):
            who = match["who"]
            if _CAN_SPEAK.fullmatch(who):
                lent.speakers.append((who, sentence.article))
