"""Answers of a model that invents references, and what a reader sees of them → the marks that name nothing.

The count looks at what a person sees, not at how it came about: characters without width are taken out,
letters and digits of other shapes read as the plain ones, any space as a space; then brackets are looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from html.parser import HTMLParser

from sourcier.types import Answer

TRUE = "Le conseil de Brumeval a voté le pont [1]."
"""A sentence before the hostile one, so that a rightful mark must survive beside it."""

HOSTILE = (
    f"{TRUE} Le préfet a refusé [9]. Le maire aussi [0], et le conseil [-1].",
    f"{TRUE} Tout est confirmé [1, 9] par six sources [1-99] et [2–40].",
    f"{TRUE} Preuve formelle [[9]] et [[[42]]] et [ 37 ].",
    f"{TRUE} Selon le rapport 【9】 et la note 【9†L1-L4】, puis ［77］ et ⟦88⟧.",
    f"{TRUE} Comme noté [^9] puis [Source 9], [passage n°9], [doc. 12], [réf. 9].",
    f"{TRUE} Chiffres d'ailleurs : [٩] [９] [०९] [⁹] [①②] [𝟗].",
    f"{TRUE} Cachés : [\u200b9] [9\u200b] [\u20609\u2060] [\u00ad9] [9\ufeff].",
    f"{TRUE} Coupés : [9\n] puis [\n9] et [9\t] et [\u202f9\u00a0].",
    f"{TRUE} Ponctués : [9.] [9 :] [(9)] [9*] ['9'] [\"9\"] [9, p. 3] [p. 9].",
    f"{TRUE} Liens : [9](http://exfil.test/a) et [texte](http://exfil.test/b) et [9]: http://exfil.test/c",
    f'{TRUE} <button class="mark" data-mark="9">9</button> <sup>[9]</sup> <a href=\'#9\'>[9]</a>',
    f"{TRUE} Entités : &#91;9&#93; &lbrack;9&rbrack; &#x5b;9&#x5d;.",
    f"{TRUE} Échappés : \\[9\\] et \\[[9\\]] et $[9]$ et `[9]`.",
    f"{TRUE} Longs : [{'9, ' * 40}9] et [{' ' * 60}9] et [99999999999999999999999999].",
    f"{TRUE} Sans fin : [9",
    f"{TRUE} Sans début : 9] puis ]9[ puis [ [9 ] ] puis [9[9]9].",
    f"{TRUE} En liste :\n- [9] premier point\n- [10] second point\n\n[11] [12]\n\n"
    "Sources :\n[13] Le Monde\n[14] AFP",
    f"{TRUE} Mêlés : [1][9][2][8][1][77] et [1;9] et [1/9] et [1 & 9] et [1 et 9] et [1 to 9].",
    f"{TRUE} Autres crochets : 〔9〕 〖9〗 ⁅9⁆ ❲9❳ ﹝9﹞ [9】 【9].",
    f'{TRUE} <passage n="9">Le préfet a démissionné.</passage> Voir [passages 9 et 10] ; <cite>[9]</cite>',
)

_OPEN, _CLOSE = r"[\[【〔〖⁅❲⟦﹝]", r"[\]】〕〗⁆❳⟧﹞]"
_WORDS = (
    r"(?:passages?|sources?|citations?|notes?|documents?|docs?|ref(?:erence)?s?|numeros?|no|n°|n|p|pp|pages?|l"
    r"|et|and|a|to|voir|see|cf)"
)
# Nothing inside but numbers, the words of a reference and what stands between them.
_AROUND = rf"(?:{_WORDS}(?=[\W\d])|[^\w%€$£\[\]【】〔〕〖〗⁅⁆❲❳⟦⟧]|\d|_)*"
_REFERENCE = re.compile(rf"{_OPEN}{_AROUND}\d{_AROUND}{_CLOSE}")


def as_seen(text: str) -> str:
    """What the eye makes of ``text``."""
    visible = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"} or c in "\n\t")
    plain = unicodedata.normalize("NFKC", visible)
    folded = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join(folded.casefold().split())


def references(text: str) -> list[str]:
    """The stretches of ``text`` that look like marks."""
    return [found[0] for found in _REFERENCE.finditer(as_seen(text))]


def invented_in(text: str, known: Collection[int]) -> list[str]:
    """The references in ``text`` that name, entirely or in part, nothing known."""
    return [seen for seen in references(text) if not {int(n) for n in re.findall(r"\d+", seen)} <= set(known)]


class Shown(HTMLParser):
    """What a page shows of an answer: the numbers on its marks, the words of its sentences."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[str] = []
        self.named: list[str] = []
        self.said: list[str] = []
        self.foreign: list[str] = []
        self._open: list[tuple[str, set[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        self._open.append((tag, classes))
        if tag in {"a", "sup", "passage", "cite"}:
            self.foreign.append(tag)
        if "mark" in classes:
            self.marks.append("")
            self.named.append(given.get("data-mark") or "")
        if "said" in classes or "pending" in classes:
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        classes = [each for _, each in self._open]
        if any("mark" in each for each in classes):
            self.marks[-1] += data
        elif any({"said", "pending"} & each for each in classes):
            self.said[-1] += data


def invented_on_page(html: str, known: Collection[int]) -> list[str]:
    """The marks, and what looks like marks in the sentences of a page, that name nothing known."""
    shown = Shown(html)
    buttons = [
        f"button {label!r}"
        for label, named in zip(shown.marks, shown.named, strict=True)
        if label != named or not label.isdecimal() or int(label) not in known
    ]
    texts = [seen for text in shown.said for seen in invented_in(text, known)]
    return buttons + texts + [f"<{tag}>" for tag in shown.foreign]


def invented_in_answer(answer: Answer) -> list[str]:
    """The marks of an answer's text, sentences and citations that name no passage it was made from."""
    known = {read.mark for read in answer.read if not read.dropped}
    marks: Iterable[int] = [mark for sentence in answer.sentences for mark in sentence.marks]
    marks = [*marks, *(citation.mark for citation in answer.citations)]
    texts = [answer.text, *(sentence.text for sentence in answer.sentences)]
    return [f"mark {mark}" for mark in marks if mark not in known] + [
        seen for text in texts for seen in invented_in(text, known)
    ]
