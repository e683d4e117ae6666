"""Article → its segments: stretches of one kind that cover the text, in order, without overlap.

The rules are those of the trade and of web pages, and know no site: what no rule recognises is reporting.
Nothing is cut; a wrong kind can be seen, a cut cannot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.ingest.captions import mark_captions
from sourcier.ingest.comments import mark_comments
from sourcier.ingest.datelines import dates_article, key_line, of_head
from sourcier.ingest.front_matter import body_start
from sourcier.ingest.furniture import Role
from sourcier.ingest.lines import HEAD, ends_sentence
from sourcier.ingest.page import Page, Row, page_of
from sourcier.ingest.phrases import plain
from sourcier.types import Article, Kind, Segment

VERSION = 4
"""Goes up when the same text gives other segments: indexed articles are then segmented again."""

_LINK, _LISTED = 250, 160  # longest line that is a link below «Lire aussi», or an item below «Les plus lus»
_LEAD = 60
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
_QUOTE_OPENERS = '«“„"'
_SCRIPTS = (
    re.compile(r"[A-Za-z\u00c0-\u024f]+"),
    re.compile(r"[\u0400-\u052f]+"),
    re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"),
    re.compile(r"[\u0370-\u03ff]+"),
    re.compile(r"[\u0590-\u05ff]+"),
    re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"),
)

# Of any script but the Latin: most articles of a collection hold no letter of it.
_FOREIGN = re.compile("[" + "".join(each.pattern[1:-2] for each in _SCRIPTS[1:]) + "]")


def segment(article: Article) -> list[Segment]:
    """The segments of ``article``: runs of lines of one kind, except that each reader's entry is its own."""
    page = page_of(article.text)
    _mark_known(page, article.marked)
    if not article.marked and not article.path.endswith((".jsonl", ".csv")):
        start = body_start(article.text)
        for row in page.rows:
            if row.line.start < start:
                row.kind = Kind.BOILERPLATE
    _mark_title(page, article.title)
    _mark_head(page)
    _mark_foreign_noise(page, article.text)
    mark_captions(page)
    mark_comments(page)
    _mark_furniture(page)
    _mark_reporting(page)
    return _merge(page.rows, len(article.text))


def _mark_known(page: Page, marked: Sequence[Segment]) -> None:
    """Lines whose kind the file's markup tells."""
    waiting = iter(marked)
    known = next(waiting, None)
    for row in page.rows:
        while known is not None and known.end <= row.line.start:
            known = next(waiting, None)
        if known is None:
            return
        if known.start <= row.line.start:
            row.kind = known.kind
            row.entry = known.kind is Kind.COMMENT and known.start == row.line.start


def _mark_title(page: Page, title: str | None) -> None:
    """The line of the title; its repetitions, and short lines above it, are furniture."""
    if not title:
        return
    wanted, head = plain(title), max(HEAD, page.head())
    found: int | None = None
    for index, row in enumerate(page.rows):
        if row.kind is not None or len(row.text) > len(title) * 2 + 40:
            continue
        pair = key_line(row.text) if index < head else None
        if plain(row.text) != wanted and not (pair and pair[0] == "title" and plain(pair[1]) == wanted):
            continue
        if found is None and index < head:
            found = index
            row.kind = Kind.TITLE
            for above in page.rows[:index]:
                if above.kind is None and len(above.text) < 80 and not ends_sentence(above.text):
                    above.kind = Kind.BOILERPLATE
        elif found is not None:
            row.kind = Kind.BOILERPLATE


def _mark_head(page: Page) -> None:
    """Datelines, bylines and «Key: value» lines around the headline; further down, only «Publié le …»."""
    head = page.head()
    for index, row in enumerate(page.rows):
        if not row.open or len(row.text) > 330:
            continue
        if of_head(row.text) if index < head else dates_article(row.text):
            row.kind = Kind.BOILERPLATE


def _mark_foreign_noise(page: Page, text: str) -> None:
    """A short line wholly in another script than the article's: an advertisement that the dump caught."""
    if not _FOREIGN.search(text):
        return
    counts = _letters(text[:20_000])
    main = counts.index(max(counts))
    if counts[main] < 0.8 * sum(counts) or counts[main] < 60:
        return
    for row in page.rows:
        if row.open and len(row.text) <= 60 and len(row.text.split()) <= 6:
            letters = _letters(row.text)
            if sum(letters) >= 2 and not letters[main]:
                row.kind = Kind.BOILERPLATE


def _letters(text: str) -> list[int]:
    """How many letters of each of `_SCRIPTS`."""
    return [sum(map(len, pattern.findall(text))) for pattern in _SCRIPTS]


def _mark_furniture(page: Page) -> None:
    """Every line with a role, and the links and lists that hang on some of them."""
    expected: Role | None = None
    for row in page.rows:
        if row.kind is not None:
            expected = None if row.kind is Kind.COMMENT else expected
            continue
        if row.role is not None:
            row.kind = Kind.BOILERPLATE
            expected = row.role if row.role in (Role.ONE_LINK, Role.LIST, Role.TAGS) else expected
            continue
        limit = _LINK if expected is Role.ONE_LINK else _LISTED
        if (
            expected is None
            or len(row.text) > limit
            or (expected is not Role.LIST and ends_sentence(row.text))
        ):
            expected = None
            continue
        if expected is Role.TAGS and len(row.text.split()) > 8:
            expected = None
            continue
        row.kind = Kind.BOILERPLATE
        expected = None if expected is Role.ONE_LINK else expected


def _mark_reporting(page: Page) -> None:
    """What is left: a lead if more follows, blocks of quotation, reports (with the headings inside them)."""
    body = [row for row in page.rows if row.kind is None]
    lead = next((i for i, row in enumerate(body) if len(row.text) >= _LEAD), None)
    for row in body:
        row.kind = Kind.QUOTE_BLOCK if _is_quote_block(row.text) else Kind.REPORT
    if lead is None:
        return
    end = lead + 1
    while end < len(body) and not body[end].gap and not ends_sentence(body[end - 1].text):
        end += 1  # a paragraph broken into lines
    if any(len(row.text) >= _LEAD or ends_sentence(row.text) for row in body[end:]):
        for row in body[lead:end]:
            row.kind = Kind.LEAD


def _is_quote_block(text: str) -> bool:
    """A paragraph that is a quotation: nothing else but a dash and a name, or a long one with who said it."""
    if len(text) < 40 or text[0] not in _QUOTE_OPENERS:
        return False
    quoted = list(_QUOTED.finditer(text))
    if not quoted or quoted[0].start() != 0:
        return False
    inside, tail = sum(len(match[0]) for match in quoted), text[quoted[-1].end() :].strip()
    if len(quoted) == 1 and tail and tail[0] in "—–-(" and 3 <= len(tail) <= 80:
        return True
    return inside >= 300 and inside >= 0.75 * len(text) and len(tail) <= 160


def _begins(row: Row, kind: Kind) -> int:
    """Where a segment that begins with the row begins; the signs of a heading are not part of a title."""
    signs = _HEADING.match(row.line.text) if kind is Kind.TITLE else None
    return row.line.start + (signs.end() if signs else 0)


def _merge(rows: list[Row], length: int) -> list[Segment]:
    """Runs of one kind; blank lines go with the run above them, those at the top with the first."""
    if not length:
        return []
    starts: list[tuple[int, Kind]] = []
    for row in rows:
        kind = row.kind or Kind.REPORT
        if not starts or kind is not starts[-1][1] or row.entry:
            begins = _begins(row, kind)
            if not starts and begins > row.line.start:
                starts.append((0, Kind.BOILERPLATE))
            starts.append((begins if starts else 0, kind))
    if not starts:
        return [Segment(Kind.BOILERPLATE, 0, length)]
    ends = [start for start, _ in starts[1:]] + [length]
    return [Segment(kind, start, end) for (start, kind), end in zip(starts, ends, strict=True)]
