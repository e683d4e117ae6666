"""Verbs of saying, French and English, as patterns: what `attributed` looks for beside a source."""

from __future__ import annotations

_SAID_FR = (
    "affirm|indiqu|déclar|annonc|précis|ajout|expliqu|soulign|assur|confirm|rapport|révél|not|rappell?|estim|dénonc|"
    "signal|fait savoir|dit|répondu|démenti|soutenu|reconnu|insist|avanc|martel|confi|mentionn|relat|"
    "rel[eè]v|averti|"
    "promis|prétend|jug|regrett|cit|argu|accus|espér|fait état"
)
PAST_FR = rf"(?:{_SAID_FR})(?:é|i|u|it)?e?s?"
_SAID_NOW_FR = _SAID_FR.replace("|dit|", "|").replace("|cit|", "|").replace("|not|", "|")
PRESENT_FR = rf"(?:(?:{_SAID_NOW_FR})(?:e|ent|ait|aient)|dit|disent|cite|citent|note|notent|nie|nient)"
SAID_EN = (
    r"said|says|told|tells|stated|states|claimed|claims|announced|announces|reported|reports|added|adds"
    r"|explained|"
    r"noted|notes|confirmed|confirms|warned|argued|insisted|alleged|alleges|denied|denies|revealed"
    r"|wrote|acknowledged|"
    r"suggested|believes|declared|asserted|testified|cautioned|predicted|estimates|estimated|disclosed"
)
# Verbs that speak only beside a quotation: «…», raconte X; «…», s'est félicitée X.
QUOTING = (
    r"racont|réagi|lanc|prév(?:e|ie)n|assén|résum|conclu|comment|plaid|déplor|fustig|ironis|gliss|tranch|répliqu|rétorqu"
    r"|renchéri|tempér|nuanc|témoign|tonn|clam|détaill|poursuivi|compl[eéè]t|s['’]agac|soupir|écri|promet|accus|avert"
)
ITSELF = r"félicit|réjoui|insurg|indign|inquiét|étonn|défend|justifi|emport|interrog|alarm|agac|désol|souven"
