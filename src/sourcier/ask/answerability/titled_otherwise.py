"""A question's «la préfète X» where the passages have «le maire, X» and another prefect → that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.ask.answerability.premises import Contrary
from sourcier.ask.reading.analysed import Title, analyse, stem_of
from sourcier.ask.reading.titled import titles_in
from sourcier.names import same_name
from sourcier.types import REPORTING, Passage

_EXCLUSIVE = frozenset(
    """
    maire mayor prefet prefete prefect procureur procureure prosecutor juge judge avocat avocate lawyer
    ministre minister gouverneur gouverneure governor ambassadeur ambassadrice ambassador
    general generale colonel capitaine captain commandant commander amiral admiral
    """.split()
)
"""Functions of which hardly anyone has two: «président» or «directeur» goes with many a one."""
_ONCE = re.compile(
    r"(?:\bex-?|\bancien\w*|\bformer|\bfutur\w*|\bfuture|\bvice-?|\bsous-?|\badjointe? au)\s?$", re.I
)
_LEADS_ON = re.compile(r"(?:\bd[eu]s?|\bof|\bd['’])$", re.I)
"""«Le maire de X»: X is no person."""
_NEAR = 12  # characters before a function


def titled_otherwise(question: str, passages: Sequence[Passage], *, language: str) -> Contrary | None:
    """What the passages call the person instead; ``None`` where any of them agrees, or none has another."""
    claim = analyse(" ".join(question.split()), language)
    for mine in titles_in(claim):
        if (
            mine.head not in _EXCLUSIVE
            or _former(claim.text, mine)
            or _LEADS_ON.search(claim.text[mine.start : mine.end])
        ):
            continue
        found = [
            (passage, title)
            for passage in passages
            if passage.kind in REPORTING
            for title in titles_in(analyse(passage.text, passage.language, passage.published))
        ]
        of_person = [pair for pair in found if same_name(mine.person, pair[1].person)]
        heads = {title.head for _, title in of_person}
        taken = any(
            _one_head(title.head, mine.head) for pair in found if pair not in of_person for title in pair[1:]
        )
        if (
            not taken
            or not heads
            or not heads <= _EXCLUSIVE
            or any(_one_head(head, mine.head) for head in heads)
        ):
            continue
        for passage, title in of_person:
            if not _former(passage.text, title):
                return _contrary(claim.text, mine, passage, title)
    return None


def _former(text: str, title: Title) -> bool:
    return bool(_ONCE.search(text[max(0, title.start - _NEAR) : title.start]))


def _one_head(one: str, other: str) -> bool:
    return stem_of(one, "fr")[:5] == stem_of(other, "fr")[:5]


def _contrary(asked: str, mine: Title, passage: Passage, title: Title) -> Contrary:
    text = analyse(passage.text, passage.language, passage.published)
    first, last = text.lines[text.line_of(title.start)]
    return Contrary(
        f"{asked[mine.start : mine.end]} {mine.person}".replace(",", ""),
        passage.text[title.start : title.end],
        passage,
        passage.start + first,
        passage.start + last,
        1.0,
    )
