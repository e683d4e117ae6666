"""What is shown shows the characters and does nothing: pages, terminals, the clipboard."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sourcier.ask.show import answer_markdown, answer_text
from sourcier.ask.showing.markup import Html, element, escape, inline, join, markdown, printable
from sourcier.types import (
    Answer,
    Bilingual,
    Citation,
    Filters,
    Kind,
    Passage,
    Searched,
    Sentence,
    Verdict,
)
from sourcier.ui.exchange import Exchange
from sourcier.ui.render import conversation_html

PAYLOADS = [
    "![x](http://exfil.test/p.png)",
    "<img src=x onerror=alert(1)>",
    '<form action="http://exfil.test/"><button>OK</button></form>',
    "</div></article><script>alert(2)</script>",
    "[click](javascript:alert(3))",
    "<http://exfil.test/auto>",
    "www.exfil.test http://exfil.test",
    "`${alert(4)}` {{value}} <style>*{background:url(http://exfil.test)}</style>",
    "\x1b]0;title\x07\x1b[2J\x1b[31mred\u202egnp.exe\r\x9b5A",
    "a\udcffb\U000e0041",
]

HOSTILE = st.one_of(
    st.sampled_from(PAYLOADS),
    st.text(alphabet=st.characters(exclude_categories=())),
    st.lists(st.sampled_from("< > & \" ' ` [ ]( ! /img javascript: \n é".split(" "))).map("".join),
)


class Reading(HTMLParser):
    """What a browser would make of markup: tags, attributes, text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def answer_of(hostile: str, *, refused: bool = False) -> Answer:
    passage = Passage("a#0", "a", hostile, Kind.REPORT, 0, 8, hostile, "fr", hostile, hostile, hostile)
    return Answer(
        question=hostile,
        standalone_question=f"{hostile} ?",
        language="fr",
        mode="model",
        model=hostile,
        refused=refused,
        reason=Bilingual(hostile, hostile),
        text=hostile,
        sentences=(Sentence(hostile, (1,), Verdict.PARTIAL, (Bilingual(hostile, hostile),)),),
        citations=(Citation(1, passage, 0, 8, hostile),),
        origins=(),
        divergences=(),
        read=(),
        searched=Searched((hostile,), Filters(outlets=(hostile,)), 3, None, (Bilingual(hostile, hostile),)),
        raw=hostile,
        incomplete=Bilingual(hostile, hostile),
    )


@given(HOSTILE)
def test_escaped_text_is_read_as_text_only(text: str) -> None:
    read = Reading(escape(text))
    assert read.tags == []
    assert read.text == printable(text.replace("\r\n", "\n").replace("\r", "\n"))


@given(HOSTILE)
def test_attributes_keep_to_themselves(text: str) -> None:
    read = Reading(element("button", "x", title=text))
    assert read.tags == ["button"]
    assert read.attributes == [("title", inline(text))]


@given(HOSTILE, st.booleans())
def test_an_answer_on_the_page_has_only_our_tags(text: str, refused: bool) -> None:
    exchange = Exchange(text)
    exchange.answer = answer_of(text, refused=refused)
    read = Reading(conversation_html([exchange], "fr"))
    assert not {"img", "a", "form", "script", "style", "iframe", "svg", "input", "link", "base"} & set(
        read.tags
    )
    assert not [
        name for name, _ in read.attributes if name.startswith("on") or name in {"src", "href", "style"}
    ]


@pytest.mark.parametrize("tag", ["img", "script", "a", "form", "iframe", "style", "svg", "input"])
def test_tags_that_act_do_not_exist(tag: str) -> None:
    with pytest.raises(ValueError, match=tag):
        element(tag)


@pytest.mark.parametrize("attribute", ["onclick", "src", "href", "style", "srcdoc", "action"])
def test_attributes_that_act_do_not_exist(attribute: str) -> None:
    with pytest.raises(ValueError, match=attribute):
        element("p", **{attribute: "x"})


def test_markup_mixed_with_text_is_escaped_again() -> None:
    bold = element("strong", "a")
    assert Reading(join([bold + "<i>"])).tags == []
    assert Reading(join([f"{bold}"])).tags == []
    assert Reading(join([bold])).tags == ["strong"]
    assert not isinstance(bold[1:], Html)


@given(HOSTILE)
def test_a_terminal_gets_no_control(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x9b")


@given(HOSTILE)
def test_an_answer_in_a_terminal_gets_no_control(text: str) -> None:
    shown = answer_text(answer_of(text), "fr")
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]


@given(HOSTILE)
def test_the_clipboard_gets_markdown_without_links_images_or_html(text: str) -> None:
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    read = Reading(reader.render(answer_markdown(answer_of(text), "fr")))
    assert not {"img", "a", "script", "form", "code", "table", "h1"} & set(read.tags)


@given(st.text(alphabet=st.characters(min_codepoint=0xA1, max_codepoint=0x4FF)))
def test_markdown_reads_back_as_the_same_words(text: str) -> None:
    read = Reading(MarkdownIt("commonmark").render(f"x {markdown(inline(text))}"))
    assert " ".join(read.text.split()) == " ".join(f"x {text}".split())


def test_an_answer_in_a_terminal_says_everything_in_words() -> None:
    answer = answer_of("Le « général » a dit non — à 18 h 30.")
    shown = answer_text(answer, "fr")
    assert "◐ Le « général » a dit non — à 18 h 30. [1] (en partie)" in shown
    assert "Sources" in shown
    assert "article" in shown
    assert "Question comprise" in shown
    assert "(partly)" in answer_text(answer, "en")
