"""Cited words that changed since → the words of then and of now, side by side, differences marked."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.ask.recheck import Fate, Rechecked, compared
from sourcier.ask.showing.markup import Html, element
from sourcier.ui import follow_texts as words


def altered_html(found: Sequence[Rechecked], language: str) -> list[Html]:
    """One part for each stretch that its article no longer has; empty where all is as it was."""
    altered = [each for each in found if each.fate is not Fate.KEPT]
    parts: list[Html] = []
    for fate in dict.fromkeys(each.fate for each in altered):
        parts.append(element("p", words.FATES_EXPLAINED[fate].in_(language), class_="caveat"))
        parts += [_wordings(each, language) for each in altered if each.fate is fate]
    return parts


def _wordings(each: Rechecked, language: str) -> Html:
    if each.now is None:
        return element("div", _wording(words.BEFORE.in_(language), [each.before.quote]), class_="wordings")
    pieces = compared(each.before.quote, each.now.quote)
    before = [element("del", text) if kind == "gone" else text for kind, text in pieces if kind != "new"]
    now = [element("ins", text) if kind == "new" else text for kind, text in pieces if kind != "gone"]
    return element(
        "div",
        _wording(words.BEFORE.in_(language), before),
        _wording(words.NOW.in_(language), now),
        class_="wordings",
    )


def _wording(label: str, pieces: Sequence[str]) -> Html:
    return element("div", element("h3", label), element("blockquote", *pieces, dir="auto"))
