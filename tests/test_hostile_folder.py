"""A folder of every trap, given to `sourcier index`: each is said and harmless, and the rest is taken in."""

from __future__ import annotations

import json
import os
import re
import socket
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from made_files import bomb, docx, pdf

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="such names and files are of Linux")

TEXT = "Le lac de {0} baisse\n\nLe maire de {0} a dit mardi que le lac baisse, et que rien ne change.\n"
PAGE = "<!doctype html><html><body><article><h1>Le lac</h1><p>{}</p></article></body></html>"
NAMES = (
    "saut\nde ligne.txt",
    "tab\tet 'guillemets\".txt",
    "rouge\x1b[31m\x1b]0;titre\x07.txt",
    "c1\x9b31m.txt",
    "ordre\u202etxt.exe.txt",
    "<img src=x onerror=alert(1)>.txt",
    "-rf.txt",
    unicodedata.normalize("NFC", "été.txt"),
    unicodedata.normalize("NFD", "été.txt"),
    "a" * 251 + ".txt",
    "con.txt",
)
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What can drive a terminal or reorder a line, but for line feeds."""


def build(folder: Path) -> tuple[set[str], set[str]]:
    """Fill ``folder``; the articles that must come of it, and the files that must be refused."""
    outside = folder.parent / "dehors.txt"
    outside.write_text(TEXT.format("Dehors"), encoding="utf-8")
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(TEXT.format(name[:3]), encoding="utf-8", errors="replace")
    good = {*NAMES, "bon.html", "lien dur.txt", "lien dedans cible.txt", "longue ligne.txt"}
    (folder / "bon.html").write_text(PAGE.format(TEXT.format("Bon") * 3), encoding="utf-8")
    os.link(outside, folder / "lien dur.txt")
    (folder / "lien dedans cible.txt").write_text(TEXT.format("Dedans"), encoding="utf-8")
    (folder / "lien dedans.txt").symlink_to("lien dedans cible.txt")
    (folder / "longue ligne.txt").write_text("Le lac baisse. " * 15_000, encoding="utf-8")

    (folder / "creux.txt").touch()
    os.truncate(folder / "creux.txt", 2_000_000_000)
    (folder / "ligne.txt").write_bytes(b"mot " * 12_600_000)
    (folder / "ligne.jsonl").write_bytes(b'{"text": "' + b"mot " * 12_600_000 + b'"}\n')
    deep = "<html><body>" + "<div>" * 100_000 + "x" + "</div>" * 100_000
    (folder / "profond.html").write_text(deep, encoding="utf-8")
    (folder / "bombe.docx").write_bytes(docx("", extra={"word/document.xml": bytes(101_000_000)}))
    (folder / "bombe.pdf").write_bytes(pdf([bomb(2_000)], filters="/Filter /FlateDecode"))
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "vide.txt").touch()
    (folder / "lien dehors.txt").symlink_to(outside)
    (folder / "lien périphérique.txt").symlink_to("/dev/zero")
    (folder / "boucle.txt").symlink_to("boucle.txt")
    (folder / "dossier dehors").symlink_to(folder.parent)
    os.mkfifo(folder / "tube.txt")
    bad = {
        "creux.txt", "ligne.txt", "ligne.jsonl", "profond.html", "bombe.docx", "bombe.pdf", "image.txt",
        "vide.txt", "lien dehors.txt", "lien périphérique.txt", "boucle.txt", "dossier dehors", "tube.txt",
        "prise.txt",
    }  # fmt: skip
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(folder)  # a socket's whole path may have 107 bytes
        plug.bind("prise.txt")
        os.chdir(here)
    try:
        os.mknod(folder / "zero.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))
        bad.add("zero.txt")
    except PermissionError:
        pass  # only root makes devices
    (folder / os.fsdecode(b"latin\xe9.txt")).write_text(TEXT.format("Latin"), encoding="utf-8")
    bad.add("latin\\xe9.txt")
    return good, bad


MEASURED = """
import re, sys
from pathlib import Path
from sourcier.cli import main
code = main()
peak = re.search("VmHWM: *\\t* *([0-9]+) kB", Path("/proc/self/status").read_text())
print(int(peak[1]) // 1024, file=sys.stderr)
sys.exit(code)
"""
"""Not ``ru_maxrss``, which a process takes over from the one that started it: here, from all tests before."""


class Place:
    """The folder, and the command over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.good, self.bad = build(folder / "articles")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command, as a user runs it; the last line of its standard error is the most memory it took."""
        models = {"SOURCIER_MODELS__CHAT": "none", "SOURCIER_MODELS__EMBEDDER": "none"}
        return subprocess.run(
            [sys.executable, "-c", MEASURED, "--corpus", "articles", "--index", "store", *arguments],
            cwd=self.folder,
            env=os.environ | models | {"PYTHONIOENCODING": "utf-8", "LANG": "fr_FR.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=280,
        )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("traps"))


@pytest.fixture(scope="module")
def first(place: Place) -> tuple[dict[str, Any], int]:
    """What the first run reports, and its memory in MiB."""
    done = place.run("index", "--json")
    assert done.returncode == 4, done.stderr
    assert RAW.search(done.stdout + done.stderr) is None
    return json.loads(done.stdout), int(done.stderr)


def test_every_trap_is_named_with_its_reason_and_the_rest_is_taken_in(
    place: Place, first: tuple[dict[str, Any], int]
) -> None:
    report, memory = first
    assert set(report["added"]) == place.good
    assert {failure["file"] for failure in report["failed"]} == place.bad
    reasons = {failure["file"]: failure["reason"] for failure in report["failed"]}
    assert all(reasons.values())
    for name, word in {
        "creux.txt": "trop grand",
        "ligne.txt": "trop grand",
        "ligne.jsonl": "ligne 1",
        "profond.html": "profondément",
        "bombe.docx": "piégé",
        "bombe.pdf": "piégé",
        "image.txt": "PNG",
        "vide.txt": "vide",
        "lien dehors.txt": "hors du dossier",
        "lien périphérique.txt": "hors du dossier",
        "dossier dehors": "hors du dossier",
        "tube.txt": "jamais ouvert",
        "prise.txt": "jamais ouvert",
        "latin\\xe9.txt": "UTF-8",
    }.items():
        assert word in reasons[name], (name, reasons[name])
    assert memory < 800  # the 2 GB are never in memory


def test_what_a_terminal_is_told_cannot_drive_it(place: Place, first: tuple[dict[str, Any], int]) -> None:
    done = place.run("index")
    assert done.returncode == 4
    assert RAW.search(done.stdout + done.stderr) is None
    for arguments in (
        ("articles",),
        ("search", "lac baisse", "-k", "50"),
        ("ask", "Que dit le maire du lac ?"),
    ):
        done = place.run(*arguments)
        assert done.returncode in {0, 1}, done.stderr
        assert RAW.search(done.stdout + done.stderr) is None, arguments
    assert not any(line.startswith("de ligne") for line in done.stdout.split("\n"))


def test_a_trap_is_tried_once(place: Place, first: tuple[dict[str, Any], int]) -> None:
    done = place.run("index", "--json")
    again = json.loads(done.stdout)
    assert done.returncode == 4
    assert (again["added"], again["embedded"], again["unchanged"]) == ([], 0, len(place.good))
    assert {failure["file"] for failure in again["failed"]} == place.bad
    assert again["seconds"] < first[0]["seconds"]


def test_twins_of_a_name_are_two_articles_and_any_article_opens(
    place: Place, first: tuple[dict[str, Any], int]
) -> None:
    done = place.run("search", "lac baisse maire", "-k", "100", "--json")
    found = {hit["file"]: hit for hit in json.loads(done.stdout)["passages"]}
    for name in NAMES:
        hit = found[name]
        text = (place.folder / "articles" / name).read_text(encoding="utf-8")
        assert text[hit["start"] : hit["end"]] == hit["text"]
