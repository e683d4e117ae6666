"""Questions go on while the index is built anew under them, each on one index from beginning to end."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest

from newsroom import answer_of, exact, settings_for, write_articles
from scripted_models import ScriptedModel
from scripted_ollama import ScriptedOllama
from sourcier.cli import main
from sourcier.engine import Engine
from sourcier.events import Finished, IndexFinished, IndexReport, Retrieved
from sourcier.ingest.placed import discard

STRIKE = "Combien de salariés participent à la grève du port de Brumeval ?"
EMBEDDER = "embeddinggemma:latest"
SECRET = "Le coffre de la rue des Tanneurs contient quatorze lettres de la vicomtesse Zorblatique."


def indexed(engine: Engine, **how: bool) -> IndexReport:
    *_, last = engine.index(**how)  # type: ignore[arg-type]
    assert isinstance(last, IndexFinished)
    return last.report


def said(report: IndexReport) -> str:
    return " ".join(notice.en for notice in report.notices)


def pulled(ollama: ScriptedOllama, version: str = "") -> None:
    ollama.models[EMBEDDER] = ScriptedModel(EMBEDDER, ("embedding",), 2048, 256, version=version)


@pytest.fixture
def bare(scripted_ollama: ScriptedOllama) -> ScriptedOllama:
    """An Ollama that has no embedder yet."""
    scripted_ollama.models.clear()
    return scripted_ollama


def opened(tmp_path: Path, ollama: ScriptedOllama) -> Engine:
    return Engine.open(settings_for(tmp_path, ollama=ollama.url, chat="none", embedder="auto"))


def generations(tmp_path: Path) -> list[str]:
    return sorted(each.name for each in (tmp_path / "index").glob("generation-*"))


def test_an_embedder_that_is_pulled_while_it_runs_serves_from_the_next_run_on(
    tmp_path: Path, bare: ScriptedOllama
) -> None:
    write_articles(tmp_path / "articles")
    with opened(tmp_path, bare) as engine:
        indexed(engine)
        assert engine.status().embedding.startswith("hashed")
        pulled(bare)
        assert any("The embedder changed" in each.en for each in engine.status().missing)
        assert answer_of(engine, STRIKE).notices == ()
        rehearsed = indexed(engine, dry_run=True)
        assert f"{rehearsed.passages} passages to embed" in said(rehearsed)
        report = indexed(engine)
        assert (report.unchanged, report.embedded) == (3, report.passages)
        assert "The embedder changed: hashed" in said(report)
        assert engine.status().embedding.startswith("embeddinggemma")
        assert not any("changed" in each.en for each in engine.status().missing)
        assert exact(engine, answer_of(engine, STRIKE))
        assert generations(tmp_path) == ["generation-2"]
        pulled(bare, version="newer")
        assert "The embedder changed: embeddinggemma" in said(indexed(engine))  # another digest
        assert indexed(engine).notices == ()


def test_questions_from_threads_never_crash_nor_mix_while_it_is_built_anew(
    tmp_path: Path, bare: ScriptedOllama
) -> None:
    write_articles(tmp_path / "articles")
    wrong: list[object] = []
    answered: list[str] = []
    done = threading.Event()
    with opened(tmp_path, bare) as engine:
        indexed(engine)

        def ask() -> None:
            while not done.is_set():
                try:
                    found = answer_of(engine, STRIKE, use_model=False)
                    if found.refused or found.notices or not exact(engine, found):
                        wrong.append(found)
                    answered.append(engine.status().embedding)
                    assert {hit.passage.path for hit in engine.search("grève port", 3)} >= {"port.txt"}
                    assert len(list(engine.articles())) == 3
                except BaseException as error:
                    wrong.append(error)
                    return

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for each in threads:
            each.start()
        for version in ("1", "2", "3"):
            pulled(bare, version)
            for _ in engine.index():
                seen = len(answered)
                while len(answered) < seen + 1 and not wrong:
                    done.wait(0.005)  # each step of the rebuild has a question beside it
        done.set()
        for each in threads:
            each.join(30)
        assert wrong == []
        assert len(set(answered)) == 4
        assert generations(tmp_path) == ["generation-4"]


def test_a_question_ends_on_the_index_it_began_with(tmp_path: Path, bare: ScriptedOllama) -> None:
    write_articles(tmp_path / "articles")
    with opened(tmp_path, bare) as engine:
        indexed(engine)
        with closing(engine.ask(STRIKE, use_model=False)) as events:
            while not isinstance(next(events), Retrieved):
                pass
            pulled(bare)
            (tmp_path / "articles" / "agence.txt").unlink()
            assert indexed(engine).removed == ("agence.txt",)
            assert generations(tmp_path) == ["generation-1", "generation-2"]  # the first is still read
            *_, last = events
            assert isinstance(last, Finished)
            assert not last.answer.refused
        assert generations(tmp_path) == ["generation-2"]
        assert engine.article("agence.txt") is None


def test_an_index_whose_embedder_is_gone_is_searched_by_words_and_says_so(
    tmp_path: Path, bare: ScriptedOllama
) -> None:
    write_articles(tmp_path / "articles")
    pulled(bare)
    with opened(tmp_path, bare) as engine:
        indexed(engine)
    bare.models.clear()
    with opened(tmp_path, bare) as engine:
        found = answer_of(engine, STRIKE, use_model=False)
        assert not found.refused
        (notice,) = found.notices
        assert "by words alone" in notice.en
        assert "made with embeddinggemma" in notice.en
        assert "sourcier index" in notice.en
        assert "The embedder changed" in said(indexed(engine))
        assert answer_of(engine, STRIKE, use_model=False).notices == ()


def test_an_index_whose_embedder_is_replaced_but_there_is_searched_with_it(
    tmp_path: Path, bare: ScriptedOllama
) -> None:
    write_articles(tmp_path / "articles")
    with opened(tmp_path, bare) as engine:
        indexed(engine)
    pulled(bare)
    with opened(tmp_path, bare) as engine:  # wants the new one, answers with the one of the index
        assert engine.status().embedding.startswith("hashed")
        assert answer_of(engine, STRIKE, use_model=False).notices == ()


def test_articles_taken_in_while_the_embedder_is_away_get_their_vectors_when_it_is_back(
    tmp_path: Path, bare: ScriptedOllama
) -> None:
    corpus = write_articles(tmp_path / "articles")
    pulled(bare)
    with opened(tmp_path, bare) as engine:
        indexed(engine)
        bare.go_down()
        (corpus / "new.txt").write_text("Le marché aux fleurs de Brumeval rouvre samedi.", encoding="utf-8")
        report = indexed(engine)
        assert (report.added, report.embedded) == (("new.txt",), 0)
        assert "has no vector" in said(report)
        bare.come_up()
        assert (indexed(engine).embedded, indexed(engine).embedded) == (1, 0)


# Purging.


def holding(folder: Path, text: str) -> list[str]:
    """The files below ``folder`` that hold ``text``, in UTF-8 or UTF-16, or its rarest word."""
    wanted = [
        part.encode(encoding)
        for part in (text, "Zorblatique", "zorblatique")
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    return sorted(
        each.relative_to(folder).as_posix()
        for each in folder.rglob("*")
        if each.is_file() and any(part in each.read_bytes() for part in wanted)
    )


def with_secret(tmp_path: Path) -> Path:
    folder = write_articles(tmp_path / "articles")
    for number in range(40):  # enough for the stores to keep what is removed in pages of their own
        (folder / f"{number}.txt").write_text(
            f"Article {number}. " + "Rien à signaler. " * 40, encoding="utf-8"
        )
    (folder / "secret.txt").write_text(f"Une affaire\n\n{SECRET}\n" * 3, encoding="utf-8")
    return folder


@pytest.mark.parametrize("way", ["deleted", "trash"])
def test_purging_takes_the_text_of_removed_articles_off_the_disk(tmp_path: Path, way: str) -> None:
    corpus = with_secret(tmp_path)
    with Engine.open(settings_for(tmp_path)) as engine:
        indexed(engine)
        assert holding(tmp_path / "index", SECRET)
        if way == "trash":
            discard(corpus, "secret.txt")
        else:
            (corpus / "secret.txt").unlink()
        assert indexed(engine).removed == ("secret.txt",)
        # Removed from every search, and still in the files.
        assert any("chroma" in name for name in holding(tmp_path / "index", SECRET))
        assert bool(holding(corpus, SECRET)) == (way == "trash")
        report = indexed(engine, purge=True)
        assert report.embedded == 0
        assert report.unchanged == 43
        assert ("1 files in the trash" in said(report)) == (way == "trash")
        assert "nothing of the text of removed articles is left" in said(report)
        assert holding(tmp_path, SECRET) == []
        assert not answer_of(engine, STRIKE).refused
    assert holding(tmp_path, SECRET) == holding(tmp_path, "secret.txt") == []


def test_purging_while_a_question_reads_says_what_is_left_until_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcier.ingest.run._PATIENCE_SECONDS", 0.1)
    corpus = with_secret(tmp_path)
    with Engine.open(settings_for(tmp_path)) as engine:
        indexed(engine)
        with closing(engine.ask(STRIKE)) as events:
            next(events)
            (corpus / "secret.txt").unlink()
            assert "still reads the old index" in said(indexed(engine, purge=True))
            assert holding(tmp_path, SECRET)
        assert holding(tmp_path, SECRET) == []


def test_the_command_purges(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = with_secret(tmp_path)
    where = ["--corpus", str(corpus), "--index", str(tmp_path / "index"), "--no-model"]
    assert main(["index", *where]) == 0
    (corpus / "secret.txt").unlink()
    assert main(["index", *where, "--purge", "--dry-run"]) == 0
    assert holding(tmp_path / "index", SECRET)
    capsys.readouterr()
    assert main(["index", *where, "--purge"]) == 0
    shown = capsys.readouterr()
    assert "− secret.txt" in shown.out
    assert "Purge" in shown.err
    assert holding(tmp_path, SECRET) == []
