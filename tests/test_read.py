"""Reading: every file gives articles with exact text, or a reason in two languages."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcier.errors import CorpusError
from sourcier.events import Failure
from sourcier.ingest.read import list_files, read_corpus, read_file
from sourcier.types import Article

SEEDS = Path(__file__).parents[1] / "seeds"
FRENCH = (
    "Le préfet a déclaré : « L’œuvre coûte 12 € », selon l’État. Où ira-t-elle ? À Noël, peut-être…\r\nFin.\n"
)
RUSSIAN = "Министр сообщил, что учения пройдут в ноябре этого года на северной базе.\n"
ARABIC = "قال وزير الخارجية إن الزيارة ستتم قريبا في العاصمة خلال الأسبوع المقبل.\n"


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def one(folder: Path, data: bytes | str, name: str = "a.txt") -> Article:
    (found,) = read_file(put(folder, name, data), folder)
    assert isinstance(found, Article), found
    return found


def refused(folder: Path, name: str) -> Failure:
    (found,) = read_file(folder / name, folder)
    assert isinstance(found, Failure), found
    assert found.file == name
    assert found.reason.fr and found.reason.en
    return found


@pytest.mark.parametrize(
    ("text", "written_as", "said"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "utf-8"),
        (FRENCH, "cp1252", "cp1252"),
        (FRENCH, "utf-16", "utf-16-le"),
        (FRENCH, "utf-16-le", "utf-16-le"),
        (FRENCH, "utf-16-be", "utf-16-be"),
        (FRENCH, "utf-32", "utf-32-le"),
        ("Élan à l’été : coût élevé.".replace("’", "'"), "latin-1", "cp1252"),
        ("Le chef-d'œuvre de l'État coûte 12 €.", "iso-8859-15", "iso-8859-15"),
        ("Où est le garçon, à Noël ? L’été.", "mac-roman", "mac-roman"),
        ("café", "cp1252", "cp1252"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "cp1251", "cp1251"),
        (ARABIC, "utf-16-be", "utf-16-be"),
        (ARABIC, "cp1256", "cp1256"),
    ],
)
def test_text_is_right_whatever_its_encoding(text: str, written_as: str, said: str, tmp_path: Path) -> None:
    read = one(tmp_path, text.encode(written_as))
    assert read.text == text
    assert read.encoding == said
    assert read.notes == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1).filter(lambda text: any(c.isalpha() for c in text) and "\0" not in text))
def test_any_utf_8_text_is_kept_to_the_character(tmp_path: Path, text: str) -> None:
    data = ("Un mot. " + text).encode("utf-8")
    if sum(byte < 32 or byte == 127 for byte in data) >= 4:
        return  # that many control characters are a binary file's
    read = one(tmp_path, data)
    assert read.text == data.decode("utf-8")
    assert read.sha256 == hashlib.sha256(data).hexdigest()


def test_broken_utf_8_is_shown_and_said(tmp_path: Path) -> None:
    data = "Réunion à l’Élysée, déclare le préfet : ".encode() + b"\xe9\xff" + " puis la fin é.".encode()
    read = one(tmp_path, data)
    assert read.text == data.decode("utf-8", "replace")
    assert "\ufffd" in read.text
    assert "2 caractère" in read.notes[0].fr


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t\n",
        "\ufeff".encode(),
        "\u200b\u200f \n".encode(),
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        bytes(range(256)) * 9,
        b"\0" * 500,
        b"%PDF-1.7 text text text",
        b"PK\x03\x04 word/document.xml",
    ],
)
def test_a_file_that_holds_no_text_is_a_failure_with_a_reason(data: bytes, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", data)
    refused(tmp_path, "a.txt")


def test_a_run_goes_on_over_bad_files_and_says_each(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Un article.")
    put(tmp_path, "b.odt", "PK")
    put(tmp_path, "c.txt", b"")
    put(tmp_path, "sub/é\n\x1b[31m<img>.txt", "Un autre article.")
    put(tmp_path, ".hidden/x.txt", "caché")
    put(tmp_path, ".x.txt", "caché")
    put(tmp_path, "SOURCES.md", "De quoi le dossier est fait.")
    found = list(read_corpus(tmp_path))
    assert [item.id if isinstance(item, Article) else f"! {item.file}" for item in found] == [
        "a.txt",
        "! b.odt",
        "! c.txt",
        "sub/é\n\x1b[31m<img>.txt",
    ]
    assert isinstance(found[1], Failure)
    assert "txt, md, html, pdf, docx, eml" in found[1].reason.en
    assert ".docx" in found[1].reason.fr


def test_a_corpus_below_a_hidden_folder_and_given_by_a_relative_path_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, ".news/in/a.txt", "Un article.")
    monkeypatch.chdir(tmp_path)
    assert [item.id for item in read_corpus(Path(".news/in")) if isinstance(item, Article)] == ["a.txt"]
    (found,) = read_file(Path(".news/in/a.txt"), Path(".news/in"))
    assert isinstance(found, Article)


def test_a_missing_folder_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        list_files(tmp_path / "none")
    assert "--corpus" in caught.value.hint.en


def test_listing_tells_size_and_time_without_reading(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "Un article.")
    os.utime(path, ns=(5, 7_000_000_123))
    assert list_files(tmp_path) == [("a.txt", 11, 7_000_000_123)]


def test_links_out_pipes_and_devices_are_never_opened(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside/secret.txt", "Un secret.")
    corpus = tmp_path / "corpus"
    put(corpus, "a.txt", "Un article.")
    (corpus / "leak.txt").symlink_to(outside)
    (corpus / "folder").symlink_to(outside.parent)
    (corpus / "gone.txt").symlink_to(corpus / "nothing")
    (corpus / "loop.txt").symlink_to(corpus / "loop.txt")
    (corpus / "zero.txt").symlink_to("/dev/zero")
    (corpus / "same.txt").symlink_to(corpus / "a.txt")
    os.mkfifo(corpus / "pipe.txt")
    found = list(read_corpus(corpus))
    assert [item.id for item in found if isinstance(item, Article)] == ["a.txt"]
    assert [item.file for item in found if isinstance(item, Failure)] == [
        "folder",
        "gone.txt",
        "leak.txt",
        "loop.txt",
        "pipe.txt",
        "zero.txt",
    ]


def test_a_path_through_a_linked_folder_does_not_reach_outside(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.txt", "Un secret.")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/folder").symlink_to(tmp_path / "outside")
    refused(tmp_path / "corpus", "folder/secret.txt")


def test_a_name_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Un article.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (found,) = read_corpus(tmp_path)
    assert isinstance(found, Failure)
    assert found.file == "caf\\xe9.txt"
    found.file.encode("utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Un article.").chmod(0)
    assert "lecture interdite" in refused(tmp_path, "a.txt").reason.fr


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(10**12)  # sparse
    assert "50.0" in refused(tmp_path, "a.txt").reason.en


# Metadata.


def test_front_matter_in_french_is_read_and_kept_in_the_text(tmp_path: Path) -> None:
    text = (
        "---\r\ntitre: Le lac baisse\r\nsource: Le Courrier\r\nauteur: [Ann Cole, Luc Dupin]\r\n"
        "date: 2020-01-02\r\nurl: https://example.org/1\r\nlangue: fr-FR\r\n---\r\nLe lac a baissé.\r\n"
    )
    read = one(tmp_path, text, "a.md")
    assert read.text == text
    assert (read.title, read.outlet, read.author) == ("Le lac baisse", "Le Courrier", "Ann Cole, Luc Dupin")
    assert (read.published, read.url, read.language) == ("2020-01-02", "https://example.org/1", "fr")
    assert set(read.provenance.values()) == {"front matter"}


@pytest.mark.parametrize(
    "yaml",
    [
        "title: [unclosed",
        "title: x\ndate: 2020-13-45",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: *nothing",
        "title: {}\n- broken: [",
        "x: !!python/object/apply:os.system ['echo x']",
    ],
)
def test_malformed_front_matter_leaves_a_readable_article_and_a_note(yaml: str, tmp_path: Path) -> None:
    read = one(tmp_path, f"---\n{yaml}\n---\nLe lac a baissé d’un mètre.\n", "a.md")
    assert read.text.endswith("Le lac a baissé d’un mètre.\n")
    assert read.published is None
    assert len(read.notes) == 1


def test_a_rule_of_dashes_is_not_front_matter(tmp_path: Path) -> None:
    read = one(tmp_path, "---\nUn texte entre deux traits.\n---\nLa suite.\n")
    assert read.notes == ()


def test_seeds_give_the_titles_and_the_one_date_that_stand_in_them() -> None:
    found = {item.id[:3]: item for item in read_corpus(SEEDS) if isinstance(item, Article)}
    assert {name: item.title for name, item in found.items()} == {
        "000": None,
        "001": "Le rapprochement militaire entre Alger et Moscou",
        "002": None,
        "003": "L'Algérie et la Russie renforcent leur coopération militaire",
        "004": "Le S-400 bientôt en Algérie?",
    }
    assert {name: item.published for name, item in found.items()} == {
        "000": None,
        "001": None,
        "002": None,
        "003": None,
        "004": "2022-05-12",
    }
    assert found["004"].provenance["published"] == "line 3: “May 12, 2022 18:32 UTC”"
    assert {item.outlet for item in found.values()} == {None}
    assert {item.language for item in found.values()} == {"fr"}
    for item in found.values():
        data = (SEEDS / item.path).read_bytes()
        assert item.text.encode() == data
        assert item.sha256 == hashlib.sha256(data).hexdigest()


BODY = "La mairie de Lorval a voté lundi soir un budget en hausse de 3 %, contre l’avis de l’opposition.\n"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Publié le 14 mars 2021 à 18h02", "2021-03-14"),
        ("Publié le 14/03/2021 - Mis à jour le 16/03/2021", "2021-03-14"),
        ("Mis à jour le 16 mars 2021\nPublié le 14 mars 2021", "2021-03-14"),
        ("(last modified Tue, 16 Mar 2021 10:00:00 GMT)", "2021-03-16"),
        ("Lorval, le 14 mars 2021", "2021-03-14"),
        ("By Ann Cole | March 14, 2021", "2021-03-14"),
        ("Date : 2021-03-14", "2021-03-14"),
        ("Il y a trois jours", None),
        ("Inondations du 14 mars 2021", None),
        ("1 janvier 1970", None),
    ],
)
def test_published_is_what_a_dateline_says(head: str, published: str | None, tmp_path: Path) -> None:
    read = one(tmp_path, f"Le budget de Lorval augmente\n{head}\n\n{BODY}")
    assert read.published == published


def test_a_date_in_a_sentence_or_the_time_of_the_file_is_not_published(tmp_path: Path) -> None:
    read = one(tmp_path, f"Le budget augmente\n\n{BODY}\nLe vote du 14 mars 2021 avait été annulé.\n")
    assert read.published is None


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [
        ("Source : Le Courrier de Lorval", "Le Courrier de Lorval"),
        ("© 2021 Le Courrier. Tous droits réservés.", "Le Courrier"),
        ("Copyright © 2021 The Lorval Gazette", "The Lorval Gazette"),
        ("Photo © 2021 Getty Images", None),
        ("© Paul Riva", None),
        ("Sources : agences, Le Courrier", None),
    ],
)
def test_outlet_only_where_the_text_gives_it(foot: str, outlet: str | None, tmp_path: Path) -> None:
    read = one(tmp_path, f"Le budget de Lorval augmente\n\n{BODY}\n{foot}\n")
    assert read.outlet == outlet
    assert ("outlet" in read.provenance) == (outlet is not None)


def test_author_is_the_name_of_a_byline(tmp_path: Path) -> None:
    assert (
        one(tmp_path, f"Le budget augmente\nPar Claire de Fontenay\n\n{BODY}").author == "Claire de Fontenay"
    )
    assert one(tmp_path, f"Le budget augmente\n\nPar amour du risque, il a signé.\n{BODY}").author is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Budget : Lorval dit oui\n\n{BODY}", "Budget : Lorval dit oui"),
        (f"Politique\n\nLorval dit oui à son budget\n\n{BODY}", "Lorval dit oui à son budget"),
        (f"# Lorval dit oui\n\n{BODY}", "Lorval dit oui"),
        (f"{BODY}\n{BODY}", None),
        (f"Par Ann Cole\n\n{BODY}", None),
        ("Un article d'une ligne, sans rien d'autre", None),
        ("Une première ligne coupée à la\nlargeur de la page, qui continue ici\nde la même façon.\n", None),
    ],
)
def test_title_is_a_first_line_that_looks_like_one(text: str, title: str | None, tmp_path: Path) -> None:
    assert one(tmp_path, text).title == title


# .jsonl


def lines_of(folder: Path, *lines: object) -> list[Article | Failure]:
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return read_file(put(folder, "all.jsonl", data), folder)


def test_each_line_is_an_article_with_its_fields(tmp_path: Path) -> None:
    first = {
        "id": 0,
        "title": "T",
        "text": BODY,
        "outlet": "O",
        "author": None,
        "published": "2021-03-14T10:00:00Z",
    }
    second = {"text": "A second text, in English, about the weather of the week.", "language": "EN-gb"}
    found = lines_of(tmp_path, first, "", second)
    assert all(isinstance(item, Article) for item in found)
    a, b = (item for item in found if isinstance(item, Article))
    assert (a.id, a.path, a.title, a.outlet, a.author) == ("all.jsonl#0", "all.jsonl", "T", "O", None)
    assert (a.text, a.published, a.language) == (BODY, "2021-03-14", "fr")
    assert a.sha256 == hashlib.sha256(json.dumps(first).encode()).hexdigest()
    assert (b.id, b.language, b.title) == ("all.jsonl#3", "en", None)


def test_fields_go_by_the_names_that_other_programs_give_them(tmp_path: Path) -> None:
    found = lines_of(
        tmp_path,
        {"headline": "T", "content": BODY, "source": {"name": "O"}, "publishedAt": "2021-03-14T10:00:00Z"},
        {"Titre": "U", "body": ["Le premier paragraphe.", "Le second."], "date_published": "14/03/2021"},
        {"text": BODY, "content": "the other one", "site-name": "S"},
    )
    first, second, third = (item for item in found if isinstance(item, Article))
    assert (first.title, first.text, first.outlet, first.published) == ("T", BODY, "O", "2021-03-14")
    assert (second.title, second.published) == ("U", "2021-03-14")
    assert second.text == "Le premier paragraphe.\n\nLe second."
    assert (third.text, third.outlet) == (BODY, "S")


def test_a_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = lines_of(
        tmp_path,
        {"text": BODY},
        '{"text": "cut',
        "[1, 2]",
        {"title": "no text"},
        {"text": "   "},
        {"text": 5},
        "[" * 100_000,
        {"text": BODY, "id": "last"},
    )
    assert [item.id for item in found if isinstance(item, Article)] == ["all.jsonl#1", "all.jsonl#last"]
    failures = [item for item in found if isinstance(item, Failure)]
    assert [item.reason.fr.split(" :")[0] for item in failures] == [f"ligne {n}" for n in range(2, 8)]
    assert {item.file for item in failures} == {"all.jsonl"}


def test_an_id_used_twice_is_said_and_the_first_stays(tmp_path: Path) -> None:
    found = lines_of(
        tmp_path, {"id": 3, "text": "Un texte."}, {"id": "3", "text": "Un autre."}, {"text": "Encore."}
    )
    assert [item.id for item in found if isinstance(item, Article)] == ["all.jsonl#3"]
    assert [item.reason.en[:7] for item in found if isinstance(item, Failure)] == ["line 2:", "line 3:"]


def test_half_characters_are_replaced_so_that_the_text_can_be_stored(tmp_path: Path) -> None:
    (read,) = lines_of(tmp_path, '{"text": "Un mot \\ud83d coupé", "title": "\\ud83d x"}')
    assert isinstance(read, Article)
    assert read.text == "Un mot \ufffd coupé"
    assert read.notes
    (read.title or "").encode("utf-8")


def test_a_line_over_the_limit_is_skipped_in_bounded_memory(tmp_path: Path) -> None:
    put(
        tmp_path,
        "all.jsonl",
        json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": "Un texte."}) + "\n",
    )
    found = read_file(tmp_path / "all.jsonl", tmp_path, max_bytes=1000)
    assert isinstance(found[0], Failure)
    assert found[0].reason.en.startswith("line 1: more than")
    assert isinstance(found[1], Article)
    assert found[1].id == "all.jsonl#2"


def test_jsonl_with_a_mark_and_an_empty_one(tmp_path: Path) -> None:
    put(tmp_path, "all.jsonl", b"\xef\xbb\xbf" + json.dumps({"text": "Un texte."}).encode() + b"\r\n")
    (read,) = read_file(tmp_path / "all.jsonl", tmp_path)
    assert isinstance(read, Article)
    put(tmp_path, "none.jsonl", b"\n\n")
    refused(tmp_path, "none.jsonl")
    put(tmp_path, "wide.jsonl", json.dumps({"text": "Un texte."}).encode("utf-16"))
    assert "UTF-8" in refused(tmp_path, "wide.jsonl").reason.en
