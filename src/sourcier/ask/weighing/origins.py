"""Cited stretches of articles → their origins in the articles' own words, with those words as proof."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sourcier.ask.reading.attributed import Attribution, Role, attributions
from sourcier.ask.reading.attributed_counts import attributions_of_counts
from sourcier.ask.reading.attributed_elsewhere import attributions_elsewhere
from sourcier.ask.reading.credits import agency_of, article_credits, is_own
from sourcier.ask.weighing.copies import copied, shares_quotation
from sourcier.ask.weighing.event import Events
from sourcier.ask.weighing.offices import office
from sourcier.ask.weighing.sources import Source, is_latin, keys_of, same_office, same_source
from sourcier.language import sentences, words
from sourcier.types import Article, Citation, Evidence, Origin, Passage

UNIDENTIFIED = "origine non identifiée : "
"""How the name of an origin begins that no words of its articles tell."""
_AROUND = 1500  # characters of the article read before a passage
_AGENCY = 4
_BACK_UNASKED = 2  # sentences before one that does not point back itself
_BACK = 5  # sentences before the cited one in which «la même source», «le communiqué» may have been named
_ENOUGH_WORDS = 25  # a shorter cited stretch is compared with the whole passage around it
_DOCUMENT = re.compile(
    r"(?:communiqués?|statement|press release|bureau de presse|service de presse|press office"
    r"|press service)\b",
    re.IGNORECASE,
)
_SOMEONE = re.compile(r"(?:une?|des|deux|trois|plusieurs|a|an|two|three|several|some)\s", re.IGNORECASE)
_DETERMINER = re.compile(r"(?:(?:les?|la|un|une|the|an|a|des|du|de)\s+|l['’])+", re.IGNORECASE)
_UNNAMED = re.compile(
    r"(?:\w+\s)?(?:communiqués?|statement|texte|document)(?:\s(?:diffusée?s?|publiée?s?|relayée?s?|cité"
    r"|transmis)\s.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    passage: Passage
    start: int
    end: int
    text: str
    article: str
    sources: tuple[Source, ...]

    @property
    def compared(self) -> str:
        return self.text if len(self.text.split()) >= _ENOUGH_WORDS else self.passage.text


def origins(cited: Sequence[Citation | Passage], articles: Mapping[str, Article]) -> tuple[Origin, ...]:
    """The origins behind what is cited: what credits one source, quotes the same words or copies each other.

    A citation is judged by its own span and the sentences that lead to it, a passage as a whole. An article
    without a source in its words is its own origin, without evidence. Most relayed origins come first.
    """
    stretches = [_stretch(one, articles) for one in cited]
    groups = _connected(stretches, Events(articles))
    found = [_origin(group) for group in groups]
    return tuple(sorted(found, key=lambda origin: -len(origin.article_ids)))


def is_identified(origin: Origin) -> bool:
    """Whether the words of its articles say where the report comes from."""
    return not origin.name.startswith(UNIDENTIFIED)


def _stretch(one: Citation | Passage, articles: Mapping[str, Article]) -> _Stretch:
    passage = one.passage if isinstance(one, Citation) else one
    start, end = (one.start, one.end) if isinstance(one, Citation) else (passage.start, passage.end)
    text = passage.text[start - passage.start : end - passage.start]
    article = articles.get(passage.article_id)
    sources = list(_sources(_ground(passage, article), start, end))
    if not sources and article is not None and not is_own(text):
        for agency, first, last in article_credits(article.text):
            evidence = Evidence(article.id, article.path, first, last, article.text[first:last])
            sources.append(Source(agency, 4, agency, frozenset({agency.casefold()}), True, evidence))
    return _Stretch(
        passage, start, end, text, passage.text if article is None else article.text, tuple(sources)
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """The article's text around a passage, or the passage alone. Offsets are the article's."""

    passage: Passage
    text: str
    base: int
    lines: tuple[tuple[int, int], ...]

    def between(self, start: int, end: int) -> str:
        return self.text[start - self.base : end - self.base]


def _ground(passage: Passage, article: Article | None) -> _Ground:
    if article is None:
        text, base = passage.text, passage.start
    else:
        base = max(0, article.text.rfind("\n", 0, max(0, passage.start - _AROUND)) + 1)
        text = article.text[base : passage.end + _AROUND // 2]
    lines = tuple((base + first, base + last) for first, last in sentences(text))
    return _Ground(passage, text, base, lines or ((passage.start, passage.end),))


def _sources(ground: _Ground, start: int, end: int) -> Iterator[Source]:
    """Sources named in the stretch; failing that, in the sentences that lead to it."""
    inside = [
        number for number, (first, last) in enumerate(ground.lines) if first < end and last > start
    ] or [0]
    named = [source for number in inside for source in _named(ground, number)]
    stretch = ground.between(start, end)
    if not named and (stretch.count("«") != stretch.count("»") or stretch.count('"') % 2):
        named += _named(ground, min(inside[-1] + 1, len(ground.lines) - 1))  # the quotation goes on there
    at, steps, pointing = inside[0], 0, False
    while not any(source.level < _AGENCY for source in named) and at > 0 and steps < _BACK:
        pointing = pointing or _points_back(ground, at)
        same_paragraph = "\n" not in ground.between(ground.lines[at - 1][1], ground.lines[at][0])
        if not pointing and (
            named or not same_paragraph or steps >= _BACK_UNASKED or _quotes_whole(ground, at - 1)
        ):
            break
        at, steps = at - 1, steps + 1
        named += _named(ground, at)
    yield from named


def _points_back(ground: _Ground, number: int) -> bool:
    """Whether the sentence names its source elsewhere: «la même source», «le communiqué»."""
    sentence = ground.between(*ground.lines[number])
    return any(
        one.anaphoric or not one.source
        or (not _SOMEONE.match(one.source) and _source(ground.passage, 0, sentence, one) is None)
        for one in attributions(sentence)
    )  # fmt: skip


def _quotes_whole(ground: _Ground, number: int) -> bool:
    """Whether the sentence quotes someone and ends the quotation: what follows it is not that person's."""
    sentence = ground.between(*ground.lines[number])
    return sentence.count("«") == sentence.count("»") > 0


def _named(ground: _Ground, number: int) -> Iterator[Source]:
    first, last = ground.lines[number]
    sentence = ground.between(first, last)
    for one in (
        *attributions(sentence), *attributions_of_counts(sentence), *attributions_elsewhere(sentence)
    ):  # fmt: skip
        if one.source and not one.anaphoric and (source := _source(ground.passage, first, sentence, one)):
            yield source


def _source(passage: Passage, offset: int, sentence: str, one: Attribution) -> Source | None:
    agency = agency_of(one.source)
    issued = one.role is Role.ISSUER or bool(_DOCUMENT.search(one.source))
    start, end = (one.start, one.end) if one.role is Role.ISSUER else (one.source_start, one.source_end)
    if bare := _DETERMINER.match(sentence, start, end):
        start = bare.end()
    name = sentence[start:end]
    keys = keys_of(name, passage.language)
    proper = any(character.isupper() for character in name)
    known = office(name)
    if _UNNAMED.fullmatch(name) or not (keys or agency or issued or known):
        return None  # «selon des sources», «selon le communiqué»: nobody in particular
    level = _AGENCY if agency and not issued else 1 if issued else 3 if one.role is Role.RELAY else 2
    if level in (2, 3) and not (proper or len(keys) > 1 or known):
        return None
    evidence = Evidence(passage.article_id, passage.path, offset + start, offset + end, name)
    return Source(name, level, agency, keys, proper, evidence)


def _one_place(one: _Stretch, other: _Stretch, events: Events) -> bool:
    """Whether both tell of one event or name something alike: «la préfecture» is then the same one."""
    if events.same(one.passage, other.passage):
        return True
    mine, theirs = (
        {folded for folded, first, _ in words(each.text) if first and each.text[first].isupper()}
        for each in (one, other)
    )
    return bool(mine & theirs)


def _joined(one: _Stretch, other: _Stretch, events: Events) -> bool:
    pairs = [(mine, theirs) for mine in one.sources for theirs in other.sources]
    if any(same_source(*pair) or (same_office(*pair) and _one_place(one, other, events)) for pair in pairs):
        return True
    if one.passage.article_id == other.passage.article_id:
        return not one.sources and not other.sources
    return (
        copied(one.text, one.passage.text, other.article)
        or copied(other.text, other.passage.text, one.article)
        or shares_quotation(one.compared, other.compared)
    )


def _connected(stretches: Sequence[_Stretch], events: Events) -> list[list[_Stretch]]:
    group = list(range(len(stretches)))
    for one, other in combinations(range(len(stretches)), 2):
        if group[one] != group[other] and _joined(stretches[one], stretches[other], events):
            old, new = group[other], group[one]
            group = [new if number == old else number for number in group]
    return [
        [stretches[i] for i, number in enumerate(group) if number == wanted]
        for wanted in dict.fromkeys(group)
    ]


def _origin(group: Sequence[_Stretch]) -> Origin:
    article_ids = tuple(dict.fromkeys(stretch.passage.article_id for stretch in group))
    sources = [source for stretch in group for source in stretch.sources]
    if not sources:
        passage = group[0].passage
        proof = () if len(article_ids) == 1 else tuple(dict.fromkeys(_copied(group)))
        return Origin(f"{UNIDENTIFIED}{passage.outlet or passage.path}", article_ids, proof)
    behind = [[any(same_source(source, one) for one in each.sources) for each in group] for source in sources]
    named = Counter(source.name for source in sources)
    upstream = min(
        zip(sources, behind, strict=True),
        key=lambda pair: (
            pair[0].level,
            not is_latin(pair[0].name),
            -sum(pair[1]),
            -named[pair[0].name],
            -len(pair[0].keys),
        ),
    )[0]
    shown: list[Evidence] = []
    for stretch in group:
        near = sorted(stretch.sources, key=lambda source: (source.level, source.evidence.start))
        alike = [source for source in near if same_source(source, upstream)]
        shown += [source.evidence for source in (alike or near)[:1]]
        shown += [source.evidence for source in near if source.agency][:1]
        if not near:
            shown += _copied([stretch])
    return Origin(upstream.name, article_ids, tuple(dict.fromkeys(shown)))


def _copied(group: Sequence[_Stretch]) -> Iterator[Evidence]:
    """The stretches themselves: that they are the same words is the proof."""
    for stretch in group:
        yield Evidence(
            stretch.passage.article_id, stretch.passage.path, stretch.start, stretch.end, stretch.text
        )
