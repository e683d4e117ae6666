"""Words → which are negated, or the opposite of one another; French and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_SECOND_HALVES = frozenset("pas plus jamais rien personne aucun aucune guere point ni nullement".split())
_NEGATORS = frozenset("not never no neither nor without cannot sans nor none ni".split())
_REFUSING = re.compile(
    r"(?:refus|echou|dement|dementi|nie|nient|niait|nier|reject|rejet|exclu(?!sion|siv|s|e)|fail|deni|deny|declin"
    r"|absence|lack|renonc)\w*$"
)
"""Verbs and nouns that deny what follows them."""
_OF_A_THING = re.compile(r"refus|reject|rejet|renonc|declin")
_DETERMINERS = frozenset(
    "le la les l un une des ce cette ces son sa ses leur leurs the a an his her its their".split()
)
_BEEN = frozenset("ete est sont etait etaient fut furent been was were is are".split())
_INFINITIVE = re.compile(r"(?:er|ir|re)$")
NEGATION_WORDS = _SECOND_HALVES | _NEGATORS | {"ne", "n", "non"}
EXPLICIT = frozenset("pas jamais aucun aucune not never".split())
"""Words that make a sentence negative whatever they bear on."""
_LIGHT = frozenset(
    "do done did make made get got go going know fait faire".split()
)  # what they deny comes after
_REACH = 5  # words after a negator that are looked through for what it negates


def negated_words(listed: Sequence[tuple[str, bool]]) -> Iterator[int]:
    """Indexes of the words that a negation bears on. ``listed``: folded word, whether it carries content."""
    for at, (word, _) in enumerate(listed):
        if not (word in NEGATION_WORDS or word == "faute" or word.endswith("n't") or refuses(word)):
            continue
        if any(following in ("only", "seulement", "uniquement") for following, _ in listed[at + 1 : at + 4]):
            continue  # «non seulement», "not only": no denial
        if word in ("ne", "n") and at + 1 < len(listed):
            yield from _french(listed, at)
        elif (
            word in _NEGATORS
            or word.endswith("n't")
            or (word == "pas" and (_follows(listed, at, "de", "d") or _set_against(listed, at)))
            or (refuses(word) and _refuses_next(listed, at))
            or (word == "faute" and _follows(listed, at, "de", "d"))
            or (word in ("aucun", "aucune", "non") and at + 1 < len(listed))
        ):
            yield from _next_content(listed, at + 1)


def _french(listed: Sequence[tuple[str, bool]], at: int) -> Iterator[int]:
    window = range(at + 1, min(at + 7, len(listed)))
    second = next((i for i in window if listed[i][0] in _SECOND_HALVES), None)
    if second is None:
        restrictive = any(listed[i][0] in ("que", "qu") for i in window)
        if not restrictive:
            yield from _next_content(listed, at + 1)
        return
    between = [i for i in range(at + 1, second) if listed[i][1]]
    if between:
        yield between[-1]
        if second + 1 < len(listed) and listed[second + 1][1] and _INFINITIVE.search(listed[second + 1][0]):
            yield second + 1  # «ne veut pas quitter»
    else:  # «n'a pas annoncé»: the participle follows, and what was not wanted
        for found in _next_content(listed, second + 1):
            yield found
            if found + 1 < len(listed) and listed[found + 1][1] and _INFINITIVE.search(listed[found + 1][0]):
                yield found + 1


def _refuses_next(listed: Sequence[tuple[str, bool]], at: int) -> bool:
    """Whether what follows is denied: not after «a été rejeté», nor a thing («rejette la demande»)."""
    if any(word in _BEEN for word, _ in listed[max(0, at - 2) : at]):
        return False
    return not (_OF_A_THING.match(listed[at][0]) and _follows(listed, at, *_DETERMINERS))


def _next_content(listed: Sequence[tuple[str, bool]], start: int) -> Iterator[int]:
    for i in range(start, min(start + _REACH, len(listed))):
        word, content = listed[i]
        if word in _LIGHT:
            return
        if content and not word.endswith(("ment", "ly")):
            yield i
            return


def _follows(listed: Sequence[tuple[str, bool]], at: int, *expected: str) -> bool:
    return at + 1 < len(listed) and listed[at + 1][0] in expected


def _set_against(listed: Sequence[tuple[str, bool]], at: int) -> bool:
    """«Dans les collèges, mais pas dans les écoles»."""
    return at > 0 and listed[at - 1][0] in ("mais", "et", "ou")


@lru_cache(maxsize=100_000)
def refuses(folded: str) -> bool:
    """Whether the word is a verb or noun that denies what follows it: «refuse», "failed"."""
    return bool(_REFUSING.fullmatch(folded))


def is_negative(folded: str) -> bool:
    """Whether the word negates, or is a verb of refusal."""
    return folded in NEGATION_WORDS or folded.endswith("n't") or refuses(folded)


_OPPOSITES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"(?:{one})$"), re.compile(rf"(?:{other})$"))
    for one, other in (
        (r"hauss\w*|augment\w*|accroi\w*|progress\w*|grimp\w*",
         r"baiss\w*|diminu\w*|recul\w*|chut\w*|redui\w*|repli\w*"),
        (r"increas\w*|ris(?:e|es|ing|en)|rose|gr(?:ew|ow\w*)|climb\w*",
         r"decreas\w*|f(?:all|alls|ell|alling|allen)|drop\w*|declin\w*"),
        (r"gagn\w*|victoires?|remport\w*|vainqu\w*", r"perd\w*|defaites?"),
        (r"won|wins?|winning|victory|victories", r"lost|loses?|losing|loss|defeat\w*"),
        (r"accept\w*|approuv\w*|approv\w*|adopt\w*", r"refus\w*|rejet\w*|reject\w*"),
        (r"autoris\w*|permi[st]\w*|allow\w*", r"interdi\w*|ban(?:s|ned|ning)?|forb[ia]d\w*|prohibit\w*"),
        (r"nord|north(?:ern)?", r"sud|south(?:ern)?"),
        (r"ouest|west(?:ern)?|occidenta\w+", r"east(?:ern)?|orienta(?:l|le|ux|les)"),
        (r"r?ouvr\w*|r[eé]?ouvert\w*|ouvert\w*|reouv\w*|(?:re)?open\w*", r"ferm\w*|clos(?:e|es|ed|ing|ure)"),
        (r"import\w{2,}", r"export\w{2,}"),
        (r"condamn\w*|coupables?|convict\w*|guilty",
         r"relax\w{1,5}|acquitt\w*|blanchie?s?|innocent\w*|cleared"),
        (r"condamn\w*|ecop\w*|sentenced", r"requi(?:s|se|ses|ert|sition\w*|sitoire)"),
        (r"fermes?", r"sursis|suspended"),
        (r"confirm\w*", r"dement\w*"),
        (r"reconn\w{2,}|avou\w*|admits?|admitted", r"nie|nient|niait|nier|conteste\w*|denie[sd]|deny"),
        (r"enlev\w*|kidnap\w*|abduct\w*|arret(?:e\w*|ation\w*)|interpell\w*|arrest\w*|detain\w*",
         r"liber(?:e|es|ee|ees|er|ent|ait|ation|ations)|relach\w*|freed|released?"),
        (r"embauch\w*|recrut\w*|hir(?:e|es|ed|ing)", r"licenci\w*|layoffs?"),
        (r"achet\w*|achat\w*|bought|buy\w*|purchas\w*",
         r"vend(?!redi)\w*|vent(?:e|es)|sold|sell(?:s|ing|ers?)?"),
        (r"persist\w*|subsist\w*|continu(?:e|ent|ait|es|ed)|remain(?:s|ed)?",
         r"dispar\w{2,6}|cess(?:e|ent|ait)|disappear\w*|vanish\w*|ceased?"),
        (r"widen\w*|creus\w*", r"narrow\w*|resserr\w*"),
        (r"favorables?|favou?rable", r"defavorables?|unfavou?rable"),
        (r"superieure?s?|higher|highest|hautes?|hauts", r"inferieure?s?|lower|lowest|bas|basses?"),
        (r"salu(?:e|ent|ait|aient)|felicit\w*|applaudi\w*|welcom\w*|prais\w*|hail(?:s|ed)",
         r"denonc\w*|critiqu\w*|deplor\w*|condemn\w*|criticis\w*|criticiz\w*|betray\w*|trahi\w*"),
        (r"longs?|longues?|longer|longest", r"courts?|courtes?|short(?:er|est)?"),
        (r"obten\w+|obtien\w+|obtenu\w*|receiv\w+|won|granted",
         r"reclam\w*|demand\w*|seek(?:s|ing)?|sought|exig\w*"),
        (r"accept\w*|accord\w*|grant(?:s|ed)?|accede\w*", r"refus\w*|rejet\w*|reject\w*|dismiss\w*"),
    )
)  # fmt: skip


AMOUNTS = 8
"""Sides below this one say that something rose or fell, was won or lost; those above may be two ways to say
one thing («acheter», «vendre»)."""

_SIDES = tuple(pattern for pair in _OPPOSITES for pattern in pair)
_ANY_SIDE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in _SIDES))


def opposite(claim: Sequence[str], passage: Sequence[str]) -> tuple[str, str] | None:
    """A word of the claim that the passage lacks while it has its opposite and the claim does not."""
    mine, theirs = _first_of_sides(claim), _first_of_sides(passage)
    for side in sorted(mine):
        if side ^ 1 not in mine and side not in theirs and side ^ 1 in theirs:
            return mine[side], theirs[side ^ 1]
    return None


def _first_of_sides(listed: Sequence[str]) -> dict[int, str]:
    """Side of a pair of opposites (of pair ``n``: ``2n`` and ``2n + 1``) → the first word on it."""
    firsts: dict[int, str] = {}
    for word in listed:
        for side in sides(word):
            firsts.setdefault(side, word)
    return firsts


@lru_cache(maxsize=100_000)
def sides(word: str) -> tuple[int, ...]:
    """Where the word stands in pairs of opposites: of pair ``n`` on the side ``2n`` or ``2n + 1``."""
    if not _ANY_SIDE.match(word):
        return ()
    return tuple(side for side, pattern in enumerate(_SIDES) if pattern.match(word))


_UNDONE = frozenset(
    side // 2
    for word in "hausse rise gagne won accepte autorise ouvert condamne convicted confirme reconnu".split()
    for side in sides(word)
)
"""Pairs whose sides one doer does not do both of; one may sell as well as buy."""


def undoes(word: str, other: str) -> bool:
    """Whether who did ``word`` did not do ``other`` («condamné», «relaxé»); folded."""
    theirs = sides(other)
    return any(side ^ 1 in theirs for side in sides(word) if side // 2 in _UNDONE)


def same_side(word: str, others: Iterable[str]) -> bool:
    """Whether one of ``others`` is on the side of ``word`` of two opposites: «acquitté», «relaxé»."""
    mine = set(sides(word))
    return bool(mine) and any(mine & set(sides(other)) for other in others)
