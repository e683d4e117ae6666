"""Page → the captions and credits of its pictures are marked."""

from __future__ import annotations

import re

from sourcier.folding import fold
from sourcier.ingest.furniture import Role
from sourcier.ingest.lines import substantive
from sourcier.ingest.page import Page, Row
from sourcier.types import Kind

_LONGEST = 400
_BETWEEN = 3
_CREDIT_AT_END = re.compile(
    r".{15,350}?(?:[\s.»”)](?:©|ⓒ) ?[^.!?]{2,90}"
    r"|[.»”\s] ?[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,50} ?/ ?"
    r"(?:AFP|AP|REUTERS|EPA|SIPA|TASS|EFE|ANSA|DPA|MAXPPP|ABACA|GETTY IMAGES)(?: .{0,40})?"
    r"|\s[(\[](?:Photo|Crédits?|Credit|Ph\.?|Image)\b[^()]{2,80}[)\]]\.?"
    r"|[.»”]\s(?:Crédits?(?: photos?)?|Photo(?: credit)?|Ph|Image) ?: ?[^.!?]{2,80})"
)
_SAYS_SO = re.compile(
    r"[(\[]?(?:photos?|images?|visuel|illustration|légende)\s(?:d['’]illustration|d['’]archives?)\s?[:.–—-]\s?\S.{5,}"
    r"|(?:légende|caption|file photo)\s?:\s?\S.{5,}",
    re.IGNORECASE,
)
_CREDIT_ALONE = re.compile(r"[(\s]*(?:©|ⓒ|crédit|photo\b|AFP|AP\b|REUTERS)", re.IGNORECASE)


def mark_captions(page: Page) -> None:
    """Give the kind ``caption`` to picture markers, credits, and the lines they belong to."""
    for index, row in enumerate(page.rows):
        if (
            row.kind is None
            and row.role is None
            and len(row.text) <= _LONGEST
            and (_CREDIT_AT_END.fullmatch(row.text) or _SAYS_SO.fullmatch(row.text))
        ):
            row.kind = Kind.CAPTION
        elif row.kind is None and row.role is Role.PICTURE:
            row.kind = Kind.CAPTION
            _after_marker(page, index)
        elif row.kind is None and row.role is Role.CREDIT:
            row.kind = Kind.CAPTION
            _above_credit(page, index)
    _twins(page)


def _after_marker(page: Page, marker: int) -> None:
    """The lines between «Image» and a credit; without a credit, the single line that hangs on the marker."""
    between: list[Row] = []
    for row in page.ahead(marker + 1, _BETWEEN + 1):
        if row.role is Role.CREDIT:
            near = not row.gap or all(len(other.text) <= 200 for other in between)
            if near and sum(other.gap for other in between) + row.gap <= 1:
                for other in between:
                    other.kind = Kind.CAPTION
            return
        if not row.open or len(row.text) > _LONGEST:
            break
        between.append(row)
    if not between or between[0].gap or len(between[0].text) > 250 or not page.spaced:
        return
    following = page.rows[marker + 2] if marker + 2 < len(page.rows) else None
    if following is None or following.gap or following.role is not None:
        between[0].kind = Kind.CAPTION


def _above_credit(page: Page, credit: int) -> None:
    """The line right above a credit, unless the credit signs the whole article or the line is a paragraph."""
    if credit == 0 or page.rows[credit].gap:
        return
    above = page.rows[credit - 1]
    goes_on = page.body_length(credit + 1, len(page.rows)) > 0
    signs = _CREDIT_ALONE.match(page.rows[credit].text) and len(page.rows[credit].text) <= 90
    hangs = page.spaced or (len(above.text) >= 40 and not substantive(above.text))
    if above.open and signs and goes_on and hangs and len(above.text) <= 300:
        above.kind = Kind.CAPTION


def _twins(page: Page) -> None:
    """A line repeated right below: a caption and its alternative text; if long, a paragraph printed twice."""
    for first, second in zip(page.rows, page.rows[1:], strict=False):
        if not second.open or not (first.open or first.kind is Kind.CAPTION) or len(first.text) < 20:
            continue
        if len(first.text) == len(second.text) and fold(first.text) == fold(second.text):
            short = len(first.text) <= 300
            first.kind = Kind.CAPTION if short else first.kind
            second.kind = Kind.CAPTION if short else Kind.BOILERPLATE
