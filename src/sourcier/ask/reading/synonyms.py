"""Words that news writes one for the other: stem → the stems that say the same; French and English.

Only where a reader would not see a difference of fact: «mort» and «tué», «meurtre» and «assassinat»,
«préavis» and «grève», «voiture» and «véhicule» are not here. A word found so counts as one derived from the
claim's.
"""

from __future__ import annotations

from functools import lru_cache

from sourcier.ask.reading.analysed import stem_of
from sourcier.language import fold

_ALIKE = {
    "fr": """
        demander demande demandent réclamer réclame réclament exiger exige exigent;
        adopter adopté approuver approuvé; commencer commencent débuter débuteront démarrer;
        finir terminer achever; mort morts mortes mourir décédé décès péri périr;
        hausse augmentation; augmenter progresser; baisse diminution recul;
        baisser diminuer reculer réduire réduit; arrêter arrêté interpeller interpellé; emplois postes;
        salariés employés; voix suffrages; recruter embaucher; proposer offrir offre; feu incendie;
        vaincre battre battu; remporter gagner; inscrire inscrit marquer marqué; hôpital hospitalisé;
        scrutin élection; voiture automobile; rouvrir rouvrira réouverture; ouvrir ouverture;
        nommer désigner; constater observer; origine cause; habitants riverains; libérer relâcher;
        nier nie nient démentir démenti conteste contestent contester;
        voté votée votés votées voter adopté adoptée approuvé approuvée;
        mener menée mené conduire conduite conduit diriger dirigée dirigé;
        expulsion exclusion; expulsé exclu; toucher touché frapper frappé;
        monter monté grimper grimpé augmenter augmenté; financer financé payer payé;
        confirmer confirment maintenir maintient maintiennent; acquérir acquis racheter racheté acheter;
        reporter reporté repousser repoussé différer différé; reconnaître reconnaît admettre admet avouer;
        détruire détruit ravager ravagé; soupçonner soupçonné suspecter suspecté;
        survenir survenu produire produit; provoquer provoqué causer causé entraîner entraîné;
        écoper écopé condamner condamné; verser versé payer payé;
        évaluer évalue évalué estimer estime chiffrer chiffre;
        requérir requis réclamer réclamé; succéder succède remplacer remplacé;
        stopper stoppé arrêter arrêté interrompre interrompu suspendre suspendu;
        fermer fermeture
    """,
    "en": """
        start begin began commence; buy bought purchase; died dead deaths; injured hurt wounded;
        acquitted cleared; increase rise rose raise; fall fell drop decline; jobs posts; close shut;
        approve adopt; capture seize; recapture retake retook; hire recruit; troops forces;
        plan intend; demand seek ask; freed released; arrested detained; blaze fire; findings results;
        refuse refused reject rejected; grow grew widen widened rise; agree agreed accept accepted;
        lawsuit suit; postpone postponed delay delayed; fund funded paid pay; brought filed;
        company firm; ruling decision; roughly about nearly; cause trigger;
        acquire acquired buy bought purchase; criticise criticised criticize criticized;
        blame blamed attribute attributed; dismiss dismissed sacked;
        left leave depart departs departed quit;
        warn warned caution cautioned; probe investigation inquiry; unveil unveiled announce announced
    """,
}


@lru_cache(maxsize=8)
def _groups(language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for listed in _ALIKE.get(language, "").split(";"):
        alike = frozenset(stem for word in listed.split() if (stem := stem_of(fold(word), language)))
        for stem in alike:
            found[stem] = found.get(stem, frozenset()) | alike - {stem}
    return found


def synonyms(stem: str, language: str) -> frozenset[str]:
    """The stems of words that may stand for the one of ``stem``."""
    return _groups(language).get(stem, frozenset())
