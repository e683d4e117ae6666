"""Russian or Arabic text → who it says it from: «по данным X», «сообщил X», «وفقا ل X», «أعلنت X»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcier.ask.reading.attributed import Attribution, Role

_WORD = r"[^\s,;:.!?«»\"“”()،؛؟]+"
_PHRASE = rf"(?P<source>{_WORD}(?:\s{_WORD}){{0,6}})"
_DAY_RU = (
    r"(?:\s(?:в(?:о)?\s(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|вчера|сегодня"
    r"|накануне))"
)
_SAID_RU = (
    r"(?:сообщи|заяви|объяви|отмети|подчеркну|рассказа|уточни|поясни|добави|сказа|утвержда)л[аои]?"
    r"|(?:сообща|утвержда)[ею]т"
)
_RUSSIAN = (
    (Role.RELAY, re.compile(rf"\bсо\sссылкой\sна\s{_PHRASE}", re.IGNORECASE)),
    (Role.SOURCE, re.compile(
        rf"\b(?:по\s(?:словам|данным|мнению|информации|сообщени(?:ю|ям)|оценк(?:е|ам))|согласно)\s{_PHRASE}",
        re.IGNORECASE)),
    (Role.SPEAKER, re.compile(rf",\s[—–-]?\s?(?:{_SAID_RU}){_DAY_RU}?\s{_PHRASE}", re.IGNORECASE)),
)  # fmt: skip
_SAID_AR = r"(?:أعلن|قال|أفاد|ذكر|أكد|أوضح|أضاف|صرح|أشار)ت?"
_DAY_AR = r"(?:\s(?:يوم\s)?(?:الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد))"
_ARABIC = (
    (Role.RELAY, re.compile(rf"(?:نقلته?|نقلا)\s(?:عن\s)?(?P<source>وكالة\s{_WORD}(?:\s{_WORD})?)")),
    (Role.SOURCE, re.compile(rf"(?:وفقا\sل|بحسب\s|حسب\s|وفق\s(?!ما))(?!ما\b){_PHRASE}")),
    (Role.SPEAKER, re.compile(
        rf"(?:^|[\s،.])(?:و?(?:كما\s|حسبما\s|بحسب\sما\s|وفق\sما\s))?و?{_SAID_AR}{_DAY_AR}?\s{_PHRASE}")),
)  # fmt: skip
_END = re.compile(
    r"\s(?:что|которы\w+|после|перед|в(?:о)?|на|о|об|и|для|при|во\sвремя|по|намерен\w*|(?:в\s)?(?:понедельник|вторник)"
    r"|في|أن|إن|أنه|إنه|إنها|عن|بأن|خلال|على|من|مع|بعد|قبل|يوم|التي|الذي|و[^\s]{4,})(?:\s|$)"
)
_CYRILLIC, _ARABIC_LETTER = re.compile(r"[а-яё]", re.IGNORECASE), re.compile(r"[\u0620-\u064a]")


def attributions_elsewhere(text: str) -> Iterator[Attribution]:
    """The attributions of a sentence in Cyrillic or Arabic script; nothing for others."""
    patterns = _RUSSIAN if _CYRILLIC.search(text) else _ARABIC if _ARABIC_LETTER.search(text) else ()
    for role, pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span("source")
            if cut := _END.search(text[start:end]):
                end = start + cut.start()
            if end > start:
                yield Attribution(match.start(), end, text[start:end], start, end, role)
