"""The head of a pasted or dumped article → title, outlet, author, date, address; and what is none of them."""

from __future__ import annotations

import pytest

from sourcier.ingest.fields import Metadata
from sourcier.ingest.lines import lines
from sourcier.ingest.metadata import read_text

TITLES = {
    "fr": "Le pont couvert de Valmorin sera rénové",
    "en": "Valmorin to renovate its covered bridge",
    "ru": "Вальморин отремонтирует крытый мост",
    "ar": "فالمورين ترمم جسرها المغطى",
}
BODIES = {
    "fr": "Le conseil municipal de Valmorin a voté lundi soir la rénovation du pont couvert, pour un montant"
    " de 2,4 millions d'euros, a annoncé la maire.\n\nLes travaux commenceront le 3 mars 2026.\n",
    "en": "The council of Valmorin voted on Monday to renovate the covered bridge at a cost of 2.4 million"
    " euros, the mayor said.\n\nThe work will start on 3 March 2026.\n",
    "ru": "Городской совет Вальморина в понедельник проголосовал за ремонт крытого моста стоимостью 2,4"
    " млн евро, сообщила мэр города.\n\nРаботы начнутся 3 марта 2026 года.\n",
    "ar": "صوت المجلس البلدي في فالمورين يوم الاثنين على ترميم الجسر المغطى بكلفة 2.4 مليون يورو، حسبما"
    " أعلنت رئيسة البلدية.\n\nوتبدأ الأشغال في 3 مارس 2026.\n",
}
DAY = "2026-01-13"


def known(text: str) -> Metadata:
    found = Metadata()
    read_text(lines(text), found)
    return found


def article(head: str) -> tuple[str, str]:
    """``head`` with the title where {fr}, {en} … stands, and the body below; the title."""
    tongue, title = next((tongue, title) for tongue, title in TITLES.items() if f"{{{tongue}}}" in head)
    return head.replace(f"{{{tongue}}}", title) + BODIES[tongue], title


@pytest.mark.parametrize(
    ("head", "outlet", "author", "published"),
    [
        ("AFP 13/01/2026 07:55\nFRA-urbanisme\n{fr}\n\nVALMORIN, 13 jan 2026 (AFP) - ", "AFP", None, DAY),
        ("AFP - 13/01/2026 à 11:20:04\n\n{fr}\n\n", "AFP", None, DAY),
        ("Dépêche AFP du 13 janvier 2026\n\n{fr}\n\n", "AFP", None, DAY),
        ("{fr}\n\n(AFP, 13 janvier 2026)\n\n", "AFP", None, DAY),
        ("LE COURRIER\nPublié le 13 janvier 2026 à 18:42 | Mis à jour à 19:10\nPar Léa Fabre\n\n{fr}\n\n",
         "LE COURRIER", "Léa Fabre", DAY),
        ("{fr}\n\nPar Anne Kopp - 13 janvier 2026 à 07:00 - Temps de lecture : 3 min\n\n",
         None, "Anne Kopp", DAY),
        ("{fr}\nPublié le 13.01.26 à 07h12 par Léa Fabre\n\n", None, "Léa Fabre", DAY),
        ("{fr}\n\nLe 13 janvier 2026 à 10h15, modifié le 14 janvier 2026 à 11h02\n\n", None, None, DAY),
        ("{fr}\nLe Courrier du Val | 13.01.2026\n\n", "Le Courrier du Val", None, DAY),
        ("Le Courrier du Val n° 1234, 13 janvier 2026, page 3\n\n{fr}\n\n", "Le Courrier du Val", None, DAY),
        ("Le Courrier du Val - mardi 13 janvier 2026 - p. 3\n{fr}\nAnne Kopp\n\n",
         "Le Courrier du Val", None, DAY),
        ("2026-01-13 Le Courrier du Val\n{fr}\n\n", "Le Courrier du Val", None, DAY),
        ("{fr}\nAnne Kopp\nL'Éclaireur de Valmorin\n13 janvier 2026\n\n",
         "L'Éclaireur de Valmorin", None, DAY),
        ("COMMUNIQUÉ DE PRESSE\nValmorin, le 13 janvier 2026\n\n{fr}\n\n", None, None, DAY),
        ("{fr}\n\nValmorin, le 13 janvier 2026 -- ", None, None, DAY),
        ("{en}\n\nBy Jane Doe\nJanuary 13, 2026 / 7:45 PM EST / Northern Post\n\n",
         "Northern Post", "Jane Doe", DAY),
        ("{en}\n\nBy JANE DOE Associated Press\nUpdated Jan. 13, 2026 8:03 a.m. ET\n\n",
         None, "JANE DOE", DAY),
        ("{en}\n(Xinhua) 09:17, January 13, 2026\n\n", "Xinhua", None, DAY),
        ("13 January 2026, 09:17 GMT\nBBC News\n{en}\n\n", "BBC News", None, DAY),
        ("ТАСС, 13 января 2026, 12:31\n{ru}\n\nВАЛЬМОРИН, 13 января. /ТАСС/. ", "ТАСС", None, DAY),
        ("{ru}\nОпубликовано 13 января 2026 г.\nАвтор: Иван Петров\n\n", None, "Иван Петров", DAY),
        ("Вечерние ведомости\n13 янв. 2026, 14:05\n\n{ru}\n\n", "Вечерние ведомости", None, DAY),
        ("{ar}\nوكالة الأنباء الجزائرية | 13 جانفي 2026\n\n", "وكالة الأنباء الجزائرية", None, DAY),
        ("{ar}\nآخر تحديث: 13 كانون الثاني 2026\n\n", None, None, DAY),
        ("{ar}\n13 يناير 2026\n\n", None, None, DAY),
    ],
)  # fmt: skip
def test_a_head_is_read_as_agencies_newspapers_and_sites_write_it(
    head: str, outlet: str | None, author: str | None, published: str
) -> None:
    text, title = article(head)
    found = known(text)
    assert (found.title, found.outlet, found.author, found.published) == (title, outlet, author, published)


@pytest.mark.parametrize(
    "line",
    [
        "Réunion publique, 12 février 2026",
        "Rendez-vous : 12 février 2026, salle des fêtes",
        "Photo d'archives, 12 janvier 2019",
        "Par décret du 12 janvier 2024",
        "Du 12 au 14 mars 2026, place du Marché",
        "Entrée libre le 14 mars 2026",
        "Mort le 3 mars 2019",
        "12 janvier 2015 - Une nuit de sang à Valmorin",
        "Le Salon de Valmorin, 12 janvier 2025 : retour sur une édition record, avec 12 000 visiteurs.",
        "Умер 3 марта 2019 года",
    ],
)
def test_the_day_of_an_event_is_not_that_of_publication_nor_its_name_an_outlet(line: str) -> None:
    found = known(f"{TITLES['fr']}\n\n{line}\n\n{BODIES['fr']}")
    assert (found.published, found.outlet) == (None, None)


@pytest.mark.parametrize(
    "title",
    ["Le 12 janvier 2015, un hiver de sang", "Procès du 13 novembre 2015 : les plaidoiries commencent",
     "Le Temps des récoltes"],
)  # fmt: skip
def test_a_headline_with_a_date_or_the_word_of_a_newspaper_stays_a_headline(title: str) -> None:
    found = known(f"{title}\n\nPar Léa Fabre\n13 janvier 2026\n\n{BODIES['fr']}")
    assert (found.title, found.outlet, found.published) == (title, None, DAY)


def test_the_address_above_a_copied_page_is_its_url_and_no_title() -> None:
    address = "https://www.exemple.fr/region/2026/01/13/valmorin-son-pont,123.html"
    found = known(f"{address}\n\n{TITLES['fr']}\n\n{BODIES['fr']}\nhttps://www.exemple.fr/autre\n")
    assert (found.url, found.title) == (address, TITLES["fr"])


def test_a_line_of_rights_may_end_with_its_year_where_the_press_holds_them_not_a_photographer() -> None:
    assert (
        known(f"{TITLES['fr']}\n\n{BODIES['fr']}\n© Le Courrier du Val, 2026\n").outlet
        == "Le Courrier du Val"
    )
    assert known(f"{TITLES['fr']}\n\n{BODIES['fr']}\n© Jean Dupuis, 2026\n").outlet is None


def test_the_labels_of_a_menu_are_no_headline_and_the_head_reaches_to_the_first_paragraph() -> None:
    menu = (
        "Lecture zen\nMon espace\nLa Sarelle Libre\nÀ la une\nVallée\nMontagne\nSports\nFaits divers\nAgenda"
    )
    signed = "Par Léa Fabre\nPublié le 13 janvier 2026 à 16h12, mis à jour à 18h40\nRéservé aux abonnés"
    title, body = TITLES["fr"], BODIES["fr"]
    foot = "© La Sarelle Libre 2026 - Tous droits réservés - Mentions légales"
    found = known(f"{menu}\n\n{title}\n\n{signed}\n\n{body}\n{foot}\n")
    assert (found.title, found.author, found.published) == (title, "Léa Fabre", DAY)
    assert found.outlet == "La Sarelle Libre"
    short = known(f"Crue de la Sarelle\n\nAu moins douze disparus en aval de Valmorin\n\n{signed}\n\n{body}")
    assert short.title == "Crue de la Sarelle", "one short line is no menu"


def test_how_long_it_takes_to_read_and_how_long_ago_it_was_stand_below_a_headline() -> None:
    found = known(f"{TITLES['fr']}\n3 min de lecture - il y a 2 jours - Le Fil Diplo\n\n{BODIES['fr']}")
    assert (found.title, found.published) == (TITLES["fr"], None)
