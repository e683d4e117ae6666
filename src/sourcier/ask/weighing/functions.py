"""Cited passages → where they give one person different functions, or different ages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sourcier.ask.reading.aged import Age, ages
from sourcier.ask.reading.analysed import Title, iso_day, stem_of
from sourcier.ask.reading.titled import titles
from sourcier.ask.weighing.event import Events
from sourcier.ask.weighing.valued import Said, compared, evidence, said
from sourcier.language import fold
from sourcier.names import same_name
from sourcier.types import Bilingual, Divergence, DivergentValue, Passage

_Given = tuple[Passage, Title]
_LADDERS = tuple(
    frozenset(line.split())
    for line in (
        "prefet prefete prefect",
        "maire mayor adjoint adjointe",
        "ministre minister",
        "secretaire secretary",
        "president presidente chairman chairwoman directeur directrice director tresorier tresoriere"
        " treasurer",
        "procureur procureure prosecutor juge judge avocat avocate lawyer",
        "general generale colonel lieutenant capitaine captain commandant commander amiral admiral major",
    )
)
"""Functions of which one person has one."""
_ONE_WORD = {
    "prefete": "prefet", "prefect": "prefet", "mayor": "maire", "adjointe": "adjoint", "minister": "ministre",
    "secretary": "secretaire", "presidente": "president", "chairman": "president", "chairwoman": "president",
    "directrice": "directeur", "director": "directeur", "tresoriere": "tresorier", "treasurer": "tresorier",
    "procureure": "procureur", "prosecutor": "procureur", "judge": "juge", "avocate": "avocat",
    "lawyer": "avocat", "generale": "general", "captain": "capitaine", "commander": "commandant",
    "admiral": "amiral",
}  # fmt: skip
_ANY_HEAD = frozenset(
    """head leader patron patronne dirigeant dirigeante responsable fondateur fondatrice cofondateur
    cofondatrice founder cofounder createur creatrice creator proprietaire owner actionnaire shareholder
    membre member""".split()
)
"""Heads that go with any other: who founded or owns a company may direct it too."""
_LEADS_ON = re.compile(r"(?:\bd[eu]s?|\bof|\bd['’]|\bl['’]|\bla)$")
"""The name that follows is that of an institution: «président de Navimer»."""
_OF_A_KIND = re.compile(r"\s(?:of|de|du|des|d['’]\w*|l['’]\w*)\s(?:.*\s)?[a-zà-ÿ-]+$")
"""«directeur de la plateforme Navimer», "CEO of crypto exchange X": a noun, then the name of that thing."""
_RANK = re.compile(r"\b(?P<rank>sous|vice|premi[eè]re?|prime|deputy|adjointe?\sau)[- \u00a0]$", re.IGNORECASE)
_ADJOINED = re.compile(r"^\S+\s(?:\w+\s)?(?P<rank>adjointe?|délégué|suppléante?)\b", re.IGNORECASE)
_SAME_RANK = {"prime": "premier", "premiere": "premier", "deputy": "adjoint", "adjointe": "adjoint"}
_MONTH = 31  # days between two articles in which hardly anyone grows older
_YEAR = 366


def functions(passages: Sequence[Passage], events: Events) -> Iterator[Divergence]:
    """Functions of one person in one institution, or on one ladder in articles on one event, that differ."""
    given = [
        (passage, title)
        for passage in passages
        for title in titles(passage.text, passage.language)
        if title.head not in _ANY_HEAD and not _is_of_body(passage, title)
    ]

    def alike(one: _Given, other: _Given) -> bool:
        if _one_post(one[1], other[1]) and _one_person(one[1].person, other[1].person):
            return True
        return (
            _on_one_ladder(one, other)
            and same_name(one[1].person, other[1].person)
            and one[0].article_id != other[0].article_id
            and events.same(one[0], other[0])
        )

    for group in _grouped(given, alike):
        heads: dict[tuple[str, str], _Given] = {}
        for passage, title in group:
            head = _ONE_WORD.get(title.head, title.head)
            heads.setdefault((stem_of(head, "fr") or head, _rank(passage, title)), (passage, title))
        if len(heads) < 2:
            continue
        person = max((title.person for _, title in group), key=len)
        values = tuple(_value(passage, title) for passage, title in heads.values())
        yield Divergence(Bilingual(fr=f"fonction de {person}", en=f"function of {person}"), values)


def _is_of_body(passage: Passage, title: Title) -> bool:
    """Whether the name behind the function is that of what it is a function of, and no person's."""
    written = passage.text[title.start : title.end]
    behind = passage.text[title.end :]
    return bool(_LEADS_ON.search(written)) or (
        " " not in title.person
        and bool(_OF_A_KIND.search(written))
        and re.match(rf"\s{re.escape(title.person)}\b", behind) is not None
    )


def _value(passage: Passage, title: Title) -> DivergentValue:
    """The function as written, with what stands before it and tells its rank: «sous-préfet»."""
    ranked = _RANK.search(passage.text[max(0, title.start - 14) : title.start])
    start = title.start - len(ranked[0]) if ranked else title.start
    return DivergentValue(passage.text[start : title.end], evidence(passage, start, title.end))


def _rank(passage: Passage, title: Title) -> str:
    ranked = _RANK.search(passage.text[max(0, title.start - 14) : title.start]) or _ADJOINED.search(
        passage.text[title.start : title.end]
    )
    word = fold(ranked["rank"]).split()[0] if ranked else ""
    return _SAME_RANK.get(word, word)


def _one_post(one: Title, other: Title) -> bool:
    """Whether both are functions of one institution."""
    fewer = min(len(one.body), len(other.body))
    return fewer > 0 and len(one.body & other.body) > 0.5 * fewer


def _on_one_ladder(one: _Given, other: _Given) -> bool:
    """Whether one person has but one of the two functions, unless of two institutions."""
    if not any(one[1].head in ladder and other[1].head in ladder for ladder in _LADDERS):
        return False
    mine, theirs = (
        {word for word in re.findall(r"[A-ZÀ-Þ]\w+", passage.text[title.start : title.end]) if len(word) > 2}
        - {title.head.capitalize()}
        for passage, title in (one, other)
    )
    return not mine or not theirs or bool(mine & theirs)


def _one_person(one: str, other: str) -> bool:
    """Within one post, one family name and one initial are one person, however the given name is spelled."""
    if same_name(one, other):
        return True
    mine, theirs = one.split(), other.split()
    return (
        len(mine) > 1
        and len(theirs) > 1
        and fold(mine[0])[:1] == fold(theirs[0])[:1]
        and same_name(mine[-1], theirs[-1])
    )


def _grouped(items: Sequence[_Given], alike: Callable[[_Given, _Given], bool]) -> list[list[_Given]]:
    groups: list[list[_Given]] = []
    for item in items:
        home = next((group for group in groups if any(alike(item, member) for member in group)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


# Ages


def ages_given(passages: Sequence[Passage], events: Events) -> Iterator[Divergence]:
    """Ages of one person that the days between the articles do not explain."""
    found: dict[Said, Age] = {}
    for passage in passages:
        for age in ages(passage.text):
            found[said(passage, "age", age.bearer, age.start, age.end)] = age

    def differ(one: Said, other: Said) -> bool:
        return abs(found[one].years - found[other].years) > _grown(one.passage, other.passage)

    def one_bearer(one: Said, other: Said) -> bool:
        mine, theirs = found[one], found[other]
        if mine.named != theirs.named:
            return False
        if mine.named:
            return same_name(mine.bearer, theirs.bearer)
        nouns = [
            stem_of(fold(each.bearer), of.passage.language) for each, of in ((mine, one), (theirs, other))
        ]
        told = (one.line & other.line) - {*nouns} - one.named - other.named
        return (
            nouns[0] == nouns[1] and bool(told)
            and events.same(one.passage, other.passage)
            and all(_only(age, of) for age, of in ((mine, one), (theirs, other)))
        )  # fmt: skip

    yield from compared(list(found), differ, one_bearer, Bilingual(fr="âge", en="age"))


def _only(age: Age, of: Said) -> bool:
    """Whether the passage gives no other age to such a bearer: of two victims each has an own one."""
    return all(
        other.years == age.years or fold(other.bearer) != fold(age.bearer) for other in ages(of.passage.text)
    )


def _grown(one: Passage, other: Passage) -> int:
    """By how many years a person may have grown older from one article to the other."""
    days = iso_day(one.published), iso_day(other.published)
    if not days[0] or not days[1]:
        return 1
    passed = abs(days[0] - days[1]).days
    return 0 if passed <= _MONTH else passed // _YEAR + 1
