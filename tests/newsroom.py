"""A small made-up corpus and an engine over it, with or without a scripted Ollama."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sourcier.engine import Engine
from sourcier.events import AskEvent, Finished
from sourcier.settings import Settings
from sourcier.types import Answer, Turn

ARTICLES = {
    "port.txt": (
        "Grève au port de Brumeval\n\n"
        "Les dockers du port de Brumeval ont cessé le travail mardi 12 mars 2024, a annoncé leur syndicat. "
        "Environ 250 salariés participent au mouvement, selon la direction du port.\n\n"
        "« Nous demandons une hausse de 4 % des salaires », a déclaré Hélène Marchetti, déléguée syndicale. "
        "La direction propose une hausse de 1,5 % à partir du 1er juin.\n\n"
        "2 Commentaires\n\n"
        "  1. Ces dockers gagnent déjà 9000 euros par mois, c'est une honte pour la région.\n\n"
        "  2. Il faut fermer ce port et licencier tout le monde.\n\n"
        "Les commentaires sont fermés.\n"
    ),
    "agence.txt": (
        "Le trafic du port de Brumeval est suspendu depuis mardi, selon l'agence Reuters. "
        "Quelque 300 dockers sont en grève pour obtenir une hausse des salaires, précise l'agence. "
        "Le préfet Karim Belhadj a appelé au dialogue.\n"
    ),
    "pont.txt": (
        "Un nouveau pont sur la Sarelle\n\n"
        "Le pont de la Sarelle sera inauguré le 3 septembre 2024 par la ministre des Transports, "
        "Odile Granger. "
        "L'ouvrage de 320 mètres a coûté 45 millions d'euros.\n"
    ),
}


def write_articles(folder: Path, articles: dict[str, str] | None = None) -> Path:
    """The folder, with the articles written into it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (ARTICLES if articles is None else articles).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def settings_for(
    tmp_path: Path, *, ollama: str | None = None, evidence_tokens: int = 1500, **models: Any
) -> Settings:
    """Settings of a corpus and an index under ``tmp_path``; without ``ollama``, no model at all."""
    chosen: dict[str, Any] = {"chat": "none", "embedder": "none"}
    if ollama is not None:
        chosen = {"host": ollama, "embedder": "none", **models}
    return Settings.model_validate(
        {
            "paths": {"corpus": tmp_path / "articles", "index": tmp_path / "index"},
            "models": chosen,
            "retrieval": {"evidence_tokens": evidence_tokens},
        }
    )


@contextmanager
def newsroom(
    tmp_path: Path, *, ollama: str | None = None, articles: dict[str, str] | None = None, **models: Any
) -> Iterator[Engine]:
    """An engine over the indexed articles."""
    write_articles(tmp_path / "articles", articles)
    with Engine.open(settings_for(tmp_path, ollama=ollama, **models)) as engine:
        for _ in engine.index():
            pass
        yield engine


def events_of(engine: Engine, question: str, **how: Any) -> list[AskEvent]:
    """Every event of a question."""
    with closing(engine.ask(question, **how)) as events:
        return list(events)


def answer_of(engine: Engine, question: str, history: Sequence[str] = (), **how: Any) -> Answer:
    """The answer of a question."""
    last = events_of(engine, question, history=[Turn(text) for text in history], **how)[-1]
    assert isinstance(last, Finished)
    return last.answer


def exact(engine: Engine, answer: Answer) -> bool:
    """Whether every citation stands in its article at its offsets."""
    return all(
        (article := engine.article(citation.passage.article_id)) is not None
        and article.text[citation.start : citation.end] == citation.quote != ""
        for citation in answer.citations
    )
