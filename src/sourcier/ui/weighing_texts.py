"""The words of what stands behind an answer: summary, grades, ledger, saving."""

from __future__ import annotations

from sourcier.types import Bilingual

JUDGE = Bilingual(fr="Juger cette source…", en="Judge this source…")
JUDGEMENT = Bilingual(fr="Jugement", en="Judgement")
JUDGING = Bilingual(fr="Ce que vous pensez de cette source", en="What you think of this source")
JUDGING_MORE = Bilingual(
    fr="Fiabilité : celle du média, d'après son passé. Crédibilité : celle d'une information, qui que ce soit"
    " qui la rapporte. Les deux se jugent séparément, et par des personnes seulement.",
    en="Reliability is the outlet's, from its record. Credibility is that of a piece of information, whoever"
    " reports it. The two are judged apart, and by people only.",
)
KEPT_IN = Bilingual(fr="Gardé dans", en="Kept in")
NO_OUTLET = Bilingual(
    fr="Le média de cet article n'est pas connu : seule l'information peut être jugée.",
    en="The outlet of this article is not known: only the information can be judged.",
)
DESCRIPTOR = Bilingual(fr="Description du média", en="Description of the outlet")
DESCRIPTOR_HINT = Bilingual(fr="par exemple : agence d'État", en="for example: state news agency")
RELIABILITY = Bilingual(fr="Fiabilité du média", en="Reliability of the outlet")
USUAL = Bilingual(
    fr="Crédibilité de ses informations, en général", en="Credibility of its reports, as a rule"
)
CREDIBILITY = Bilingual(
    fr="Crédibilité de l'information de cet article", en="Credibility of what this article says"
)
NOT_JUDGED = Bilingual(fr="non jugée", en="not judged")
BY = Bilingual(fr="Votre nom (gardé avec le jugement)", en="Your name (kept with the judgement)")
KEEP = Bilingual(fr="Enregistrer le jugement", en="Save the judgement")
CANCEL = Bilingual(fr="Annuler", en="Cancel")
UNCHANGED = Bilingual(fr="Rien n'a été changé.", en="Nothing was changed.")
SAVE_TEXT = Bilingual(fr="Enregistrer avec les preuves", en="Save with the evidence")
SAVE_DATA = Bilingual(fr="… en JSON", en="… as JSON")
