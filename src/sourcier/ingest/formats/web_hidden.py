"""Tree of a page → the same without what a reader of the page does not see, and how much that was.

Scripts, styles, HTML comments, ``hidden``, ``display:none``, zero size, text in the colour of its ground,
by an element's own style or by simple rules of the page's style sheets. What is left is what is indexed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from sourcier.ingest.lines import substantive

_NEVER_SHOWN = (
    "script", "style", "template", "noscript", "head", "meta", "link", "title", "base", "iframe", "object",
    "embed", "applet", "svg", "math", "canvas", "audio", "video", "map", "datalist", "select", "option",
    "button", "textarea", "input", "progress", "meter", "frameset", "noframes", "rp", "rt",
)  # fmt: skip
_ROOTS = ("html", "body")
_MOST_RULES = 5_000
_NOUGHT = r"[-+]?0*\.?0*(?:px|em|rem|pt|%|vh|vw)?\s*(?:!important)?\s*(?:;|$)"
_HIDING = re.compile(
    r"(?:^|[;\s])(?:"
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    rf"|opacity\s*:\s*{_NOUGHT}|font-size\s*:\s*{_NOUGHT}|font-size\s*:\s*(?:0?\.\d+|1)px"
    r"|font\s*:\s*0(?:px)?[\s/]"
    r"|color\s*:\s*transparent|color\s*:\s*rgba\([^)]*,\s*0?\.?0*\)"
    r"|text-indent\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*[,)]"
    r"|(?:left|top|right|bottom|margin-left|margin-top)\s*:\s*-\d{4,}"
    r")",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(
    rf"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*(?:{_NOUGHT}|1px\s*(?:!important)?\s*(?:;|$))", re.I
)
_CUT = re.compile(r"(?:^|[;\s])overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|[;\s])background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)+)", re.IGNORECASE)
_PIECE = re.compile(r"([.#])([\w-]+)")
_NAMED_COLOURS = {"white": "ffffff", "black": "000000"}


def drop_hidden(tree: HtmlElement) -> int:
    """Take out of ``tree`` what is not shown; returns how many characters of hidden sentences there were."""
    rules = list(_hiding_rules(tree))
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    for element in list(tree.iter(*_NEVER_SHOWN)):
        _drop(element)
    hidden = 0
    # Outer ones first: what is in them goes with them.
    for element in [each for each in tree.iter() if isinstance(each.tag, str) and _is_hidden(each, rules)]:
        if element.getparent() is None or element.tag in _ROOTS or _holds_the_page(element, tree):
            continue
        hidden += _sentences(element)
        _drop(element)
    return hidden


def _drop(element: HtmlElement) -> None:
    """Remove ``element``; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + " " + tail
    else:
        parent.text = (parent.text or "") + " " + tail
    parent.remove(element)


def _sentences(element: HtmlElement) -> int:
    texts = (" ".join(text.split()) for text in element.itertext())
    return sum(len(text) for text in texts if substantive(text))


def _is_hidden(element: HtmlElement, rules: list[tuple[str | None, frozenset[str], str | None]]) -> bool:
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    style = element.get("style")
    if style and hides(style):
        return True
    colour = (element.get("color") or "").strip().lower()
    if element.tag == "font" and colour in ("white", "#fff", "#ffffff"):
        return not any(each.get("bgcolor") or each.get("style") for each in element.iterancestors())
    if not rules or not (element.get("class") or element.get("id")):
        return False
    names = frozenset((element.get("class") or "").split())
    return any(
        (tag is None or tag == element.tag)
        and classes <= names
        and (name is None or name == element.get("id"))
        for tag, classes, name in rules
    )


def hides(style: str) -> bool:
    """Whether these declarations make an element invisible."""
    style = style[:4_000]
    if _HIDING.search(style) or (_NO_SIZE.search(style) and _CUT.search(style)):
        return True
    colour, ground = _COLOUR.search(style), _GROUND.search(style)
    if colour is None:
        return False
    if ground is not None:
        return _same_colour(colour[1]) == _same_colour(ground[1])
    return _same_colour(colour[1]) == "ffffff" and "background" not in style


def _same_colour(text: str) -> str:
    text = text.strip().lower()
    numbers = re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)[^)]*\)", text)
    if numbers:
        return "".join(f"{min(255, int(number[:4])):02x}" for number in numbers.groups())
    text = _NAMED_COLOURS.get(text, text.lstrip("#"))
    return "".join(2 * each for each in text) if re.fullmatch(r"[0-9a-f]{3}", text) else text


def _hiding_rules(tree: HtmlElement) -> Iterator[tuple[str | None, frozenset[str], str | None]]:
    """(tag, classes, id) of the style sheets' simple rules that hide; those in «@media» do not count."""
    count = 0
    for sheet in tree.iter("style"):
        if (sheet.get("media") or "all").strip().lower() not in ("all", "screen", ""):
            continue
        css = _without_conditions(_COMMENT.sub("", (sheet.text or "")[:1_000_000]))
        for rule in css.split("}"):
            before, _, declared = rule.rpartition("{")
            # White text has its ground in some other rule: only what hides by itself counts here.
            declared = declared[:4_000]
            if not (_HIDING.search(declared) or (_NO_SIZE.search(declared) and _CUT.search(declared))):
                continue
            for selector in before.rpartition("{")[2].split(","):
                simple = _SIMPLE.fullmatch(selector.strip())
                count += 1
                if simple is None or count > _MOST_RULES:
                    continue
                pieces = _PIECE.findall(simple[2])
                ids = [name for sign, name in pieces if sign == "#"]
                classes = frozenset(name for sign, name in pieces if sign == ".")
                yield (simple[1] or "").lower() or None, classes, ids[0] if ids else None


def _without_conditions(css: str) -> str:
    """``css`` without its «@media {…}» and the like."""
    kept: list[str] = []
    at = 0
    while (start := css.find("@", at)) >= 0:
        kept.append(css[at:start])
        opened, ended = css.find("{", start), css.find(";", start)
        if opened < 0 or 0 <= ended < opened:
            at = ended + 1 if ended >= 0 else len(css)
            continue
        depth, at = 1, opened + 1
        while depth and (brace := re.compile(r"[{}]").search(css, at)):
            depth += 1 if brace[0] == "{" else -1
            at = brace.end()
        at = len(css) if depth else at
    return "".join([*kept, css[at:]])


def _holds_the_page(element: HtmlElement, tree: HtmlElement) -> bool:
    """Whether most of the page is inside: it was saved under an open window, or before its scripts ran."""
    if next(element.iter("article", "main", "h1"), None) is None and element.tag not in ("article", "main"):
        return False
    inside = sum(len(text.strip()) for text in element.itertext())
    return inside * 2 > sum(len(text.strip()) for text in tree.itertext())
