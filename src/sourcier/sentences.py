"""Text → spans of its sentences: French, English, Russian and Arabic news, with abbreviations and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪►‣●○◦■□➤✓]\s+|\(?\d{1,2}[.)]\s+|[a-z]\)\s+)")
_SHORT = 50  # characters: a shorter line without a full stop is a title or furniture, not a wrapped line
_LINKING = 3  # letters of words that a line cannot end with: «de», «les», "and"
_WRAP = 100  # characters: nobody wraps lines longer than this, so its end is the end of a paragraph

_CLOSERS = (
    r"""(?:[ \u00a0\u2009\u202f]?[»›]|[”’)\]}]|["'](?![^\W_])|[ \u00a0]?\[\d{1,3}\]|[ \u00a0]["](?=\s|$))*"""
)
_STOP = re.compile(
    rf"(?P<stop>[.!?…؟‼⁇⁈۔]+)(?P<closers>{_CLOSERS})(?P<space>\s*)|[。！？]+[」』”）]*", re.MULTILINE
)
_OPENERS = re.compile(r"""[\s«‹“”„‘’"'(\[{¿¡–—-]{0,8}""")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’](?=[^\W_]))?")
_BEFORE = re.compile(r"(?:[^\W_]|[.'’°-])+$")
_TERMINAL = re.compile(rf"[.!?…؟۔。！？]{_CLOSERS}\s*$")

# Before a name: never the end of a sentence.
_TITLES = frozenset(
    """
    m mm mme mmes mlle mlles mgr dr drs pr prs me mes st ste sts stes gen gén gal col cdt cne cap capt
    lt ltn adj sgt cmdt amb min prof ing mr mrs ms messrs sen rep gov hon rev maj adm brig cpl pvt supt
    insp vs cf ed éd hrsg bzw ul ул им проф ген акад см тов гр стр e.g i.e p.ex par.ex т.е
    """.split()
)
# Usually inside a sentence; before a capitalised function word («Le», "The") they end one.
_DOUBTFUL = frozenset(
    """
    env av apr hab ex réf ref tél tel boul bd dept dép dpt fig vol chap art al par coll trad inc corp
    ltd co jr sr bros llc plc etc cie sté ets ph.d u.s u.k u.n u.s.a e.u u.e u.r.s.s usa n.y d.c l.a
    j.-c jc j.c a.m p.m am pm г гг в вв тыс млн млрд руб долл чел обл т.д т.п др кв ч мин
    """.split()
)
# Months, and what counts something: inside a sentence before a digit only.
_BEFORE_DIGIT = frozenset(
    """
    janv jan févr fév fevr fev feb mar avr apr juil jul aug sept sep oct nov déc dec no nos n n° nr num
    p pp fig vol chap art ch par sect § с стр рис
    """.split()
)
# Capitalised, they start a sentence rather than continue a name.
_STARTERS = frozenset(
    """
    a à au aux après avant avec ainsi cependant ce ces cet cette ceux ci comme dans depuis des dès donc
    d'après en elle elles enfin entre et il ils je leur leurs lors l' d' c' j' s' qu' mais malgré même
    nous on or où par parmi pendant pour puis quand que quelques qui sa selon ses si son sur tandis tous
    tout toutes un une vers an and another after as at because before both but by during each for from
    he her his however i if in it its many meanwhile more most my no now one our she since so some still
    that the their then there these they this those to under until we what when where which while who
    with you в во и на но он она они оно это по с со к у за из от для как что при после однако также мы
    la le les
    """.split()
)
# «J. Le Pen», «C. De Gaulle»: after an initial these go on with the name.
_NAME_PARTICLES = frozenset("le la les de du des da d' l' al el van von a".split())


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans ``(start, end)`` of the sentences, in order, without outer white space; they cover all else."""
    spans: list[tuple[int, int]] = []
    for block_start, block_end in _blocks(text):
        start = block_start
        for cut in (*_cuts(text, block_start, block_end), block_end):
            span = _stripped(text, start, cut)
            if span is not None:
                spans.append(span)
                start = cut
    return spans


def sentence_pieces(text: str) -> list[str]:
    """``text`` cut at the start of each sentence: the pieces, put together, are ``text``."""
    starts = [start for start, _ in sentences(text)]
    if not starts:
        return [text] if text else []
    cuts = [0, *starts[1:], len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    kept = piece.strip()
    if not kept:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(kept)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines between line breaks that are boundaries."""
    start = line_start = 0
    for line_break in _LINE_BREAK.finditer(text):
        next_start = line_break.end()
        if _ends_block(text, line_start, line_break.start(), next_start):
            yield start, next_start
            start = next_start
        line_start = next_start
    yield start, len(text)


def _ends_block(text: str, line_start: int, line_end: int, next_start: int) -> bool:
    following = text[next_start : next_start + 60]
    next_line = _LINE_BREAK.split(following, maxsplit=1)[0]
    whole_line = len(next_line) < len(following) or next_start + len(next_line) >= len(text)
    if whole_line and not next_line.strip():
        return True  # a blank line, or the end
    line_length = line_end - line_start
    tail = text[max(line_start, line_end - 200) : line_end].rstrip()
    if not tail.strip() or _BULLET.match(next_line):
        return True
    if _TERMINAL.search(tail[-40:]):
        return not _is_abbreviation(tail, next_line)
    first = _first_letter(next_line)
    if first.islower():
        return False
    return line_length < _SHORT or line_length > _WRAP or (whole_line and _is_furniture(tail, next_line))


def _is_furniture(line: str, next_line: str) -> bool:
    """Whether a short ``next_line`` cannot go on with ``line``: an outlet or an author below a headline.

    The last line of a wrapped paragraph ends with a full stop.
    """
    last = _NEXT_WORD.findall(line)[-1:]
    return (
        len(next_line) < _SHORT
        and not _TERMINAL.search(next_line)
        and not line.endswith((",", ";", ":", "-", "–", "—"))
        and not (last and len(last[0]) <= _LINKING and last[0].islower())
    )


def _first_letter(line: str) -> str:
    opened = _OPENERS.match(line)
    return line[opened.end() : opened.end() + 1] if opened else line[:1]


def _is_abbreviation(tail: str, following: str) -> bool:
    if not tail.endswith(".") or tail.endswith(".."):
        return False
    return not _ends_sentence(tail[-25:-1], following, line_start=False)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence of ``text[start:end]`` ends and another begins."""
    for match in _STOP.finditer(text, start, end):
        if match.end() >= end:
            return
        if match["stop"] is None:
            yield match.end()
        elif _is_cut(text, start, end, match):
            yield match.end("closers")


def _is_cut(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    stop, closers = match["stop"], match["closers"]
    at = match.start()
    following = text[match.end() : min(end, match.end() + 60)]
    opened = _OPENERS.match(following)
    lead = opened[0] if opened else ""
    after = following[len(lead) :]
    if not after:
        return bool(match["space"])
    first = after[0]
    before = text[max(start, at - 25) : at]
    if not match["space"]:
        return _glued(before, stop, closers, lead, after)
    if not first.isalnum():
        # «Oui ! », a-t-il dit: a comma goes on with the sentence; other signs (…, €, #) may start one.
        return first not in ",;:.!?…%/)]}»" and not before.endswith(("[", "("))
    if stop.strip(".") == "" and len(stop) == 1 and not closers:
        numbered = at - start < 6 and not text[start:at].strip(" \t\n0123456789")
        return _ends_sentence(before, after, line_start=numbered)
    if before[-1:] in ("[", "(") and closers[:1] in ("]", ")"):
        return False  # «[…]» stands for left-out words
    return not first.islower()


def _glued(before: str, stop: str, closers: str, lead: str, after: str) -> bool:
    """No space after the stop: «l'accord.Le ministre» is two sentences; «site.com», "U.S.", «3.5» are not."""
    if stop != "." or closers or lead:
        return stop not in (".", "…", "...") and not lead.strip() and after[:1].isupper() and not closers
    if len(after) < 2 or not after[0].isupper() or not (after[1].islower() or after[1] in " '’"):
        return False
    word = _BEFORE.search(before)
    return word is not None and len(word[0]) >= 3 and word[0].isalpha() and word[0][-3:].islower()


def _ends_sentence(before: str, after: str, *, line_start: bool) -> bool:
    """Whether a single full stop between ``before`` and ``after`` ends a sentence."""
    opened = _OPENERS.match(after)
    quoted = opened is not None and bool(opened[0].strip(" -–—"))
    after = after[opened.end() :] if opened else after
    found, following = _BEFORE.search(before), _NEXT_WORD.match(after)
    if following is None:
        return True
    if found is None:
        return not following[0][0].islower()  # «. . .» is an ellipsis too
    word = found[0].lstrip(".'’-")
    for apostrophe in "'’":
        word = word.rpartition(apostrophe)[2]
    low, next_word = word.lower(), following[0].replace("’", "'")
    digit_next, upper_next = next_word[0].isdigit(), not next_word[0].islower()
    starter = upper_next and next_word.lower() in _STARTERS
    if line_start and word.isdigit():
        return False  # «1. Introduction»
    if low in _TITLES:
        return False
    if digit_next and low in _BEFORE_DIGIT:
        return False
    if not upper_next:
        return len(word) >= 5 and word.isalpha() and low not in _DOUBTFUL and low not in _BEFORE_DIGIT
    if len(word) == 1 and word.isalpha() and (word.isupper() or not word.isascii()):
        return starter and next_word.lower() not in _NAME_PARTICLES
    if low in _DOUBTFUL or re.fullmatch(r"(?:[^\W\d_]\.-?)+[^\W\d_]", word):
        return starter or quoted or (low in ("etc", "etc.") and not digit_next)
    return True
