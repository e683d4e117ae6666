"""Traps among the files: each is refused with its reason, in bounded time and memory; the rest goes on."""

from __future__ import annotations

import io
import json
import os
import signal
import struct
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from corpora import index_folder
from made_files import bomb, docx, paragraph, pdf, set_lines
from sourcier.events import Failure
from sourcier.ingest.extracted import Extracted
from sourcier.ingest.read import read_corpus, read_file
from sourcier.ingest.segment import segment
from sourcier.ingest.worker import WORKER, Worker
from sourcier.types import Article, Bilingual

LINE = "Le maire a dit que le lac baisse depuis trois ans, et que rien ne change dans la vallée. "
GOOD = f"<!doctype html><html><body><article><h1>Le lac baisse</h1><p>{LINE * 4}</p></article></body></html>"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process")


def reason(folder: Path, data: bytes, name: str) -> Bilingual:
    (folder / name).write_bytes(data)
    (found,) = read_file(folder / name, folder)
    assert isinstance(found, Failure), found.text[:200]
    assert found.file == name
    assert found.reason.fr
    assert found.reason.en
    return found.reason


def peak_mib() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_a_folder_of_traps_does_not_stop_the_run(tmp_path: Path) -> None:
    outside = tmp_path / "secret.html"
    outside.write_text(GOOD)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.html").write_text(GOOD)
    (corpus / "b.html").write_text("<html><body>" + "<div>" * 100_000 + LINE + "</div>" * 100_000)
    (corpus / "c.pdf").write_bytes(pdf([bomb(2_000)], filters="/Filter /FlateDecode"))
    (corpus / "d.docx").write_bytes(docx("", extra={"word/document.xml": bytes(101_000_000)}))
    (corpus / "e.pdf").symlink_to(outside)
    os.mkfifo(corpus / "f.html")
    (corpus / "g.eml").write_bytes(b"From: a\n\n" + bytes(range(256)) * 20)
    (corpus / "h\n\x1b[31m\u202e<img>.html").write_text(GOOD)
    with (corpus / "i.txt").open("wb") as file:
        file.truncate(2_000_000_000)
    with (corpus / "j.pdf").open("wb") as file:
        file.write(b"%PDF-1.4")
        file.truncate(2_000_000_000)
    (corpus / "k.html").write_text(GOOD)
    started, children = time.monotonic(), WORKER.started
    found = list(read_corpus(corpus))
    assert time.monotonic() - started < 30
    articles = [item for item in found if isinstance(item, Article)]
    assert [item.id for item in articles] == ["a.html", "h\n\x1b[31m\u202e<img>.html", "k.html"]
    assert {item.file for item in found if isinstance(item, Failure)} == {
        "b.html", "c.pdf", "d.docx", "e.pdf", "f.html", "g.eml", "i.txt", "j.pdf",
    }  # fmt: skip
    assert WORKER.started - children <= 4


# Pages.


def test_a_page_nested_100_000_deep_is_said(tmp_path: Path) -> None:
    data = b"<html><body>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000
    assert "trop profondément" in reason(tmp_path, data, "a.html").fr


def test_tags_never_closed_as_old_pages_have_them_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(GOOD.replace("<p>", "<p>" + "<font color=red>" * 1_200))
    (found,) = read_file(tmp_path / "a.html", tmp_path)
    assert isinstance(found, Article)
    assert LINE.strip() in found.text


def test_a_page_of_many_attributes_and_endless_styles_ends(tmp_path: Path) -> None:
    many = " ".join(f"a{i}=1" for i in range(20_000))
    style = "<style>" + ".a{" * 50_000 + "a" * 300_000 + "{" + ":" * 300_000 + "</style>"
    (tmp_path / "a.html").write_text(GOOD.replace("<p>", f"{style}<p {many} style='{'width:0 ' * 50_000}'>"))
    started = time.monotonic()
    (found,) = read_file(tmp_path / "a.html", tmp_path)
    assert isinstance(found, Article | Failure)
    assert time.monotonic() - started < 20


def test_json_and_xml_traps_in_a_page_do_no_harm(tmp_path: Path) -> None:
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    entities = (
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    (tmp_path / "a.html").write_text(
        GOOD.replace("<!doctype html>", entities).replace("<h1>", f"{deep}<h1>&f;&b;")
    )
    (found,) = read_file(tmp_path / "a.html", tmp_path)
    assert isinstance(found, Article)
    assert "root:" not in found.text
    assert "aaaa" not in found.text


# PDF.


@LINUX
def test_a_pdf_that_opens_to_gigabytes_is_refused_and_memory_stays(tmp_path: Path) -> None:
    before = peak_mib()
    started = time.monotonic()
    once = reason(tmp_path, pdf([bomb(3_000)], filters="/Filter /FlateDecode"), "a.pdf")
    twice = pdf([zlib.compress(bomb(4_000))], filters="/Filter [/FlateDecode /FlateDecode]")
    assert len(twice) < 100_000
    again = reason(tmp_path, twice, "b.pdf")
    assert "piégé" in once.fr
    assert "piégé" in again.fr
    assert time.monotonic() - started < 20
    assert peak_mib() - before < 200


def test_a_pdf_with_broken_tables_or_loops_is_refused_or_read(tmp_path: Path) -> None:
    good = pdf([set_lines([LINE])])
    for number, bad in enumerate(
        [
            good.replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]"),
            good.replace(b"/Count 1", b"/Count 99999999"),
            good.replace(b"startxref\n", b"startxref\n9"),
            good[:-200],
            b"%PDF-1.7\n" + bytes(range(256)) * 50,
        ]
    ):
        (tmp_path / f"{number}.pdf").write_bytes(bad)
        (found,) = read_file(tmp_path / f"{number}.pdf", tmp_path)
        assert isinstance(found, Failure) or LINE.strip() in found.text


# Archives.


def lying(data: bytes) -> bytes:
    """``data``, an archive, claiming that its largest part is 10 bytes long."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = max(part.file_size for part in archive.infolist())
    return data.replace(struct.pack("<I", size), struct.pack("<I", 10))


def test_zip_bombs_are_refused_whatever_size_they_claim(tmp_path: Path) -> None:
    big = docx("", extra={"word/document.xml": bytes(101_000_000)})
    assert len(big) < 1_000_000
    before = peak_mib()
    assert "piégée" in reason(tmp_path, big, "a.docx").fr
    reason(tmp_path, lying(big), "b.docx")
    assert peak_mib() - before < 100


def test_other_archives_are_never_extracted(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../escaped.txt", LINE)
        archive.writestr("/tmp/escaped.txt", LINE)
    assert "ZIP" in reason(tmp_path, out.getvalue(), "a.txt").fr
    assert not list(tmp_path.parent.glob("escaped.txt"))
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "Excel" in reason(tmp_path, workbook.getvalue(), "a.docx").fr
    assert reason(tmp_path, b"PK\x03\x04 word/document.xml", "b.docx")


def test_a_document_that_declares_entities_is_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
    assert "entités" in reason(tmp_path, docx("", extra={"word/document.xml": laughs.encode()}), "a.docx").fr
    spaced = b" " * 70_000 + laughs.encode()
    reason(tmp_path, docx("", extra={"word/document.xml": spaced}), "b.docx")


def test_a_document_nested_deep_is_refused_or_read(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 30_000 + paragraph(LINE) + "</w:tc></w:tr></w:tbl>" * 30_000
    reason(tmp_path, docx(body), "a.docx")


# Messages.


def test_a_message_of_a_hundred_thousand_parts_ends(tmp_path: Path) -> None:
    head = b"From: a@b.c\nTo: d@e.f\nSubject: s\nContent-Type: multipart/mixed; boundary=x\n\n"
    part = b"--x\nContent-Type: image/png\n\nx\n"
    started = time.monotonic()
    reason(tmp_path, head + part * 100_000, "a.eml")
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (i, i) for i in range(3_000)
    )
    (tmp_path / "b.eml").write_bytes(b"From: a@b.c\nTo: d@e.f\n" + nested + b"\n\nx")
    read_file(tmp_path / "b.eml", tmp_path)
    assert time.monotonic() - started < 30


# Texts, which are read in the process itself.


def test_a_line_of_50_megabytes_is_read_and_typed_in_linear_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mot " * 2_500_000)
    started = time.monotonic()
    (found,) = read_file(tmp_path / "a.txt", tmp_path)
    assert isinstance(found, Article)
    assert len(segment(found)) == 1
    assert time.monotonic() - started < 10


def test_a_row_whose_quote_never_closes_is_said_in_bounded_memory(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w") as file:
        file.write('id;texte\n1;Un texte.\n2;"ouvert\n')
        for _ in range(3_000):
            file.write(LINE * 10 + "\n")
    found = read_file(tmp_path / "a.csv", tmp_path, max_bytes=1_000_000)
    assert [item.id for item in found if isinstance(item, Article)] == ["a.csv#1"]
    (failure,) = [item for item in found if isinstance(item, Failure)]
    assert "guillemet" in failure.reason.fr
    (tmp_path / "b.csv").write_text("texte\n" + "x" * 2_000_000 + "\nUn texte.\n")
    assert isinstance(read_file(tmp_path / "b.csv", tmp_path, max_bytes=1_000_000)[0], Failure)


# The child.


@pytest.fixture
def worker() -> Worker:
    return Worker()


def slow_page() -> bytes:
    return b"<html><body>" + b"<div><p>Un mot, un autre mot.</p><ul><li>x</ul></div>" * 200_000


def test_a_file_that_takes_too_long_is_left_and_the_next_one_read(worker: Worker) -> None:
    assert isinstance(worker.read("html", GOOD.encode()), Extracted)
    worker.seconds = 1.0
    started = time.monotonic()
    late = worker.read("html", slow_page())
    assert isinstance(late, Bilingual)
    assert "1 s" in late.fr
    assert time.monotonic() - started < 5
    worker.seconds = 60.0
    assert isinstance(worker.read("html", GOOD.encode()), Extracted)
    assert worker.started == 2
    worker.close()


@LINUX
def test_a_file_that_takes_too_much_memory_is_left_and_the_next_one_read(worker: Worker) -> None:
    worker.memory = 250_000_000
    refused = worker.read("zip", docx("", extra={"word/document.xml": bytes(99_000_000)}))
    assert isinstance(refused, Bilingual)
    worker.memory = 1_500_000_000
    assert isinstance(worker.read("html", GOOD.encode()), Extracted)
    worker.close()


def test_a_child_that_dies_is_replaced(worker: Worker) -> None:
    assert isinstance(worker.read("html", GOOD.encode()), Extracted)
    assert worker._process is not None
    worker._process.send_signal(signal.SIGKILL)
    worker._process.wait()
    assert isinstance(worker.read("html", GOOD.encode()), Extracted)
    assert worker.started == 2
    worker.close()
    assert worker._process is None


def test_one_child_reads_many_files(worker: Worker) -> None:
    started = time.monotonic()
    for _ in range(200):
        assert isinstance(worker.read("html", GOOD.encode()), Extracted)
    assert worker.started == 1
    assert time.monotonic() - started < 20
    worker.close()


@LINUX
def test_the_child_can_write_no_file_and_a_stray_module_is_not_imported(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    assert isinstance(worker.read("html", GOOD.encode()), Extracted)
    assert worker._process is not None
    limits = Path(f"/proc/{worker._process.pid}/limits").read_text()
    assert [line.split()[3] for line in limits.splitlines() if line.startswith("Max file size")] == ["0"]
    assert not (tmp_path / "run").exists()
    worker.close()


def test_a_reply_that_is_not_of_its_text_is_not_believed() -> None:
    good = json.loads(Extracted("Un texte.", pages=(0, 4)).dump())
    for wrong in (
        {"pages": [4, 0]},
        {"pages": [99]},
        {"marked": [["title", -1, 3]]},
        {"marked": [["x", 0, 1]]},
    ):
        with pytest.raises((ValueError, KeyError, TypeError)):
            Extracted.load(json.dumps(good | wrong).encode())


def test_a_file_that_took_too_long_is_tried_again_in_the_next_run_and_only_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "lente.html").write_text(GOOD.replace("Le lac", "La route"))
    index_folder(corpus, index)
    (corpus / "lente.html").write_text(GOOD)
    (corpus / "vide.txt").touch()
    (corpus / "bonne.txt").write_text(LINE)
    monkeypatch.setattr(WORKER, "seconds", 0.0)
    late = index_folder(corpus, index)
    assert {failure.file for failure in late.failed} == {"lente.html", "vide.txt"}
    assert late.added == ("bonne.txt",)
    assert late.removed == late.changed == ()  # what was indexed of it answers until then
    monkeypatch.undo()
    again = index_folder(corpus, index)
    assert [failure.file for failure in again.failed] == ["vide.txt"]
    assert again.changed == ("lente.html",)
    assert again.unchanged == 1
