"""What frames a statement («le bruit court que», "X put it") → whether it reports, doubts or announces it."""

from __future__ import annotations

import re
from functools import lru_cache

# Verbs and nouns of saying, thinking and doubting. They are looked for in what surrounds a statement, not in
# it: there a false alarm would need a sentence that says its own thing next to the statement.
_FRENCH = (
    r"selon|d['’]après|dixit|aux? dires|de l['’]avis|à en croire|rumeurs?|bruit court|le bruit|sources?"
    r"|communiqué"
    r"|témoign\w+|affirm\w+|indiqu\w+|déclar\w+|annonc\w+|précis(?:e|ent|é|ait|aient)\b|ajout(?:e|ent|é"
    r"|ait|aient)\b"
    r"|expliqu\w+|soulign\w+|assur(?:e|ent|é|ait|aient)\b|confirm\w+|rapport(?:e|ent|é|ait|aient)\b"
    r"|révèl\w+|révél\w+"
    r"|rappel\w+|estim\w+|dénonc\w+|signal(?:e|ent|é|ait|aient)\b|prétend\w*|soutien(?:t|nent)\b"
    r"|soutenu|jug(?:e|ent)\b|jugé\b(?!\s(?:pour|par|devant|en|coupable))"
    r"|ni(?:e|ent)\b|pens(?:e|ent|ait|aient)\b|croi(?:t|ent|re)\b|suppos\w+|dit|disent|disai\w+|écri(?:t|vent|vait)\b"
    r"|répond\w*"
    r"|avanc(?:e|ent)\b|allègu\w+|suggèr\w+|crai(?:nt|gnent)\b|redout\w+|racont\w+|relat(?:e|ent|é)\b"
    r"|cit(?:e|ent|ant)\b|peut-on lire|fait savoir|fait état|il se (?:peut|pourrait)|sembl\w+|para(?:î|i)t\w*"
    r"|apparemment|vraisembl\w+|probable\w*|peut-être|éventuel\w*|regrett\w+|promet|promis|espèr\w+"
    r"|constat(?:e|ent|é)\b|reconna\w+|admet\w*|conclu(?:t|ent)\b|not(?:e|ent|é)\b|considèr\w+"
    r"|imagin\w+|aux yeux d"
)
_ENGLISH = (
    r"according|said|says?|saying|told|tells?|claim(?:s|ed|ing)?|stat(?:es|ed|ing)|announc\w+"
    r"|report(?:s|ed|edly|ing)?"
    r"|add(?:s|ed)|explain\w*|noted|notes|wrote|writes?|warn\w*|argu\w+|insist\w*|alleg\w+|den(?:y|ies"
    r"|ied)|reveal\w*"
    r"|believ\w+|thinks?|thought|suggest\w*|declar\w+|assert\w*|predict\w*|estimat\w+|disclos\w+|put it"
    r"|in the words of"
    r"|rumou?r\w*|quot\w+|citing|cited|cites|supposedly|apparently|maintain(?:s|ed)|contend\w*"
    r"|acknowledg\w+|sources say"
    r"|seems?|appears?|perhaps|possibly|probably|likely|tweeted|posted|testified|confirm\w*|in (?:his"
    r"|her|their) view"
)
_RUSSIAN = (
    r"по (?:словам|данным|мнению|сообщениям?|информации|неподтвержд\w+)|согласно|со ссылкой|сообщ\w+"
    r"|заяв\w+|утвержд\w+"
    r"|отмет\w+|отмеч\w+|подчерк\w+|рассказ\w+|объяв\w+|пиш(?:ет|ут)|считает|считают|слух\w*"
    r"|предположительно|якобы"
    r"|вероятно|возможно|добавил\w*|уточнил\w*|пояснил\w*|написал\w*|сказал\w*|говорит\w*|по-видимому"
)
_ARABIC = (
    r"[وف]?(?:وفق\w*|بحسب|حسب|قال\w*|يقول|تقول|يقال|أعلن\w*|أفاد\w*|ذكر\w*|أكد\w*|أوضح\w*|أضاف\w*"
    r"|صرح\w*|نقلا|تقارير|مصادر"
    r"|زعم\w*|يزعم|ادعى|أشار\w*|تشير|يعتقد|يبدو|ربما|المحتمل)"
)
_FRAME = re.compile(rf"(?<![\w-])(?:{_FRENCH}|{_ENGLISH}|{_RUSSIAN}|{_ARABIC})(?!\w)", re.IGNORECASE)
_IN_SOMEONES_EYES = re.compile(
    r"^\W*(?:Pour|For)\s(?:(?:l['’]|(?:le|la|les|the|an?|une?)\s)?[a-zà-ÿ]+\s(?:de\s|of\s|for\s)?){0,2}"
    r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)*\s*,"
)


_OWN_CLAUSE = re.compile(
    r"^[\s,]*(?:[;(:]|(?:qui|que|dont|où|ce qui|avec|notamment|ainsi|mais|et"
    r"|which|who|whose|where|with|including|but|and|as)\b)",
    re.IGNORECASE,
)
_AT_ONCE = 4  # words after a statement within which «, a déclaré X» says so
_WHOLE = 8  # words of all that follows: ", X wrote on Monday"


def trailing(after: str) -> re.Match[str] | None:
    """A word of saying in what follows a statement, unless that is a clause with a matter of its own."""
    if _OWN_CLAUSE.match(after):
        return None
    words = after.split()
    return reporting(after if len(words) <= _WHOLE else " ".join(words[:_AT_ONCE]))


@lru_cache(maxsize=4096)
def reporting(frame: str) -> re.Match[str] | None:
    """The first word of saying or doubting in what stands before a statement."""
    return _FRAME.search(frame) or _IN_SOMEONES_EYES.search(frame)


def is_reporting(written: str) -> bool:
    """Whether one word, by itself, is of saying or doubting."""
    return _FRAME.fullmatch(written) is not None


_INTRODUCES = re.compile(r"\w+[ \u00a0](?:que\b|qu['’]|that\b)")


def introduces(written: str) -> bool:
    """Whether a word, with what follows it, is a verb of saying before its «que»."""
    return bool(_INTRODUCES.match(written) and reporting(written))


_HEDGE = re.compile(
    r"\b(?:(?:aur|ser|devr|pourr|fer|voudr|viendr|iendr|faudr|prendr|rendr|verr|saur|ir)ai(?:t|ent)"
    r"|\w{2,}[^é\W]erai(?:t|ent)|would|could|might|(?-i:may)|reportedly|allegedly|supposedly|apparently"
    r"|peut-être|perhaps|possibly|probablement|probably|semble(?:nt|rait)?|seems?|appears?\sto|rumeurs?"
    r"|rumou?r(?:s|ed)?|présumé(?:e|s|es)?|alleged|on parle de|risqu(?:e|ent|ait|aient)"
    r"|soupçonnée?s?|suspectée?s?|accusée?s?(?=\s(?:de|d['’]))|suspected|accused(?=\sof)"
    r"|encour(?:t|ent|ait|aient)|passibles?"
    r"|(?:la |cette )?(?:piste|hypothèse)|likely|potentially|éventuel\w*|peu(?:t"
    r"|vent)(?=\s\w+(?:er|ir|re|oir)\b))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def hedges(text: str) -> tuple[tuple[str, int, int], ...]:
    """Words of conditional, possibility and rumour, with their spans."""
    return tuple((match[0], match.start(), match.end()) for match in _HEDGE.finditer(text))


_FUTURE = re.compile(
    r"\b(?:(?:ser|aur|devr)(?:a|ont)|(?:va|vont|doit|doivent)(?=(?:\sencore|\saussi|\s\w+ment)?\s\w+(?:er|ir|re|oir)\b)"
    r"|rest(?:e|ent)\sà(?=\s\w+(?:er|ir|re|oir)\b)"
    r"|(?-i:[a-zà-ÿ]{2,}[^é\W](?:era|eront|ira|iront)|[a-zà-ÿ]*(?:iendr|prendr|rendr|perdr|tordr|ettr|attr|aîtr|oîtr|cevr|verr|saur)(?:a|ont))"
    r"|will|shall|(?:must|(?:is|are|has|have)(?:\syet)?\sto)(?=\s\w)"
    r"|(?:going|set|due|expected|scheduled|plans?|planning) to|\w+['’]ll)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:prév\w+|futur\w*|prochain\w*|projet\w*|attendu\w*|bientôt|planifi\w+|programmé\w*|plan(?:s"
    r"|ned|ning)?|expect\w*"
    r"|upcoming|future|soon|scheduled|to be|demain|tomorrow|next)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def futures(text: str) -> tuple[tuple[str, int, int], ...]:
    """Verbs in the future and what announces one, with their spans."""
    return tuple((match[0], match.start(), match.end()) for match in _FUTURE.finditer(text))


@lru_cache(maxsize=4096)
def looks_ahead(text: str) -> bool:
    """Whether anything of ``text`` says that it is to come."""
    return bool(futures(text) or _AHEAD.search(text))
