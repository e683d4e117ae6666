"""`sourcier sources`: what people judged of outlets and articles; lists, sets and clears it."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sourcier.ask.showing.grading import (
    Grading,
    credibility_words,
    grading_words,
    judged_by,
    outlet_judgement,
    registered_name,
)
from sourcier.ask.showing.markup import inline
from sourcier.commands import print_json
from sourcier.contract_weighing import article_json, outlet_json
from sourcier.errors import SettingsError
from sourcier.judgements import ArticleJudgement, OutletJudgement, Register
from sourcier.settings import Settings
from sourcier.stores.register import judge_article, judge_outlet, read_register
from sourcier.types import Bilingual

if TYPE_CHECKING:
    pass

_VALUES = ("descriptor", "reliability", "credibility")
_NONE = Bilingual(fr="Aucun média n'est connu ni jugé.", en="No outlet is known or judged.")


def run(options: Namespace, settings: Settings) -> int:
    """0 done."""
    file, language = settings.paths.register, settings.wording
    if options.action == "list":
        return _list(options, settings, read_register(file))
    values = {name: getattr(options, name) for name in _VALUES}
    if options.action == "clear":
        # Named fields only, where some are named; else all of them.
        named = [name for name, value in values.items() if value is not None]
        values = dict.fromkeys(named or _VALUES, "")
    given = {name: value or None for name, value in values.items() if value is not None}
    _check(options, given)
    if options.article:
        register = judge_article(file, options.article, given.get("credibility"), options.by)
        _show_article(options, register, language)
    else:
        name = registered_name(read_register(file), options.outlet)
        register = judge_outlet(file, name, given, options.by)
        known = outlet_judgement(register, name)
        _show_outlet(options, name, known, None, language)
    return 0


def _check(options: Namespace, given: dict[str, str | None]) -> None:
    if bool(options.outlet) == bool(options.article):
        raise SettingsError(
            Bilingual(fr="Il faut un média, ou --article.", en="An outlet is needed, or --article."),
            Bilingual(
                fr='Par exemple : sourcier sources set "Le Monde" --reliability B --by "A. Martin"',
                en='For example: sourcier sources set "Le Monde" --reliability B --by "A. Martin"',
            ),
        )
    others = (
        {"descriptor", "reliability"} & set(given) if options.article and options.action == "set" else set()
    )
    if others or not given:
        raise SettingsError(
            Bilingual(
                fr="Rien à poser : un média a --descriptor, --reliability, --credibility ;"
                " un article, --credibility.",
                en="Nothing to set: an outlet has --descriptor, --reliability, --credibility;"
                " an article, --credibility.",
            ),
            Bilingual(fr="L'échelle : sourcier sources --help", en="The scale: sourcier sources --help"),
        )


def _list(options: Namespace, settings: Settings, register: Register) -> int:
    """Every outlet of the index, judged or not, then judged ones that have no article, then articles."""
    counts = _indexed(settings)
    language = settings.wording
    shown = set()
    for outlet, articles in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        known = outlet_judgement(register, outlet)
        shown.add(known.outlet if known else outlet)
        _show_outlet(options, outlet, known, articles, language)
    for known in register.outlets:
        if known.outlet not in shown:
            shown.add(known.outlet)
            _show_outlet(options, known.outlet, known, 0, language)
    for judged in register.articles:
        _show(options, judged, language)
    if not shown and not register.articles and not options.json:
        print(_NONE.in_(language))
    return 0


def _indexed(settings: Settings) -> dict[str, int]:
    """How many indexed articles each outlet has; none where nothing is indexed yet."""
    from sourcier.remote import open_engine
    from sourcier.stores.listing import Wanted

    counts: Counter[str] = Counter()
    with open_engine(settings, what="sources") as engine:
        wanted = Wanted(failed=False, sort="file", descending=False, limit=500)
        while rows := engine.listed(wanted).rows:
            counts.update(row.outlet for row in rows if row.outlet)
            wanted = replace(wanted, offset=wanted.offset + wanted.limit)
    return counts


def _show_outlet(
    options: Namespace, outlet: str, known: OutletJudgement | None, articles: int | None, language: str
) -> None:
    if options.json:
        print_json(outlet_json(outlet, known, articles or 0))
        return
    number = "" if articles is None else f" ({articles})"
    by = f" · {judged_by(known, language)}" if known and known.changed else ""
    print(inline(f"{outlet}{number} : {grading_words(Grading(known), language)}{by}"))


def _show_article(options: Namespace, register: Register, language: str) -> None:
    known = next((each for each in register.articles if each.article == options.article), None)
    _show(options, known or ArticleJudgement(options.article), language)


def _show(options: Namespace, judged: ArticleJudgement, language: str) -> None:
    if options.json:
        print_json(article_json(judged))
    else:
        by = f" · {judged_by(judged, language)}" if judged.changed else ""
        print(inline(f"{judged.article} : {credibility_words(judged.credibility, language)}{by}"))
