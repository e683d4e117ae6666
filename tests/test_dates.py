"""Dates in made-up French and English news, anchored to 12 May 2022 (a Thursday); datelines."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.dates import dateline, mentions, published_date

PUBLISHED = date(2022, 5, 12)
TEXT = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            ["12", "31", "mai", "May", "mars", "2022", "29 février", " ", " ", "/", "-", "mardi", "last",
             "fin", "en", "le", "dernier", "il y a", "ans", "ago", "9999", "1er", ",", ".", "\n", "été", "l'",
             "Publié", "18h32", "février 2100"]
        ),
        max_size=20,
    ).map("".join),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last", "granularity"),
    [
        ("le 5 avril 2022", "2022-04-05", "2022-04-05", "day"),
        ("le 1er mai", "2022-05-01", "2022-05-01", "day"),
        ("mardi 5 avril", "2022-04-05", "2022-04-05", "day"),
        ("le 25 décembre", "2021-12-25", "2021-12-25", "day"),
        ("le 3 juin", "2022-06-03", "2022-06-03", "day"),
        ("le 3 juin dernier", "2021-06-03", "2021-06-03", "day"),
        ("le 7 nov. 2021", "2021-11-07", "2021-11-07", "day"),
        ("il est parti lundi", "2022-05-09", "2022-05-09", "day"),
        ("ce jeudi", "2022-05-12", "2022-05-12", "day"),
        ("jeudi dernier", "2022-05-05", "2022-05-05", "day"),
        ("jeudi prochain", "2022-05-19", "2022-05-19", "day"),
        ("samedi matin", "2022-05-07", "2022-05-07", "day"),
        ("last Tuesday", "2022-05-10", "2022-05-10", "day"),
        ("next Monday", "2022-05-16", "2022-05-16", "day"),
        ("hier", "2022-05-11", "2022-05-11", "day"),
        ("avant-hier", "2022-05-10", "2022-05-10", "day"),
        ("aujourd’hui", "2022-05-12", "2022-05-12", "day"),
        ("tomorrow", "2022-05-13", "2022-05-13", "day"),
        ("May 12, 2022", "2022-05-12", "2022-05-12", "day"),
        ("12 May", "2022-05-12", "2022-05-12", "day"),
        ("March 3rd", "2022-03-03", "2022-03-03", "day"),
        ("Thu, 12 May 2022 18:32:06 GMT", "2022-05-12", "2022-05-12", "day"),
        ("12/05/2022", "2022-05-12", "2022-05-12", "day"),
        ("05/13/2022", "2022-05-13", "2022-05-13", "day"),
        ("2022-05-12T18:32", "2022-05-12", "2022-05-12", "day"),
        ("paru le 12.05.22 dans", "2022-05-12", "2022-05-12", "day"),
        ("7 нояб. 2021", "2021-11-07", "2021-11-07", "day"),
        ("5 квітня 2022", "2022-04-05", "2022-04-05", "day"),
        ("с 3 по 5 апреля", "2022-04-03", "2022-04-05", "part"),
        ("5 نيسان 2022", "2022-04-05", "2022-04-05", "day"),
        ("5 كانون الأول 2021", "2021-12-05", "2021-12-05", "day"),
        ("5 أفريل 2022", "2022-04-05", "2022-04-05", "day"),
        ("9 февраля 2022 года", "2022-02-09", "2022-02-09", "day"),
        ("в субботу, 7 мая", "2022-05-07", "2022-05-07", "day"),
        ("يوم السبت 7 مايو", "2022-05-07", "2022-05-07", "day"),
        ("9 فبراير 2022", "2022-02-09", "2022-02-09", "day"),
        ("в мае 2021 года", "2021-05-01", "2021-05-31", "month"),
        ("en mai", "2022-05-01", "2022-05-31", "month"),
        ("en mars dernier", "2022-03-01", "2022-03-31", "month"),
        ("en novembre de cette année", "2022-11-01", "2022-11-30", "month"),
        ("en novembre 2020", "2020-11-01", "2020-11-30", "month"),
        ("in November", "2022-11-01", "2022-11-30", "month"),
        ("last December", "2021-12-01", "2021-12-31", "month"),
        ("le mois dernier", "2022-04-01", "2022-04-30", "month"),
        ("fin octobre", "2022-10-21", "2022-10-31", "part"),
        ("mi-septembre", "2022-09-11", "2022-09-20", "part"),
        ("début avril 2022", "2022-04-01", "2022-04-10", "part"),
        ("à la fin du mois de février dernier", "2022-02-21", "2022-02-28", "part"),
        ("early April", "2022-04-01", "2022-04-10", "part"),
        ("the end of May 2021", "2021-05-21", "2021-05-31", "part"),
        ("du 9 au 12 mai 2022", "2022-05-09", "2022-05-12", "part"),
        ("May 9-12, 2022", "2022-05-09", "2022-05-12", "part"),
        ("dans la nuit de mardi à mercredi", "2022-05-10", "2022-05-11", "part"),
        ("la semaine dernière", "2022-05-02", "2022-05-08", "part"),
        ("à l'automne 2021", "2021-09-01", "2021-12-21", "season"),
        ("cet automne", "2022-09-01", "2022-12-21", "season"),
        ("l'été dernier", "2021-06-01", "2021-09-22", "season"),
        ("in the fall of 2021", "2021-09-01", "2021-12-21", "season"),
        ("en 2021", "2021-01-01", "2021-12-31", "year"),
        ("entre 2014-2016", "2014-01-01", "2016-12-31", "year"),
        ("l'an dernier", "2021-01-01", "2021-12-31", "year"),
        ("il y a trois ans", "2019-01-01", "2019-12-31", "year"),
        ("two days ago", "2022-05-10", "2022-05-10", "day"),
        ("début 2021", "2021-01-01", "2021-04-30", "part"),
    ],
)
def test_one_date(text: str, first: str, last: str, granularity: str) -> None:
    (found,) = mentions(text, published=PUBLISHED)
    assert (str(found.first), str(found.last), found.granularity) == (first, last, granularity)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "12 personnes", "15 %", "trois", "de 2000 soldats", "3.5 mai", "il arrive le 25",
        "plus de 76 jours", "They may 12 times march on", "She may march in line", "Mars attaque",
        "il a été vu", "tous les lundis", "the fall of Kabul", "le Printemps arabe",
        "version 1.2.3", "20 h 30", "32 mai", "Il lit Russia Today.",
        "12/13/14/15", "1234567",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert mentions(text, published=PUBLISHED) == []


def test_dates_of_a_sentence_come_in_order() -> None:
    text = "En mai, 12 personnes sont parties ; le 3 juin 2021 puis mardi, 15 % sont revenues."
    assert [found.text for found in mentions(text, published=PUBLISHED)] == ["mai", "3 juin 2021", "mardi"]


def test_without_a_publication_date_a_date_keeps_what_it_says() -> None:
    day, weekday, month, before = mentions("le 5 avril, puis lundi, puis en juin, puis la veille")
    assert (day.first, day.month_day) == (None, (4, 5))
    assert (weekday.first, weekday.weekday) == (None, 0)
    assert (month.first, month.month, month.granularity) == (None, 6, "month")
    assert before.first is None
    (whole,) = mentions("le 5 avril 2022")
    assert (whole.first, whole.month_day) == (date(2022, 4, 5), None)


def test_a_weekday_that_contradicts_its_date_can_be_seen() -> None:
    (right,) = mentions("lundi 9 mai", published=PUBLISHED)
    (wrong,) = mentions("dimanche 9 mai", published=PUBLISHED)
    assert right.first == wrong.first == date(2022, 5, 9)
    assert right.weekday == 0 == date(2022, 5, 9).weekday()
    assert wrong.weekday == 6


@given(TEXT, st.one_of(st.none(), st.dates()))
def test_any_text_and_any_anchor(text: str, published: date | None) -> None:
    at = 0
    for found in mentions(text, published=published):
        assert found.start >= at
        assert text[found.start : found.end] == found.text
        assert (found.first is None) == (found.last is None)
        assert found.first is None or found.last is None or found.first <= found.last
        at = found.end
    dateline(text)


@pytest.mark.parametrize(
    "unit", ["mardi ", "12 ", "de ", "en 2021 ", "\n", "mi-", "1/", "au mois de ", "the "]
)
def test_a_long_text_takes_no_time(unit: str) -> None:
    started = time.perf_counter()
    mentions(unit * (100_000 // len(unit)), published=PUBLISHED)
    assert time.perf_counter() - started < 10  # 0.3 to 2 s here; quadratic would be minutes


# Datelines.


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("(last modified Thu, 12 May 2022 18:32:06 GMT )", None, "2022-05-12"),
        ("May 12, 2022 18:32 UTC", "2022-05-12", None),
        ("Publié le 12 mai 2022 à 18h32", "2022-05-12", None),
        ("Mis à jour le 13 mai 2022 à 9 h", None, "2022-05-13"),
        ("Publié le 12 mai 2022 à 18h32, mis à jour le 13 mai 2022", "2022-05-12", "2022-05-13"),
        ("Par Jeanne Petit et AFP, le 3 juin 2021 à 10:05", "2021-06-03", None),
        ("Par X, le 3 juin 2021", "2021-06-03", None),
        ("By Jane Doe | 12 May 2022 | 3 min read", "2022-05-12", None),
        ("Published: May 12, 2022, 6:32 p.m. EDT", "2022-05-12", None),
        ("12/05/2022", "2022-05-12", None),
        ("2022-05-12T18:32:06+02:00", "2022-05-12", None),
        ("Mercredi 11 mai 2022", "2022-05-11", None),
        ("OSLO, 12 mai 2022 (AFP) –", "2022-05-12", None),
        ("9 февраля 2025 года, 18:20", "2025-02-09", None),
        ("Опубликовано 9 февраля 2025, обновлено 10 февраля 2025", "2025-02-09", "2025-02-10"),
        ("نشر في 9 فبراير 2025", "2025-02-09", None),
    ],
)
def test_a_dateline(line: str, published: str | None, modified: str | None) -> None:
    found = dateline(line)
    assert found is not None
    assert found.published == (date.fromisoformat(published) if published else None)
    assert found.modified == (date.fromisoformat(modified) if modified else None)
    assert published_date(line) == date.fromisoformat(published or modified or "")


@pytest.mark.parametrize(
    "line",
    [
        "Les manœuvres auront lieu le 3 juin 2021.",
        "Le 3 juin 2021, le ministre arrive.",
        "Manifestation du 12 mai 2022",
        "La réunion du 12 mai 2022 à 18h32 est annulée",
        "Publié le 12 mai à 18h32",
        "Publié hier",
        "Авария произошла 9 февраля 2025 года",
        "وقع الحادث في 9 فبراير 2025",
        "Mai 2022",
        "",
    ],
)
def test_no_dateline(line: str) -> None:
    assert dateline(line) is None
    assert published_date(line) is None
