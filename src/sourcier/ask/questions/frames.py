"""The words questions are made of, per language: what asks, what names the kind of answer, what carries
nothing.

All words are folded (lower case, no accents); the patterns of «où» keep accents.
"""

from __future__ import annotations

import re

QUESTION_HEADS = {
    "fr": frozenset("quel quelle quels quelles lequel laquelle lesquels lesquelles".split()),
    "en": frozenset("what which whose".split()),
    "ru": frozenset("какой какая какое какие каком какую какого какой-либо каким какова каков".split()),
    "ar": frozenset("ما ماذا اي كم".split()),
}


def _kinds(**listed: str) -> dict[str, str]:
    return {word: kind for kind, line in listed.items() for word in line.split()}


# «Quel poste occupe X», «Quel est l'objet de …»: nouns that need not stand in the text that answers.
ASKED_NOUNS = {
    "fr": _kinds(
        person="nom noms prenom prenoms personne personnes personnalite personnalites identite homme femme",
        place="lieu lieux endroit endroits pays ville villes region regions province provinces "
        "localite localites commune communes departement departements continent continents "
        "adresse emplacement site",
        time="jour jours date dates annee annees an mois heure heures moment epoque periode siecle "
        "semaine saison decennie duree delai",
        number="nombre chiffre chiffres montant total quantite taux pourcentage proportion age "
        "taille hauteur longueur largeur superficie distance poids effectif bilan valeur "
        "somme",
        function="poste postes fonction fonctions role roles titre titres metier metiers profession "
        "statut grade rang mandat qualite",
        purpose="objet objets objectif objectifs but buts finalite visee vocation theme themes sujet "
        "sujets contenu",
        reason="raison raisons cause causes motif motifs consequence consequences origine",
        statement="declaration declarations avis opinion position reaction reponse point propos",
        other="nationalite nationalites langue langues "
        "type types sorte sortes genre genres nature forme maniere facon source sources media "
        "medias organe agence information informations chose element elements evenement "
        "evenements probleme problemes caracteristique caracteristiques particularite "
        "specificite resultat resultats exemple exemples aspect aspects facteur facteurs "
        "condition conditions critere criteres avantage avantages inconvenient inconvenients "
        "issue interet importance impact effet effets etape etapes appellation difference "
        "lien relation categorie etat situation mot surnom",
    ),
    "en": _kinds(
        person="name names person people man woman individual identity",
        place="place places location locations country countries city cities town region province state site",
        time="day days date dates year years month time hour period century week season decade",
        number="number figure figures amount total quantity rate percentage proportion age size "
        "height length distance weight sum value",
        function="position positions post job role roles title function rank office occupation profession",
        purpose="purpose aim aims goal goals objective objectives object subject topic theme",
        reason="reason reasons cause causes motive consequence",
        statement="statement opinion reaction view stance comment response",
        other="type types kind kinds sort nature form way source sources outlet outlets information "
        "thing difference relation category status situation word nickname",
    ),
    "ru": _kinds(
        person="имя",
        place="место город страна стране городе регион провинции провинция",
        time="день дата году год месяц дня",
        number="число количество",
        function="пост должность роль",
        purpose="цель задача",
        reason="причина",
    ),
    "ar": _kinds(
        person="اسم",
        place="مكان مدينة دولة بلد ولاية",
        time="يوم تاريخ سنة عام شهر",
        number="عدد",
        function="منصب",
        purpose="هدف",
        reason="سبب",
    ),
}

# «combien de TEMPS»: counted without being said.
COUNTED_UNSAID = frozenset(
    """
    temps fois personne personnes gens homme hommes jour jours mois annee annees an ans heure heures minutes
    semaines siecles euro euros dollar dollars kilometre kilometres metre metres tonnes kilos litres degres
    points argent
    people times time days months years hours minutes weeks money dollars euros kilometres miles
    """.split()
)

# Verbs and adverbs so general that a text about the thing may well do without them.
LIGHT_WORDS = {
    "fr": frozenset(
        """
        trouve trouver trouvent situe situee situes situees situer situent occupe occuper occupait exerce
        derouler deroule deroulera deroulent deroulees passer passe passera passent tenir tient tiendra
        tiendront lieu avoir aura auront appelle appelle-t appeler nomme dit dire sait savoir existe
        existent agit agir concerne concernant consiste consistent doit doivent devait devrait peut peut-on
        eu eut sagit quoi question principal principale principaux principales exactement precisement actuel
        actuelle actuellement prochain prochaine prochainement recemment nommez citez donnez expliquez
        est-ce parle-t parle parlent sujet propos autour prendre prend prendra prendront part faites font
        fera feront effectue effectuer articles article texte textes document documents corpus arrive
        arriver produire produit produira mot prevu prevue prevus prevues
        """.split()
    ),
    "en": frozenset(
        """
        take takes taking took taken place part held hold happen happens happened happening located called
        named say says said tell tells told occur occurs exist exists main exactly currently current
        recently give name explain article articles text document according get got go goes going went come
        comes make made much many old long often describe please
        """.split()
    ),
    "ru": frozenset("находится находятся состоится состоятся пройдут происходит называется занимает".split()),
    "ar": frozenset("يقع تقع يوجد توجد ستجري تجري يشغل".split()),
}

QUESTIONS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "fr": (
        (re.compile(r"\bcombien\b"), "number"),
        (re.compile(r"\bpourquoi\b"), "reason"),
        (re.compile(r"\bquand\b"), "time"),
        (re.compile(r"\boù\b|^ou\b|[—–:]\s*(?:et )?ou\b"), "place"),
        (re.compile(r"^(?:et |mais )?qui (?:est|etait|sont) (?!ce |le |la |les |l')"), "function"),
        (
            re.compile(
                r"\b(?:que|qu')\s?(?:a|ont|dit|disent|pense\w*|affirme\w*|declare\w*|"
                r"estime\w*|annonce\w*)\b"
            ),
            "statement",
        ),
        (
            re.compile(r"(?:^|[—–:,]\s*)(?:et |mais )?(?:(?:a|par|de|avec|chez|contre|pour|selon) )?qui\b"),
            "person",
        ),
    ),
    "en": (
        (re.compile(r"\bhow (?:many|much|old|long|far|tall|big|large)\b"), "number"),
        (re.compile(r"\bwhy\b"), "reason"),
        (re.compile(r"\bwhen\b"), "time"),
        (re.compile(r"\bwhere\b"), "place"),
        (re.compile(r"\bwho (?:is|was|are|were) (?!the |a |an )"), "function"),
        (
            re.compile(r"\bwhat (?:did|does|do|has|have) .*\b(?:say|said|think|claim|claimed|announced?)\b"),
            "statement",
        ),
        (re.compile(r"\bwhom?\b"), "person"),
    ),
    "ru": (
        (re.compile(r"\bсколько\b"), "number"),
        (re.compile(r"\b(?:почему|зачем)\b"), "reason"),
        (re.compile(r"\bкогда\b"), "time"),
        (re.compile(r"\b(?:где|куда|откуда)\b"), "place"),
        (re.compile(r"\b(?:кто|кого|кому|кем|ком)\b"), "person"),
    ),
    "ar": (
        (re.compile(r"(?:^|\s)كم(?:\s|$)"), "number"),
        (re.compile(r"لماذا"), "reason"),
        (re.compile(r"متى|متي"), "time"),
        (re.compile(r"(?:^|\s)[أا]ين(?:\s|$)"), "place"),
        (re.compile(r"^من\s+(?:هو|هي|هم)?"), "person"),
    ),
}  # fmt: skip

BEFORE_A_NOUN = {
    "fr": frozenset(
        """
        le la les l un une des du de d ce cet cette ces son sa ses leur leurs au aux en dans sur par pour
        avec sans quel quelle quels quelles combien entre chez sous vers contre depuis selon mon ma mes
        notre nos votre vos
        """.split()
    ),
    "en": frozenset(
        """
        the a an of in on at by for with from to his her its their this that these those which what many
        much between against under about since
        """.split()
    ),
}
DEFINITE = frozenset("le la les l the".split())
BEFORE_A_VERB = {
    "fr": frozenset(
        """
        a ont est sont etait etaient fut furent sera seront doit doivent peut peuvent va vont s se qui il
        elle ils elles on ete ne n y quoi qui que comment pourquoi quand avait avaient aura auront
        """.split()
    ),
    "en": frozenset("did does do has have had will would was were is are be been who he she it they".split()),
}

WEEKDAYS_AND_MONTHS = frozenset(
    """
        lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout
        septembre octobre novembre decembre monday tuesday wednesday thursday friday saturday sunday january
        february march april may june july august september october november december
        """.split()
)

# What a sentence shows when it gives an answer of the kind.
PLACE_BEFORE = frozenset("a au aux en dans pres vers sur depuis in at near from to de du des".split())
FUNCTION_NOUNS = frozenset(
    """
        president presidente vice-president vice ministre secretaire directeur directrice chef cheffe
        general generale colonel amiral maire depute deputee senateur senatrice ambassadeur ambassadrice
        porte-parole conseiller conseillere expert experte analyste chercheur chercheuse professeur
        professeure journaliste avocat avocate juge procureur procureure commandant gouverneur gouverneure
        roi reine prince princesse premier premiere patron patronne dirigeant dirigeante responsable delegue
        deleguee coordinateur coordinatrice fondateur fondatrice pdg dg presidence medecin ingenieur
        ingenieure ecrivain ecrivaine poete peintre philosophe acteur actrice chanteur chanteuse joueur
        joueuse entraineur militant militante historien historienne diplomate emissaire representant
        representante president minister secretary director head chief general colonel admiral mayor deputy
        senator ambassador spokesman spokeswoman spokesperson adviser advisor expert analyst researcher
        professor journalist lawyer judge prosecutor commander governor king queen prince chairman
        chairwoman chair chairperson executive founder cofounder ceo cfo cto coach captain manager leader
        officer player engineer writer actor actress singer prefet prefete tresorier tresoriere adjoint
        adjointe prefect treasurer
        """.split()
)
SPEECH = frozenset(
    """
        dit dire disait affirme affirmer declare declarer estime estimer annonce annoncer indique indiquer
        precise preciser ajoute ajouter explique expliquer souligne souligner assure assurer confirme
        confirmer rapporte rapporter revele reveler note noter rappelle rappeler repond repondu repondre
        regrette regretter denonce denoncer pense penser juge juger considere considerer promis promet
        evoque evoquer insiste soutenu soutient reconnu reconnait said says say told tells announced
        announces stated states added adds explained claimed claims noted thinks believes argued warned
        insisted
        """.split()
)
PURPOSE_MARKS = re.compile(
    r"\b(?:afin|objectifs?|but|vis(?:e|ent|ait|ant)|consist\w+|port(?:e|ent|era|eront|ant) sur|destine\w*|"
    r"pour \w+(?:er|ir|re)\b|"
    r"aim(?:s|ed|ing)?|in order|designed|purpose|intended|focus\w*)"
)  # fmt: skip
REASON_MARKS = re.compile(
    r"\b(?:car|parce|puisque|en raison|a cause|grace a|afin|faute de|du fait|c'est pourquoi|a la suite|"
    r"suite a|"
    r"a l'origine|du a|due a|dus a|dues a|parti d|justifi\w+|expliqu\w+ par|resulte|face a|afin|"
    r"provoque|because|since|due to|owing|therefore|caused)\b"
)
