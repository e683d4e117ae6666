"""What test_damage.py runs in another process, which a damaged index may end: a question, then indexing."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from corpora import Counting, index_folder, snapshot
from sourcier import settings
from sourcier.engine import Engine
from sourcier.errors import SourcierError

QUERIES = ("le pont de Brumeval", "la digue", "huit mois de travaux au théâtre")


def ask_and_index(corpus: Path, folder: Path, answer: Connection) -> None:
    """Send what a question is told, then how many passages the next run embeds, then what the index holds."""
    given = {
        "paths": {"corpus": corpus, "index": folder},
        "models": {"chat": "none", "embedder": "none"},
        "splitting": {"passage_tokens": 64},
    }
    try:
        with Engine.open(settings.load(None, given)) as engine:
            said = [notice.en for notice in engine.status().missing]
            found = {hit.passage.article_id for hit in engine.search(QUERIES[0], 5)}
    except SourcierError as error:
        said, found = [f"{error.message.en} {error.hint.en}"], set()
    answer.send((said, found))
    embedder = Counting()
    report = index_folder(corpus, folder, embedder)
    answer.send((len(embedder.seen), [notice.en for notice in report.notices]))
    answer.send(snapshot(folder, QUERIES))


def build(corpus: Path, folder: Path, answer: Connection) -> None:
    """One run of indexing, and what the index holds then."""
    index_folder(corpus, folder)
    answer.send(snapshot(folder, QUERIES))
