"""A sentence → passages that say it as someone's word, with reserve or of the future, and claims on them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from rule_made.material import Lent, Made, Sentence

# {s}: the sentence without its stop, in lower case where it does not begin; {S}: as it stands; {x}: who.
_SAYING = {
    "fr": (
        "Selon {x}, {s}.", "D'après {x}, {s}.", "{S}, selon {x}.", "{S}, d'après {x}.",
        "{X} a affirmé que {s}.",
        "{X} a indiqué que {s}.", "{S}, a déclaré {x}.", "« {S} », a expliqué {x}.", "{X} assure que {s}.",
        "À en croire {x}, {s}.", "{S}, rapporte {x}.", "{S}, a fait savoir {x}.", "{X} prétend que {s}.",
        "Dans un communiqué, {x} a annoncé que {s}.", "Sur les réseaux sociaux, {x} a écrit que {s}.",
        "Interrogé mardi, {x} a répondu que {s}.", "Aux dires de {x}, {s}.", "{X} estime que {s}.",
        "Comme l'a souligné {x}, {s}.", "{X}, cité par plusieurs journaux, soutient que {s}.",
        "De l'avis de {x}, {s}.", "Pour {x}, {s}.", "{S}, peut-on lire dans une note de {x}.",
    ),
    "en": (
        "According to {x}, {s}.", "{S}, according to {x}.", "{X} said that {s}.", "{S}, {x} said.",
        "{X} claims that {s}.", "In a statement, {x} said {s}.", "“{S},” {x} told reporters.",
        "{X} has stated that {s}.", "{X} believes that {s}.", "{S}, said {x}.", "{X} reported that {s}.",
        "As {x} put it, {s}.", "{X} insisted that {s}.", "In the words of {x}, {s}.",
        "{S}, {x} wrote on Monday.",
        "Citing {x}, the paper reported that {s}.", "{X} alleges that {s}.",
    ),
    "ru": (
        "По словам {x}, {s}.", "{X} заявил, что {s}.", "Как сообщает {x}, {s}.", "По данным {x}, {s}.",
        "{S}, сообщил {x}.", "{X} утверждает, что {s}.", "Согласно {x}, {s}.", "{S}, пишет {x}.",
        "По мнению {x}, {s}.", "{X} отметила, что {s}.",
    ),
    "ar": (
        "وفقا ل{x}، {s}.", "بحسب {x}، {s}.", "قال {x} إن {s}.", "أعلن {x} أن {s}.", "أفاد {x} بأن {s}.",
        "ذكرت {x} أن {s}.", "حسب {x}، {s}.", "أكد {x} أن {s}.", "نقلا عن {x}، {s}.",
    ),
}  # fmt: skip
_NOBODY = {
    "fr": (
        "On dit que {s}.", "Des rumeurs affirment que {s}.", "Selon des sources concordantes, {s}.",
        "De source diplomatique, {s}.", "Il semble que {s}.", "Le bruit court que {s}.",
        "Il se peut que {s}.",
    ),
    "en": (
        "It is rumored that {s}.", "Sources say that {s}.", "Reportedly, {s}.", "It is believed that {s}.",
        "According to an unnamed official, {s}.", "Rumor has it that {s}.",
    ),
    "ru": ("По неподтверждённым данным, {s}.", "Ходят слухи, что {s}.", "Сообщается, что {s}."),
    "ar": ("تشير تقارير إلى أن {s}.", "يقال إن {s}.", "وفقا لمصادر مطلعة، {s}."),
}  # fmt: skip
_WHO = {
    "fr": (
        "l'agence {n}",
        "le ministre {n}",
        "le journal {n}",
        "{n}",
        "{n}",
        "le porte-parole de {n}",
        "le maire {n}",
    ),
    "en": ("the {n} agency", "minister {n}", "{n}", "{n}", "a spokesperson for {n}", "analyst {n}"),
    "ru": ("агентство Борей", "министр Орлов", "Ирина Зуева", "газета Заря"),
    "ar": ("وكالة الأفق", "الوزير منصور", "ليلى حداد", "صحيفة النهضة"),
}
_REWORDED = {
    "fr": (("Selon {x}, {s}.", "{X} a indiqué que {s}."), ("{X} a affirmé que {s}.", "D'après {x}, {s}."),
           ("{S}, a déclaré {x}.", "Selon {x}, {s}."), ("D'après {x}, {s}.", "{S}, selon {x}.")),
    "en": (("According to {x}, {s}.", "{X} said that {s}."), ("{S}, {x} said.", "According to {x}, {s}."),
           ("{X} claims that {s}.", "{S}, according to {x}.")),
}  # fmt: skip
_OTHERS = {
    "ru": ("Новый мост через реку откроют осенью этого года",
    "Завод в городе увеличил выпуск тракторов на треть",
           "Пожар на складе уничтожил двести тонн зерна", "Школы области закроют на карантин до конца недели",
           "Поезд с пассажирами сошёл с рельсов недалеко от станции"),
    "ar": ("افتتحت المدينة جسرا جديدا فوق النهر هذا الخريف", "ارتفع إنتاج المصنع من الجرارات بمقدار الثلث",
           "دمر الحريق مئتي طن من الحبوب في المستودع", "ستغلق المدارس أبوابها حتى نهاية الأسبوع",
           "خرج القطار عن السكة قرب المحطة القديمة"),
}  # fmt: skip
_ALREADY = re.compile(
    r"\b(?:selon|d['’]après|dit|affirm\w+|déclar\w+|indiqu\w+|estim\w+|annon\w+|sembl\w+|rapport\w*"
    r"|expliqu\w+|peut-être"
    r"|according|said|says|told|claim\w*|report\w*|believ\w+|\w+rai(?:t|ent)|would|could|might|may"
    r"|appears?|je|nous"
    r"|I|we|my|pens\w+|considér\w+|critiqu\w+|jug\w+|cit\w+|notes?|noted|wrote|écri\w+|soulign\w+"
    r"|argu\w+|stat\w+"
    r"|precis\w+|précis\w+|ajout\w+|probabl\w+|likely|thinks?|suggest\w*|adds?|added|announce\w*|estimate\w*"
    r"|confirm\w*|assur\w+|révél\w+|reveal\w*|warn\w*|explain\w*|prétend\w*|confi\w+|selon|avis|source)\b|[«»\"“”?!]",
    re.IGNORECASE,
)
_CONDITIONAL = (
    ("fr", r"\ba (?=(?!été\b)\w{2,}(?:é|i|u|is|it)\b)", "aurait "), ("fr", r"\bont (?=\w{2,}(?:é|i|u)\b)",
    "auraient "),
    ("fr", r"\best (?=\w{3,}ée?\b)", "serait "), ("fr", r"\ba été ", "aurait été "),
    ("en", r"\bhas (?=\w+ed\b)", "may have "), ("en", r"\b(?:was|were) (?=\w+ed\b)", "may have been "),
    ("en", r"\bwill (?=\w)", "might "),
)  # fmt: skip
_FUTURE = (
    ("fr", r"\bsera (?=\w{3,}ée?s?\b)", "a été "), ("fr", r"\bseront (?=\w)", "sont "), ("fr", r"\bsera ",
    "est "),
    ("en", r"\bwill be ", "was "), ("en", r"\bwill have ", "has "),
)  # fmt: skip


def told(sentence: Sentence, lent: Lent, chance: random.Random) -> Iterator[Made]:
    """Each rule that applies, each by itself."""
    text, language = sentence.text, sentence.language
    if _ALREADY.search(text):
        return
    who, other = _who(sentence, lent, chance), _who(sentence, lent, chance)
    if not who or not other or who.split()[-1] == other.split()[-1]:
        return
    forms = _SAYING[language]
    passage = _passage(sentence, _filled(chance.choice(forms), text, who))
    named = ("attribu", who.split()[-1])
    yield Made("attribution dropped", text, False, named, passage)
    moved = _filled(chance.choice(forms), text, other)
    yield Made(
        "attribution to another", moved, False, (other.split()[-1], who.split()[-1], "attribu"), passage
    )
    nobody = _filled(chance.choice(_NOBODY[language]), text, "")
    yield Made("rumour stated", text, False, ("attribu", "réserve"), _passage(sentence, nobody))
    first, second = chance.choice(_REWORDED[language])
    yield Made(
        "attribution reworded",
        _filled(second, text, who),
        True,
        (),
        _passage(sentence, _filled(first, text, who)),
    )
    invented = _filled(chance.choice(forms), text, who)
    yield Made("attribution invented", invented, False, (who.split()[-1], "attribu"))
    for of, pattern, new in _CONDITIONAL:
        if of == language and (found := re.search(pattern, text)):
            reserved = text[: found.start()] + new + text[found.end() :]
            marked = ("réserve", new.strip())
            yield Made("conditional stated", text, False, marked, _passage(sentence, reserved))
            break
    for of, pattern, new in _FUTURE:
        if of == language and (found := re.search(pattern, text)):
            yield Made("future as done", text[: found.start()] + new + text[found.end() :], False, ("futur",))
            break


def foreign(chance: random.Random) -> Iterator[tuple[str, Made]]:
    """Language and claim: Russian and Arabic sentences of our own, said by someone, then stated bare."""
    for language, listed in _OTHERS.items():
        for text in listed:
            around = " ".join(f"{other}." for other in listed if other != text)
            for form in (*_SAYING[language], *_NOBODY[language]):
                who, other = chance.sample(_WHO[language], 2)
                passage = f"{_filled(form, text + '.', who)} {around}"
                yield language, Made("attribution dropped", f"{text}.", False, ("attribu",), passage)
                if "{x}" in form.lower():
                    moved = _filled(form, text + ".", other)
                    yield language, Made("attribution to another", moved, False, ("attribu", other), passage)
            yield language, Made("verbatim", f"{text}.", True, (), f"{text}. {around}")


def _who(sentence: Sentence, lent: Lent, chance: random.Random) -> str | None:
    if chance.random() < 0.3:
        return lent.speaker(sentence, chance)
    words = chance.choice((1, 2, 2))
    listed = [n for (_, count, _), names in lent.names.items() if count == words for n, _ in names]
    name = chance.choice(listed)
    if name.isupper() or any(part[:4] in sentence.passage for part in name.split()):
        return None
    return chance.choice(_WHO[sentence.language]).format(n=name)


def _filled(form: str, text: str, who: str) -> str:
    body = text.removesuffix(".")
    first = body.split()[0]
    proper = first[1:] != first[1:].lower() or not re.match(
        r"(?:[LD]['’]|Les?|La|Une?|Des|Ce|Cette|Ces|Il|Elle|Ils|Elles|On|En|Au|Dans|À|The|An?|It|He|She"
        r"|They|This|In|On)\b",
        body,
    )
    lowered = body if proper else body[0].lower() + body[1:]
    if lowered[0] in "aeiouyéèêâîôh" and form.startswith("{X}"):
        form = form.replace("que {s}", "qu'{s}")
    return form.format(s=lowered, S=body, x=who, X=who[:1].upper() + who[1:])


def _passage(sentence: Sentence, said: str) -> str:
    return sentence.passage.replace(sentence.text, said)
