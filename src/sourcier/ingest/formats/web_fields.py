"""Tree of a page → its metadata as its markup gives them: JSON-LD, ``meta``, ``time``, ``link``, ``title``.

Only dates that say they are of publication count: those of the last change never do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from sourcier.folding import fold
from sourcier.ingest.extracted import Found

_ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|NewsStory|WebPage)$")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued",
    "dcterms.date", "dcterms.issued", "dcterms.created", "publish-date", "publish_date", "publication_date",
    "pubdate", "publishdate", "cxenseparse:recs:publishtime", "sailthru.date", "parsely-pub-date",
    "citation_publication_date", "citation_date", "article.published", "date.available",
)  # fmt: skip
_AUTHOR = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
    "citation_author",
)  # fmt: skip
_OUTLET = ("article:publisher:name", "application-name", "dc.publisher", "dcterms.publisher")
_TITLE = ("og:title", "dc.title", "twitter:title", "citation_title")
_SAVED = re.compile(r"(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)", re.IGNORECASE)
_MODIFIED = re.compile(r"modif|updat|maj|mise-?a-?jour", re.IGNORECASE)
_PUBLISHED_TIME = re.compile(r"publi|entry-date|posted|pubdate|post-date|article-?date|date-?header", re.I)
_SITE = re.compile(r"\s+[-–—|•·:»/]\s+")
_SECTIONS = frozenset(
    """a la une actualite actualites actu news economie economy politique politics societe society sport
    sports culture monde world international france europe opinion opinions debats idees tech technologie
    technology science sciences sante health regions region faits divers justice business entertainment
    environnement climate planete local national accueil home article articles
    video videos photos direct live""".split()
)
_MOST_JSON = 2_000_000


def fields_of(tree: HtmlElement) -> list[Found]:
    """The fields, best first; read before hidden parts are dropped."""
    found: list[Found] = []

    def learn(name: str, value: object, where: str) -> None:
        if isinstance(value, str) and value.strip():
            found.append(Found(name, value.strip()[:1_000], where))

    metas = _metas(tree)
    for name in metas.get("og:site_name", ()):
        learn("outlet", name, "meta og:site_name")
    for entry in _entries(tree):
        learn("title", entry.get("headline"), "JSON-LD headline")
        learn("published", _one(entry.get("datePublished")), "JSON-LD datePublished")
        learn("author", _names(entry.get("author")), "JSON-LD author")
        learn("outlet", _names(entry.get("publisher")), "JSON-LD publisher")
        learn("url", _address(entry.get("mainEntityOfPage")) or _address(entry.get("url")), "JSON-LD url")
        learn("language", _one(entry.get("inLanguage")), "JSON-LD inLanguage")
    for name, keys in (
        ("outlet", _OUTLET),
        ("published", _PUBLISHED),
        ("author", _AUTHOR),
        ("title", _TITLE),
    ):
        for key in keys:
            for value in metas.get(key, ()):
                if name != "author" or "://" not in value:
                    learn(name, value, f"meta {key}")
    for element in tree.iter("time"):
        learn("published", _published_time(element), "time datetime")
    for element in tree.iter("abbr", "span"):  # of the microformat hAtom
        if {"published", "dt-published"} & set((element.get("class") or "").split()):
            day = element.get("title") or ""
            learn("published", day if re.match(r"\d{4}-\d{2}-\d{2}", day) else None, "class published")
    links = [
        (each.get("href") or "", "link canonical")
        for each in tree.iter("link")
        if (each.get("rel") or "").lower() == "canonical"
    ]
    links += [(value, "meta og:url") for value in metas.get("og:url", ())]
    links += [(address, "comment of the browser that saved it") for address in _saved_from(tree)]
    for address, where in links:
        learn("url", _address(address), where)
    for element in tree.iter("a", "span", "address"):
        if (
            "author" in (element.get("rel") or "").split()
            or "author" in (element.get("itemprop") or "").split()
        ):
            name = " ".join(element.text_content().split())
            learn("author", name if 3 <= len(name) <= 80 else None, "rel or itemprop author")
    learn("language", (tree.get("lang") or tree.get("xml:lang") or "")[:20], "html lang")
    return _tidy(_with_page_title(found, tree))


def _entries(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that are an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            waiting: list[Any] = [json.loads(script.text[:_MOST_JSON].strip(), strict=False)]
        except (ValueError, RecursionError):
            continue
        seen = 0
        pages: list[dict[str, Any]] = []
        while waiting and seen < 1_000:
            each = waiting.pop(0)
            seen += 1
            if isinstance(each, list):
                waiting += each
            elif isinstance(each, dict):
                waiting += [each[key] for key in ("@graph", "mainEntity") if key in each]
                kinds = each.get("@type")
                names = [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]
                if any(_ARTICLES.match(name) for name in names):
                    # What a page says of itself comes after what its article says.
                    if "WebPage" in names:
                        pages.append(each)
                    else:
                        yield each
        yield from pages


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content and content.strip():
                found.setdefault(key, []).append(content)
    return found


def _published_time(element: HtmlElement) -> str | None:
    value = element.get("datetime") or ""
    around = [element, *list(element.iterancestors())[:2]]
    said = " ".join(str(each.get(name) or "") for each in around for name in ("class", "itemprop", "id"))
    itself = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if not re.match(r"\d{4}-\d{2}-\d{2}", value.strip()) or _MODIFIED.search(itself):
        return None
    if element.get("pubdate") is not None or _PUBLISHED_TIME.search(said):
        return value
    return (
        value
        if next(element.iterancestors("header"), None) is not None and not _MODIFIED.search(said)
        else None
    )


def _saved_from(tree: HtmlElement) -> Iterator[str]:
    root = tree.getroottree().getroot()
    before = root.getprevious()
    while before is not None:
        match = _SAVED.search(str(before.text or ""))
        if match:
            yield match[1]
        before = before.getprevious()
    for element in list(root)[:3]:
        if not isinstance(element.tag, str) and (match := _SAVED.search(str(element.text or ""))):
            yield match[1]


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and re.match(r"https?://[^\s/]+\.[^\s]+$", value) else None


def _one(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) else None


def _names(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for name in map(_names, value[:20]) if name) or None
    if isinstance(value, dict):
        value = _one(value.get("name"))
    return value if isinstance(value, str) and "://" not in value else None


def _with_page_title(found: list[Found], tree: HtmlElement) -> list[Found]:
    """The headline as it stands on the page, where one of the titles is that; ``title`` as a last resort."""
    titles = [each for each in found if each.name == "title"]
    heads = [(" ".join(each.text_content().split()), "h1") for each in tree.iter("h1")]
    heads += [
        (" ".join(each.text_content().split()), "class entry-title")
        for each in tree.iter("h2", "h3")
        if {"entry-title", "p-name"} & set((each.get("class") or "").split())
    ]
    heads = [(text, where) for text, where in heads if 4 <= len(text) <= 300]
    page = " ".join((tree.findtext(".//head/title") or "").split())
    known = [fold(each.value) for each in titles] + [fold(page)]
    same = [
        Found("title", text, where)
        for text, where in heads
        if any(fold(text) in other or (len(other) > 15 and other in fold(text)) for other in known if other)
    ]
    # A site's name may be an h1 too: in ``title`` it stands behind the headline.
    same.sort(key=lambda each: fold(page).find(fold(each.value)) if fold(each.value) in fold(page) else 0)
    rest = [Found("title", heads[0][0], "h1")] if len(heads) == 1 and not titles else []
    if page and not titles and not same and not rest:
        rest = [Found("title", max(_SITE.split(page), key=len), "title")]
    site = _site_behind(page, same[0].value) if same else None
    return same[:1] + found + rest + ([Found("outlet", site, "title")] if site else [])


def _site_behind(page: str, headline: str) -> str | None:
    """What ``title`` ends with, behind the headline: the name of the site, unless it is that of a section."""
    if not fold(page).startswith(fold(headline)):
        return None
    site = _SITE.split(page[len(headline) :])[-1].strip()
    words = fold(site).split()
    named = (
        2 <= len(site) <= 50
        and 1 <= len(words) <= 6
        and site[0].isalpha()
        and not any(map(str.isdigit, site))
    )
    return site if named and not _SECTIONS.issuperset(words) else None


def _tidy(found: list[Found]) -> list[Found]:
    """Titles without the name of the site behind them; languages as two letters."""
    outlets = {fold(each.value) for each in found if each.name == "outlet"}
    tidied: list[Found] = []
    for each in found:
        value = each.value
        if each.name == "title":
            parts = _SITE.split(value)
            if len(parts) > 1 and fold(parts[-1]) in outlets:
                value = value[: value.rindex(parts[-1])].rstrip(" -–—|•·:»/")
        elif each.name == "language":
            match = re.match(r"([a-zA-Z]{2})(?:[-_]|$)", value)
            value = match[1].lower() if match else ""
        if value:
            tidied.append(Found(each.name, value, each.where))
    return tidied
