"""Text of articles, models and file names → HTML, terminal text, Markdown that cannot act.

The only place that escapes: the stream, the finished answer, past answers, the source reader, the terminal
and the clipboard all pass here. HTML is built by `element` alone: a plain ``str`` is always escaped, only
what `element` and `join` return counts as markup, and tags that can fetch, submit, style or run do not exist.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import SupportsIndex

TAGS = frozenset(
    "article aside bdi blockquote button code dd del details div dl dt em h1 h2 h3 h4 header ins li mark nav "
    "ol p pre progress section small span strong summary table tbody td th thead tr ul".split()
)
ATTRIBUTES = frozenset(
    "class id lang dir role title tabindex hidden open type value max disabled scope".split()
)

_MARKDOWN = re.compile(r"[!\"#$&'*:<=>@\[\\\]^_`{|}~]|(?<=www)\.", re.IGNORECASE)


class Html(str):
    """Markup made by `element` or `join`. Adding to it gives plain text again, which is escaped."""

    __slots__ = ()

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        return str(self)[key]


def printable(text: str) -> str:
    """``text`` without anything that can drive a terminal or reorder a line; as many characters as before.

    Control characters become their pictures (␛), bidirectional overrides, tag characters and lone surrogates
    become U+FFFD. New lines and tabs stay.
    """
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    code = ord(character)
    if code >= 0xA0:
        # Overrides and isolates reorder what is read; tag characters carry text that nobody sees.
        hidden = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or 0xE0000 <= code <= 0xE007F
        return "\ufffd" if hidden or 0xD800 <= code <= 0xDFFF else character
    if character in "\n\t" or 0x20 <= code < 0x7F:
        return character
    return "␡" if code == 0x7F else chr(0x2400 + code) if code < 0x20 else "\ufffd"


def inline(text: str) -> str:
    """`printable` on one line: names of files, titles, outlets."""
    return " ".join(printable(text).split())


def escape(text: str) -> Html:
    """``text`` as HTML that shows just those characters, also where Markdown or a template is read first."""
    # Carriage returns are no danger in a page, and browsers turn "&#13;\n" into two line breaks.
    shown = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return Html(_MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", shown))


def element(tag: str, *children: str, **attributes: str | int | bool | None) -> Html:
    """``<tag attributes>children</tag>``. ``data_turn`` is written ``data-turn``, ``class_`` ``class``.

    Raises:
        ValueError: a tag or attribute outside the list.
    """
    if tag not in TAGS:
        raise ValueError(f"tag {tag!r} is not one that may be shown")
    written = []
    for key, value in attributes.items():
        name = key.rstrip("_").replace("_", "-")
        if name not in ATTRIBUTES and not name.startswith(("data-", "aria-")):
            raise ValueError(f"attribute {name!r} is not one that may be shown")
        if value is True:
            written.append(f" {name}")
        elif value is not None and value is not False:
            written.append(f' {name}="{html.escape(inline(str(value)))}"')
    return Html(f"<{tag}{''.join(written)}>{join(children)}</{tag}>")


def join(children: Iterable[str]) -> Html:
    """The children in order, plain text escaped."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children))


def markdown(text: str) -> str:
    """``text`` as Markdown that reads as those characters: no image, link, heading, code, HTML."""
    escaped = re.sub(r"([\\`*_\[\]<>|~#])", r"\\\1", printable(text))
    return re.sub(r"(?<=\w):(?=//)|(?<=www)\.", lambda found: f"\\{found[0]}", escaped, flags=re.IGNORECASE)
