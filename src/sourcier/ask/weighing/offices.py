"""The wording of a source → its office, the same in every language: «la préfecture», "health ministry"."""

from __future__ import annotations

import re

from sourcier.glossary import concepts, is_country
from sourcier.language import fold

_FAMILIES = {
    "prefecture": r"(?:sous-)?prefec?t(?:ure|e)?|prefectorale?s?|prefect(?:ure)?|префектур\w*|префект\w*",
    "prosecutor": r"parquet|procur\w+|prosecutors?|прокур\w*|النيابة|المدعي العام|الادعاء العام",
    "police": r"police|policiere?s?|полиц\w*|الشرطة",
    "gendarmerie": r"gendarmerie|gendarmes|жандарм\w*",
    "mayor": r"mairie|maire|mayor|town hall|city hall|мэр\w*|بلدية",
    "army": r"armee|etat-major|army|армия",
    "navy": r"navy|capitainerie",
    "coastguard": r"gardes?-cotes?|coast ?guards?|берегов\w+ охран\w*|خفر السواحل",
    "court": r"tribunal|court|суд|المحكمة",
    "firefighters": r"pompiers|sapeurs-pompiers|fire(?:fighters| service| brigade)|пожарн\w+|الإطفاء|الاطفاء",
    "management": r"direction|management|руководств\w+",
    "rescuers": r"secours|secouristes|rescuers|emergency services|спасател\w+",
    "civil defence": r"(?:protection|securite) civile|civil (?:defen[cs]e|protection)|الدفاع المدني"
    r"|гражданск\w+ оборон\w*",
    "red cross": r"croix-rouge|red cross|красн\w+ крест\w*|الصليب (?:الاحمر|الأحمر)",
    "red crescent": r"croissant-rouge|red crescent|красн\w+ полумесяц\w*|الهلال (?:الاحمر|الأحمر)",
    "united nations": r"onu|(?:organisation des )?nations unies|united nations|оон|(?:الامم|الأمم) المتحدة",
    "world health": r"oms|organisation mondiale de la sante|world health organi[sz]ation|воз"
    r"|منظمة الصحة العالمية",
    "nato": r"otan|nato|нато|الناتو",
    "european commission": r"commission europeenne|european commission|еврокомисси\w+"
    r"|المفوضية (?:الاوروبية|الأوروبية)",
    "atomic energy": r"aiea|iaea|магатэ|الوكالة الدولية للطاقة الذرية",
}
_FAMILY = {
    name: re.compile(rf"(?:l'|la |le |les |the |local |regional )*(?:{words})(?P<of>.*)$", re.DOTALL)
    for name, words in _FAMILIES.items()
}
_MINISTRY = re.compile(
    r"(?:ministeres?|ministres?|ministry|ministers?|министерств\w*|министр\w*|وزارة|وزيرة?)$"
)
_PORTFOLIOS = {
    "defence": r"defen[sc]e|armees|оборон\w*|دفاع",
    "foreign": r"etrangeres|foreign|diplomatie|иностранн\w*|خارجية",
    "interior": r"interieur|interior|внутренн\w*|داخلية",
    "transport": r"transports?|транспорт\w*|نقل",
    "health": r"sante|health|здравоохранени\w*|صحة",
    "energy": r"energie|energy|энергетик\w*|طاقة",
    "justice": r"justice|юстици\w*|عدل",
    "finance": r"finances?|финансов|مالية",
    "education": r"education|просвещени\w*|образовани\w*|تربية|تعليم",
    "agriculture": r"agriculture|сельск\w+|فلاحة|زراعة",
    "environment": r"environnement|ecologi(?:e|que)|environment|экологи\w*|بيئة",
    "labour": r"travail|labou?r|труда|عمل",
    "industry": r"industrie|industry|промышленност\w*|صناعة",
    "culture": r"culture|культур\w*|ثقافة",
    "oil": r"petrole|oil|petroleum|нефт\w+|نفط",
    "emergencies": r"urgences?|emergenc(?:y|ies)|чрезвычайн\w+",
    "sport": r"sports?|спорта?|رياضة",
}
_PORTFOLIO = {name: re.compile(rf"(?:ال|لل|و)?(?:{words})$") for name, words in _PORTFOLIOS.items()}
_SHORT = {
    "минобороны": "defence", "мид": "foreign", "мида": "foreign", "мвд": "interior", "минтранс": "transport",
    "минтранса": "transport", "минздрав": "health", "минздрава": "health", "минэнерго": "energy",
    "минюст": "justice", "минюста": "justice", "минфин": "finance", "минфина": "finance",
    "мчс": "emergencies",
}  # fmt: skip
"""What Russian calls its ministries by."""
_BESIDE = frozenset(
    """
    le la les l de du des d et a au aux the of and for s porte parole porte-parole spokesman spokeswoman
    spokesperson affaires affairs situations situation ситуаций по и дел delegue deleguee general generale
    официальный представитель представителя пресс-служба пресс-службы المتحدث باسم الناطق
    """.split()
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def office(source: str) -> tuple[str, bool] | None:
    """Its kind, the same in every language, and whether the words name nothing besides it.

    A ministry's kind has the country in it that the words name: those of two countries are two.
    """
    folded = " ".join(fold(source).replace("’", "'").split())
    for name, pattern in _FAMILY.items():
        if (match := pattern.match(folded)) and not match["of"][:1].isalnum():
            return name, not match["of"].strip()
    return _ministry(folded)


def _ministry(folded: str) -> tuple[str, bool] | None:
    """«Le ministère russe de la Défense», «Минобороны», «porte-parole du ministère de la Santé, X»."""
    words = _WORD.findall(folded)
    portfolios = {_SHORT[word] for word in words if word in _SHORT}
    rest = [word for word in words if word not in _SHORT]
    if any(_MINISTRY.match(word) for word in words):
        for name, pattern in _PORTFOLIO.items():
            if any(pattern.match(word) for word in rest):
                portfolios.add(name)
                rest = [word for word in rest if not pattern.match(word)]
        rest = [word for word in rest if not _MINISTRY.match(word)]
    if len(portfolios) != 1:
        return None  # «ministre de l'Économie et des Finances»: of which of them, who knows
    countries = {word: _country(word) for word in rest}
    left = [word for word in rest if not countries[word] and word not in _BESIDE]
    of = sorted(number for numbers in countries.values() for number in numbers)
    return f"ministry of {portfolios.pop()} {of}", not left


def _country(word: str) -> frozenset[int]:
    """The country that a word of any language names: «russe», "Russian", «России»."""
    return frozenset(
        number
        for language in ("fr", "en", "ru", "ar")
        if is_country(word, language)
        for number in concepts(word, language)
    )
