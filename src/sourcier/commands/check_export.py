"""`sourcier check-export`: a saved answer → whether it is as it was, and still stands in its articles."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcier.ask.showing.markup import inline
from sourcier.commands import print_json
from sourcier.errors import CorpusError
from sourcier.export import FORMAT, fingerprint
from sourcier.settings import Settings
from sourcier.types import Article, Bilingual


def run(options: Namespace, settings: Settings) -> int:
    """0 all as it was; 4 something differs."""
    saved = _read(options.file)
    language = settings.wording
    found = [*_altered(saved), *_differences(saved, settings)]
    quotes = len(list(_quotes(saved["answer"])))
    files = len(saved["provenance"]["files"])
    if options.json:
        print_json({"file": options.file, "files": files, "quotations": quotes, "differences": [
            {"what": what, "article": article, "said": said.in_(language)} for what, article, said in found
        ]})  # fmt: skip
    else:
        for _, _, said in found:
            print(f"≠ {inline(said.in_(language))}")
        print(
            Bilingual(
                fr=f"{files} fichiers et {quotes} citations comparés : {len(found)} différence(s).",
                en=f"{files} files and {quotes} quotations compared: {len(found)} difference(s).",
            ).in_(language)
        )
    return 4 if found else 0


def _read(file: str) -> dict[str, Any]:
    try:
        saved = json.loads(Path(file).read_text(encoding="utf-8"))
        if (
            saved["format"] == FORMAT
            and saved["answer"]["citations"] is not None
            and saved["provenance"]["files"] is not None
        ):
            return dict(saved)
        reason = f"format {saved['format']!r}"
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"
    raise CorpusError(
        Bilingual(
            fr=f"« {file} » n'est pas une réponse enregistrée ({reason}).",
            en=f"“{file}” is not a saved answer ({reason}).",
        ),
        Bilingual(
            fr="Donnez un fichier fait par : sourcier ask … --save reponse.json",
            en="Give a file made by: sourcier ask … --save answer.json",
        ),
    )


_Found = tuple[str, str | None, Bilingual]


def _altered(saved: dict[str, Any]) -> Iterator[_Found]:
    if saved.get("fingerprint") != fingerprint(saved):
        yield "fingerprint", None, Bilingual(
            fr="Le fichier enregistré n'a plus son empreinte : il a été modifié.",
            en="The saved file no longer has its fingerprint: it was changed.",
        )  # fmt: skip


def _differences(saved: dict[str, Any], settings: Settings) -> Iterator[_Found]:
    from sourcier.remote import open_engine

    wanted = saved["provenance"]["files"]
    with open_engine(settings, what="check-export") as engine:
        made = engine.provenance(list(wanted), None)
        articles = {one.id: one for one in engine.articles() if one.id in wanted}
    for name, digest in wanted.items():
        if name not in made.files:
            yield "missing", name, Bilingual(
                fr=f"{name} : n'est plus dans l'index.", en=f"{name}: no longer in the index."
            )  # fmt: skip
        elif made.files[name] != digest:
            yield (
                "changed",
                name,
                Bilingual(fr=f"{name} : le fichier a changé.", en=f"{name}: the file changed."),
            )
    for quote in _quotes(saved["answer"]):
        article = articles.get(quote["article"])
        if article is not None and not _stands(quote, article):
            at = f"{quote['article']}, {quote['start']}–{quote['end']}"
            yield "quotation", quote["article"], Bilingual(
                fr=f"{at} : l'article ne dit plus ces mots.", en=f"{at}: the article does not say this now."
            )  # fmt: skip


def _stands(quote: dict[str, Any], article: Article) -> bool:
    return article.text[quote["start"] : quote["end"]] == str(quote["words"])


def _quotes(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every stretch that the answer cites, compares, proves an origin by, or was read for it."""
    stretches = [*answer["citations"], *answer["read"]]
    stretches += [one for origin in answer["origins"] for one in origin["evidence"]]
    stretches += [one for each in answer["divergences"] for one in each["values"]]
    for one in stretches:
        yield {**one, "words": one["quote"] if "quote" in one else one["text"]}
