"""`sourcier articles`: the indexed articles."""

from __future__ import annotations

from argparse import Namespace

from sourcier.ask.show import printable
from sourcier.commands import print_json
from sourcier.commands.progress import follow
from sourcier.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """0 done."""
    from sourcier.remote import open_engine

    with open_engine(settings, what="articles") as engine:
        if engine.is_empty():
            follow(engine.index(), settings.wording)
        for article in engine.articles():
            if options.json:
                print_json(
                    {
                        "article": article.id,
                        "file": article.path,
                        "title": article.title,
                        "outlet": article.outlet,
                        "author": article.author,
                        "published": article.published,
                        "url": article.url,
                        "language": article.language,
                        "characters": len(article.text),
                        "sha256": article.sha256,
                        "encoding": article.encoding,
                        "provenance": dict(article.provenance),
                    }
                )
            else:
                known = (article.published or "—", article.language, article.id, article.title or "—")
                print(printable("  ".join(known)))
    return 0
