"""Files given to the corpus folder: their names, never over another, whole or not at all; trash and back."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.errors import CorpusError
from sourcier.ingest.corpus import list_files
from sourcier.ingest.file_names import LONGEST, clean, numbered, suffix_of
from sourcier.ingest.placed import (
    Choice,
    Outcome,
    Placed,
    discard,
    empty_trash,
    place,
    restore,
    trashed,
)

LIMIT = 1_000_000
TEXT = "Le port de Brumeval\n\nLe port a fermé mardi, selon la direction.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def given_file(tmp_path: Path, content: str | bytes = TEXT) -> Path:
    source = tmp_path / "upload"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    return source


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Names.

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('./\\:*?"<>|\0\n\r\t\u202e\u2066\u200b\u00a0é\u0301‮  '),
        st.sampled_from(list("conauxprnlpt1nul")),
    ),
    max_size=300,
)


@given(hostile)
def test_any_name_becomes_one_that_can_be_kept_and_misleads_nobody(name: str) -> None:
    found = clean(name)
    assert found
    assert len(found.encode()) <= LONGEST + 1
    assert not set(found) & set('/\\:*?"<>|')
    assert all(unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for each in found)
    assert not found.startswith((".", " "))
    assert not found.endswith((".", " "))
    assert found == unicodedata.normalize("NFC", found)
    assert found.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert PurePosixPath(found).name == found
    assert clean(found) == found


@given(hostile, st.integers(2, 9999))
def test_a_numbered_name_keeps_its_suffix_and_is_as_clean(name: str, number: int) -> None:
    found = clean(name)
    assert suffix_of(numbered(found, number)) == suffix_of(found)
    assert len(numbered(found, number).encode()) <= 255 - len(".sourcier-")
    assert numbered(found, number) != found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Grève à Brumeval (2).txt", "Grève à Brumeval (2).txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\moi\\note.txt", "note.txt"),
        (".cachee.txt", "cachee.txt"),
        ("...", "article"),
        (".txt", "txt"),
        ("CON.txt", "_CON.txt"),
        ("lpt¹.tar.md", "_lpt¹.tar.md"),
        ("README.md", "_README.md"),
        ("facture\u202etxt.exe", "facturetxt.exe"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("ligne\nsuite\x1b[31m.txt", "lignesuite[31m.txt"),
        ("a" * 400 + ".pdf", "a" * 196 + ".pdf"),
        ("مقال.txt", "مقال.txt"),
        ("", "article"),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert clean(name) == expected


# Placing.


def test_a_file_is_taken_whole_and_leaves_nothing_else(tmp_path: Path, corpus: Path) -> None:
    placed = place(given_file(tmp_path), "../Port :brumeval.txt", corpus, limit=LIMIT)
    assert placed == Placed("../Port :brumeval.txt", "Port _brumeval.txt", Outcome.TAKEN)
    assert (corpus / placed.file).read_text() == TEXT
    assert names(corpus) == [placed.file]


def test_the_same_bytes_again_are_already_there(tmp_path: Path, corpus: Path) -> None:
    source = given_file(tmp_path)
    place(source, "port.txt", corpus, limit=LIMIT)
    assert place(source, "port.txt", corpus, limit=LIMIT).outcome is Outcome.SAME
    assert names(corpus) == ["port.txt"]


def test_another_file_of_that_name_is_asked_about_and_then_kept_beside_or_in_the_trash(
    tmp_path: Path, corpus: Path
) -> None:
    (corpus / "port.txt").write_text("L'ancien texte du port.\n")
    source = given_file(tmp_path)
    assert place(source, "port.txt", corpus, limit=LIMIT).outcome is Outcome.CLASH
    assert (corpus / "port.txt").read_text() == "L'ancien texte du port.\n"
    assert names(corpus) == ["port.txt"]

    beside = place(source, "port.txt", corpus, limit=LIMIT, choice=Choice.NUMBER)
    assert (beside.outcome, beside.file) == (Outcome.TAKEN, "port (2).txt")
    assert place(source, "port.txt", corpus, limit=LIMIT, choice=Choice.NUMBER).outcome is Outcome.SAME

    replaced = place(source, "port.txt", corpus, limit=LIMIT, choice=Choice.REPLACE)
    assert (replaced.outcome, replaced.file) == (Outcome.TAKEN, "port.txt")
    assert (corpus / "port.txt").read_text() == TEXT
    [old] = trashed(corpus)
    assert old.path == "port.txt"
    # Put back, it takes a name of its own: what replaced it stays.
    assert restore(corpus, old.id) == "port (3).txt"
    assert (corpus / "port (3).txt").read_text() == "L'ancien texte du port.\n"
    assert (corpus / "port.txt").read_text() == TEXT


def test_a_name_with_its_accents_in_two_pieces_is_the_same_name(tmp_path: Path, corpus: Path) -> None:
    (corpus / "e\u0301te\u0301.txt").write_text("Un autre texte sur l'été.\n")
    assert place(given_file(tmp_path), "été.txt", corpus, limit=LIMIT).outcome is Outcome.CLASH


def test_a_folder_of_that_name_is_never_replaced(tmp_path: Path, corpus: Path) -> None:
    (corpus / "port.txt").mkdir()
    placed = place(given_file(tmp_path), "port.txt", corpus, limit=LIMIT, choice=Choice.REPLACE)
    assert placed.file == "port (2).txt"
    assert trashed(corpus) == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gros.txt", b"x" * (LIMIT + 1), "trop grand"),
        ("programme.txt", b"\x7fELF\x02\x01\x01\0\0\0" * 50, "binaire|programme|texte"),
        ("programme.exe", b"MZ\x90\0\x03" * 50, "format"),
        ("archive.docx", b"PK\x03\x04" + b"\0" * 200, ""),
        ("page.pdf", b"%PDF-1.7 rien", ""),
        ("vide.txt", b"", "vide"),
        ("lignes.jsonl", b'{"titre": "sans texte"}\n', "text"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(
    tmp_path: Path, corpus: Path, name: str, content: bytes, reason: str
) -> None:
    import re

    placed = place(given_file(tmp_path, content), name, corpus, limit=LIMIT)
    assert placed.outcome is Outcome.REFUSED
    assert placed.reason is not None
    assert re.search(reason, placed.reason.fr), placed.reason.fr
    assert ".sourcier-" not in placed.reason.fr
    assert names(corpus) == []


def test_content_and_not_the_name_tells_a_page(tmp_path: Path, corpus: Path) -> None:
    text = b"<p>Un long texte sur le port de Brumeval.</p>" * 30
    page = b"<!doctype html><html><body><article><h1>Titre</h1>" + text + b"</article></body></html>"
    assert place(given_file(tmp_path, page), "page.txt", corpus, limit=LIMIT).outcome is Outcome.TAKEN


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_cannot_be_changed_is_said(tmp_path: Path, corpus: Path) -> None:
    corpus.chmod(0o500)
    try:
        placed = place(given_file(tmp_path), "port.txt", corpus, limit=LIMIT)
    finally:
        corpus.chmod(0o700)
    assert placed.outcome is Outcome.REFUSED
    assert placed.reason is not None
    assert "droits" in placed.reason.fr


KILLED = """
import os, sys
from pathlib import Path
from sourcier.ingest import moves, placed

step, seen = int(sys.argv[3]), 0
def dying(function):
    def call(*values, **more):
        global seen
        seen += 1
        if seen == step:
            os._exit(9)
        return function(*values, **more)
    return call
for name in ("open", "fsync", "link", "unlink", "rename", "replace", "mkdir"):
    setattr(os, name, dying(getattr(os, name)))
placed.place(Path(sys.argv[1]), "port.txt", Path(sys.argv[2]), limit=10**6, choice=placed.Choice.REPLACE)
sys.exit(seen < step)
"""


def test_a_process_killed_at_any_step_leaves_the_old_file_or_the_new_one_whole(tmp_path: Path) -> None:
    old = "L'ancien texte du port.\n"
    source = given_file(tmp_path)
    ends: list[int] = []
    for step in range(1, 30):
        corpus = tmp_path / f"articles{step}"
        corpus.mkdir()
        (corpus / "port.txt").write_text(old)
        command = [sys.executable, "-c", KILLED, str(source), str(corpus), str(step)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode in {0, 1, 9}, done.stderr
        assert [path for path, _, _ in list_files(corpus)] == ["port.txt"]
        now = (corpus / "port.txt").read_text()
        assert now in {old, TEXT}
        if now == TEXT:
            assert [each.path for each in trashed(corpus)] == ["port.txt"], "where is the old text?"
        ends.append(done.returncode)
        if done.returncode == 1:
            break
    assert ends.count(9) >= 5, "the steps that were to be interrupted were not met"
    assert ends[-1] == 1, "the last run must have got to the end"


# Trash.


def test_a_deleted_file_is_gone_from_the_corpus_and_comes_back_where_it_was(corpus: Path) -> None:
    (corpus / "2024").mkdir()
    (corpus / "2024" / "port.txt").write_text(TEXT)
    item = discard(corpus, "2024/port.txt")
    assert list_files(corpus) == []
    assert (item.path, item.size) == ("2024/port.txt", len(TEXT.encode()))
    (corpus / "2024").rmdir()
    assert restore(corpus, item.id) == "2024/port.txt"
    assert (corpus / "2024" / "port.txt").read_text() == TEXT
    assert trashed(corpus) == []


def test_emptying_the_trash_leaves_nothing_of_it_on_disk(corpus: Path) -> None:
    for number in range(3):
        (corpus / f"{number}.txt").write_text("confidentiel\n")
        discard(corpus, f"{number}.txt")
    assert empty_trash(corpus) == 3
    assert names(corpus) == []


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "/etc/passwd", ".trash/x", "2024", "", "2024/../../secret.txt", "absent.txt", ".."],
)
def test_nothing_but_files_of_the_corpus_is_deleted(tmp_path: Path, corpus: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret\n")
    (corpus / "2024").mkdir()
    with pytest.raises(CorpusError) as caught:
        discard(corpus, path)
    assert caught.value.hint.fr
    assert (tmp_path / "secret.txt").exists()
    assert (corpus / "2024").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_linked_folder_leads_neither_deletion_nor_restoring_out_of_the_corpus(
    tmp_path: Path, corpus: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("dehors\n")
    (corpus / "lien").symlink_to(outside)
    with pytest.raises(CorpusError):
        discard(corpus, "lien/a.txt")
    (corpus / "sous").mkdir()
    (corpus / "sous" / "b.txt").write_text("dedans\n")
    item = discard(corpus, "sous/b.txt")
    (corpus / "sous").rmdir()
    (corpus / "sous").symlink_to(outside)
    with pytest.raises(CorpusError):
        restore(corpus, item.id)
    assert names(outside) == ["a.txt"]
    assert [each.id for each in trashed(corpus)] == [item.id], "what could not be put back stays in the trash"


def test_records_that_lie_are_no_way_out(corpus: Path, tmp_path: Path) -> None:
    (corpus / "a.txt").write_text(TEXT)
    item = discard(corpus, "a.txt")
    record = corpus / ".trash" / item.id / ".record.json"
    record.write_text('{"path": "../a.txt", "deleted": "2024-01-01T00:00:00+00:00"}')
    assert trashed(corpus) == []
    for wrong in (item.id, "..", "x", "20240101T000000-000000000000"):
        with pytest.raises(CorpusError):
            restore(corpus, wrong)
