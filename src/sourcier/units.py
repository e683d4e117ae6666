"""Words and signs after a number → one name per unit of measure or money; four languages."""

from __future__ import annotations

from sourcier.folding import fold


def _units(**listed: str) -> dict[str, str]:
    return {word: unit for unit, words in listed.items() for word in words.split()}


UNITS = _units(
    usd="dollar dollars usd доллар доллара долларов دولار دولارا دولارات",
    eur="euro euros eur евро يورو",
    gbp="livre livres sterling gbp",
    rub="rouble roubles ruble rubles rub рубль рубля рублей روبل",
    cny="yuan yuans",
    jpy="yen yens",
    dzd="dinar dinars динар динаров دينار دينارا",
    mad="dirham dirhams",
    chf="franc francs",
    rial="rial rials riyal riyals",
    rupee="rupee rupees roupie roupies",
    km="km kilometre kilometres kilometer kilometers километр километра километров كيلومتر كيلومترا",
    m="metre metres meter meters m",
    cm="cm centimetre centimetres centimeter centimeters",
    mm="mm millimetre millimetres",
    mile="mile miles",
    foot="foot feet ft",
    inch="inch inches pouces",
    km2="km² km2",
    m2="m² m2",
    m3="m³",
    hectare="hectare hectares ha",
    acre="acre acres",
    kmh="km/h",
    kg="kg kilo kilos kilogramme kilogrammes kilogram kilograms",
    g="gramme grammes gram grams",
    pound="pound pounds lb lbs",
    tonne="tonne tonnes ton tons t тонна тонны тонн طن طنا اطنان",
    litre="litre litres liter liters",
    barrel="baril barils barrel barrels",
    degree="degre degres degree degrees °",
    hour="heure heures hour hours h",
    minute="minute minutes min",
    second="seconde secondes seconds",
    day="jour jours day days",
    week="semaine semaines week weeks",
    month="mois month months",
    year="an ans annee annees year years",
    century="siecle siecles century centuries",
    watt="watt watts",
    mw="mw megawatt megawatts",
    gw="gw gigawatt gigawatts",
) | {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "pourcent": "%",
    "pour cent": "%",
    "p. c.": "%",
    "p.c.": "%",
    "‰": "‰",
    "процент": "%",
    "процента": "%",
    "процентов": "%",
    fold("في المئة"): "%",
    fold("في المائة"): "%",
    fold("بالمئة"): "%",
    fold("بالمائة"): "%",
}

CURRENCY_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₽": "rub"}

GLUED_UNITS = _units(
    km="km", m="m", cm="cm", mm="mm", kg="kg", g="g", tonne="t", hour="h", minute="min mn", foot="ft",
    pound="lb lbs",
    km2="km² km2", m2="m² m2", m3="m³ m3", mw="mw", gw="gw", mph="mph", hectare="ha", litre="l",
    gigabyte="gb go", megabyte="mb mo", terabyte="tb to", decade="s", gram="gr",
) | {"%": "%", "‰": "‰", "°": "degree", "pm": "pm", "am": "am"}  # fmt: skip

APPROXIMATORS = (
    r"\benviron|\bquelques?|\bpr[èe]s|\bplus|\bmoins|\bpresque|\bautour|\bau moins|\bjusqu['’][àa]"
    r"|\bquasi(?:ment)?|\bà peine"
    r"|\bsome|\babout|\baround|\bapproximately|\broughly|\bnearly|\balmost|\bover|\bmore than"
    r"|\bless than|\bfewer than"
    r"|\bat least|\bup to|\bas many as|\bestimated|\bcirca|~"
)
"""What hedges a number when it stands right before it."""
