"""Numbers by value and unit, in French and English; designations are names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.numbers import Number, designations, same_value, values


def only(text: str) -> Number:
    found = values(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("двадцать пять человек", 25, None),
        ("Шесть человек пострадали", 6, None),
        ("3 миллиона евро", 3_000_000, "eur"),
        ("12 тысяч тонн", 12_000, "tonne"),
        ("خمسة عشر شخصا", 15, None),
        ("ثلاثة أشخاص", 3, None),
        ("غرامة 3 ملايين يورو", 3_000_000, "eur"),
        ("43.2 في المئة", 43.2, "%"),
        ("deux mille soldats", 2000, None),
        ("2 000 soldats", 2000, None),
        ("2\u202f000 soldats", 2000, None),
        ("2\u00a0000 soldats", 2000, None),
        ("2000 soldats", 2000, None),
        ("2,000 soldiers", 2000, None),
        ("two thousand soldiers", 2000, None),
        ("2,5 millions d'euros", 2_500_000, "eur"),
        ("2.5 million euros", 2_500_000, "eur"),
        ("€2.5 million", 2_500_000, "eur"),
        ("$293m", 293_000_000, "usd"),
        ("5 Mds€", 5_000_000_000, None),
        ("trois milliards de dollars", 3_000_000_000, "usd"),
        ("3 milliards de dollars", 3_000_000_000, "usd"),
        ("un million et demi de francs", 1_500_000, "chf"),
        ("15 %", 15, "%"),
        ("15%", 15, "%"),
        ("15 percent", 15, "%"),
        ("quinze pour cent", 15, "%"),
        ("le 1er rang", 1, "ordinal"),
        ("la première fois", 1, "ordinal"),
        ("le 60e anniversaire", 60, "ordinal"),
        ("the 20th century", 20, "ordinal"),
        ("soixante-dix-sept villages", 77, None),
        ("quatre-vingt-dix-neuf mille trois cents voix", 99_300, None),
        ("two hundred and five thousand votes", 205_000, None),
        ("vingt et un candidats", 21, None),
        ("0,325 point", 0.325, None),
        ("1.500 euros", 1500, "eur"),
        ("20km", 20, "km"),
        ("à 16h30", 16.5, "hour"),
        ("à 16:30", 16.5, "hour"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str | None) -> None:
    found = only(text)
    assert found.low == found.high == pytest.approx(value)
    if unit is not None:
        assert found.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "Le S-400, le T-90 et le G20 face au Covid-19, en 5G et en 3D",
        "un véhicule tout neuf",
        "to seize power",
        "le Premier ministre",
        "l'un des deux-Sèvres".replace("deux-", "Deux-"),
        "one of them",
        "один из них",
        "тысячи людей",
        "آلاف المتظاهرين",
        "la saison 2018-19",
    ],
)
def test_no_quantity_here(text: str) -> None:
    assert values(text) == []


def test_digits_of_a_name_are_its_own() -> None:
    assert [name.key for name in designations("S-400, S400, G20 et Covid-19 ; 20km, 16h30, 1er")] == [
        "s400",
        "s400",
        "g20",
        "covid19",
    ]


def test_ranges_and_hedges() -> None:
    between = only("entre 10 et 20 personnes")
    assert (between.low, between.high) == (10, 20)
    assert same_value(between, only("10 à 20 personnes"))
    assert [(n.low, n.unit) for n in values("passer de 10 à 20 %")] == [(10, "%"), (20, "%")]
    assert only("environ 80 militaires").approximate
    assert only("une centaine de chars").approximate
    assert same_value(only("une centaine de chars"), only("103 chars"))
    assert not same_value(only("103 chars"), only("100 chars"))
    hundreds = only("des centaines de morts")
    assert hundreds.low == 200 and hundreds.high == 1000


def test_units_part_numbers() -> None:
    assert not same_value(only("15 %"), only("15 personnes"))
    assert not same_value(only("15 dollars"), only("15 euros"))
    assert same_value(only("3 milliards"), only("3 billion dollars"))


def test_dates_are_left_alone() -> None:
    assert values("le mardi 5 avril 2022, en 2021") == []
    assert [number.low for number in values("Le 5 avril, 12 personnes")] == [12]


@given(st.integers(0, 10**9), st.sampled_from([" ", "\u00a0", "\u202f", ","]))
def test_grouping_never_changes_a_value(value: int, separator: str) -> None:
    text = f"{value:,}".replace(",", separator) + " personnes"
    assert only(text).low == value


@given(st.text(alphabet="0123456789 ,.%€$°-–/:kmhe\u00a0deuxtroismillecentquatrevingt«»'", max_size=60))
def test_any_text_gives_exact_spans_in_order(text: str) -> None:
    found = values(text)
    assert all(text[number.start : number.end] == number.text for number in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(number.low <= number.high for number in found)
