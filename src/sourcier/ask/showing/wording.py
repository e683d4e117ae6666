"""Answers and passages → the lines that say who, where, when, how sure; on page and terminal."""

from __future__ import annotations

import re
import unicodedata

from sourcier.ask.showing.markup import inline
from sourcier.types import Answer, Bilingual, Citation, Filters, Kind, Passage, Premise, Sentence, Verdict

VERDICTS = {
    Verdict.SUPPORTED: ("✓", Bilingual(fr="appuyée", en="supported")),
    Verdict.PARTIAL: ("◐", Bilingual(fr="en partie", en="partly")),
    Verdict.UNSUPPORTED: ("✗", Bilingual(fr="non appuyée", en="unsupported")),
    Verdict.UNCITED: ("○", Bilingual(fr="sans source", en="no source")),
}
"""Shape and word of each verdict; colour only repeats them."""

KINDS = {
    Kind.TITLE: Bilingual(fr="titre", en="title"),
    Kind.LEAD: Bilingual(fr="chapeau", en="lead"),
    Kind.REPORT: Bilingual(fr="article", en="report"),
    Kind.QUOTE_BLOCK: Bilingual(fr="propos cités", en="quoted words"),
    Kind.CAPTION: Bilingual(fr="légende", en="caption"),
    Kind.COMMENT: Bilingual(fr="commentaire de lecteur (opinion)", en="reader's comment (opinion)"),
    Kind.BOILERPLATE: Bilingual(fr="habillage de page", en="page furniture"),
}

UNDATED = Bilingual(fr="date inconnue", en="date unknown")
UNKNOWN = Bilingual(fr="inconnu", en="unknown")

_MARK = re.compile(r"\s?\[\d+\]")


def published(passage_date: str | None, language: str) -> str:
    """The date of publication as an ISO date, or the words for «unknown»."""
    return inline(passage_date) if passage_date else UNDATED.in_(language)


def source_line(passage: Passage, language: str) -> str:
    """«file · outlet · date · kind» of a passage; unknown parts say so."""
    outlet = inline(passage.outlet) if passage.outlet else None
    unknown = Bilingual(fr="média inconnu", en="outlet unknown").in_(language)
    file = inline(passage.path) + pages(passage.page, passage.page_at(passage.end - 1))
    parts = [file, outlet or unknown, published(passage.published, language)]
    return " · ".join([*parts, KINDS[passage.kind].in_(language)])


def pages(first: int | None, last: int | None) -> str:
    """«, p. 3» or «, p. 3–4» behind the name of a PDF; nothing behind others."""
    if first is None:
        return ""
    return f", p. {first}" if last in (None, first) else f", p. {first}–{last}"


def page_of(citation: Citation) -> str:
    """«, p. 4» behind a quotation of a passage of several pages; nothing where its page is said already."""
    passage = citation.passage
    if not passage.page_turns:
        return ""
    return pages(passage.page_at(citation.start), passage.page_at(max(citation.start, citation.end - 1)))


def title_of(passage: Passage) -> str:
    """The passage's title, else its file."""
    return inline(passage.title or passage.path)


def paragraphs(answer: Answer) -> list[list[Sentence]]:
    """The sentences of an answer, grouped as its text sets them in lines."""
    plain = _MARK.sub("", answer.text)
    groups: list[list[Sentence]] = []
    cursor = 0
    for sentence in answer.sentences:
        start = plain.find(_MARK.sub("", sentence.text), cursor)
        gap = plain[cursor:start] if start >= 0 else ""
        if not groups or "\n" in gap:
            groups.append([])
        groups[-1].append(sentence)
        if start >= 0:
            cursor = start + len(_MARK.sub("", sentence.text))
    return groups


def filters_line(filters: Filters, language: str) -> str:
    """The limits in force, or an empty string."""
    words = {
        "since": Bilingual(fr="publiés depuis le", en="published since"),
        "until": Bilingual(fr="publiés jusqu'au", en="published until"),
        "outlets": Bilingual(fr="médias :", en="outlets:"),
        "kinds": Bilingual(fr="natures :", en="kinds:"),
    }
    values = {
        "since": filters.since or "",
        "until": filters.until or "",
        "outlets": ", ".join(filters.outlets),
        "kinds": ", ".join(KINDS[kind].in_(language) for kind in filters.kinds),
    }
    return " · ".join(
        f"{words[name].in_(language)} {inline(value)}" for name, value in values.items() if value
    )


def searched_lines(answer: Answer, language: str) -> list[str]:
    """What was searched, one line a fact: queries, limits, number of passages, until when the corpus runs."""
    searched = answer.searched
    queries = " ; ".join(f"« {inline(query)} »" for query in searched.queries)
    newest = searched.newest_published
    unknown = UNKNOWN.in_(language)
    lines = [
        Bilingual(fr=f"Recherché : {queries}", en=f"Searched: {queries}").in_(language) if queries else "",
        Bilingual(
            fr=f"{searched.passages} passages dans le corpus ; dernier article daté : {newest or unknown}",
            en=f"{searched.passages} passages in the corpus; newest dated article: {newest or unknown}",
        ).in_(language),
        filters_line(searched.filters, language),
        *(inline(note.in_(language)) for note in searched.notes),
    ]
    return [line for line in lines if line]


def premise_line(premise: Premise, language: str) -> str:
    """«La question dit « 5 mai » ; le corpus dit « 5 avril »»; the mark comes after it."""
    asked, said = inline(premise.asked), inline(premise.said)
    return Bilingual(
        fr=f"La question dit « {asked} » ; le corpus dit « {said} »",
        en=f"The question says “{asked}”; the corpus says “{said}”",
    ).in_(language)


def caveats(answer: Answer, language: str) -> list[str]:
    """What a reader must know of how the answer came about: stopped early, marks or sentences taken out."""
    lines = [inline(answer.incomplete.in_(language))] if answer.incomplete else []
    invented, removed = answer.invented_marks, answer.removed_sentences
    if invented:
        one = Bilingual(
            fr="1 renvoi inventé par le modèle, retiré", en="1 mark invented by the model, removed"
        )
        more = Bilingual(
            fr=f"{invented} renvois inventés par le modèle, retirés",
            en=f"{invented} marks invented by the model, removed",
        )
        lines.append((one if invented == 1 else more).in_(language))
    if removed:
        one = Bilingual(fr="1 phrase non appuyée, retirée", en="1 unsupported sentence removed")
        more = Bilingual(
            fr=f"{removed} phrases non appuyées, retirées", en=f"{removed} unsupported sentences removed"
        )
        lines.append((one if removed == 1 else more).in_(language))
    return lines + [inline(notice.in_(language)) for notice in answer.notices]


def verdict_counts(answer: Answer, language: str) -> str:
    """«3 phrases : 2 ✓ appuyées…» as counts by verdict, strongest first; empty without sentences."""
    total = len(answer.sentences)
    if not total or answer.refused:
        return ""
    counted = []
    for verdict, (shape, word) in VERDICTS.items():
        count = sum(sentence.verdict is verdict for sentence in answer.sentences)
        if count:
            counted.append(f"{count} {shape} {word.in_(language)}")
    plural = "s" if total > 1 else ""
    sentences = Bilingual(fr=f"{total} phrase{plural} : ", en=f"{total} sentence{plural}: ").in_(language)
    return sentences + ", ".join(counted)


def mode_line(answer: Answer, language: str) -> str:
    """Who wrote the answer."""
    if answer.mode == "model" and answer.model:
        name = inline(answer.model)
        return Bilingual(
            fr=f"Rédigé par {name}, vérifié phrase par phrase",
            en=f"Written by {name}, checked sentence by sentence",
        ).in_(language)
    return Bilingual(
        fr="Extraits des articles, sans modèle", en="Extracts from the articles, without a model"
    ).in_(language)


def first_citations(answer: Answer) -> dict[int, list[Citation]]:
    """The citations by mark, in order of first use."""
    by_mark: dict[int, list[Citation]] = {}
    for citation in answer.citations:
        by_mark.setdefault(citation.mark, []).append(citation)
    return by_mark


def is_blank(text: str) -> bool:
    """Whether ``text`` holds no letter and no digit: nothing to search for."""
    return not any(unicodedata.category(character)[0] in "LN" for character in text)
