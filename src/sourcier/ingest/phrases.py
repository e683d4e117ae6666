"""The words of web pages around an article, folded: whole lines, openings of lines, forms of lines.

French and English, with the commonest words of Russian and Arabic. None belongs to one site.
"""

from __future__ import annotations

import re

from sourcier.folding import fold

_BULLETS = " \t\u00a0\u200b\u200e\u200f\ufeff•·●○◦▪▫■□►▶▸→⇒›»«*#|–—-_+>⮞✎✉☰🔊📷📸📌👉🔴🔗💬"
_TAIL = " \t\u00a0:;.…!>»›→|·•-–—"


def plain(line: str) -> str:
    """``line`` folded, single-spaced, without bullets before it and pointing marks after it."""
    return bare(fold(line))


def bare(folded: str) -> str:
    """As `plain`, of a line that is folded."""
    return " ".join(folded.strip(_BULLETS + '"').rstrip(_TAIL + '"').split())


def _phrases(text: str) -> list[str]:
    return [
        plain(phrase) for line in text.strip().splitlines() for phrase in line.split("|") if phrase.strip()
    ]


class _Starts:
    """Phrases that a line may open with. Most lines are told by their first letters, without trying any."""

    def __init__(self, text: str) -> None:
        phrases = _phrases(text)
        self._pattern = re.compile(r"(?:" + "|".join(re.escape(p) for p in phrases) + r")(?![^\W_])")
        self._letters = min(map(len, phrases))
        self._first = frozenset(phrase[: self._letters] for phrase in phrases)

    def match(self, bare: str) -> re.Match[str] | None:
        """The phrase that ``bare`` opens with."""
        return self._pattern.match(bare) if bare[: self._letters] in self._first else None


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


ALONE = frozenset(
    _phrases("""
publicité | annonce | advertisement | advertisements | advertising | ad | sponsored | contenu sponsorisé
sponsored content | реклама | إعلان | إعلانات | story continues below | article continues below
continue reading the main story | passer la publicité | accueil | home | menu | rechercher | recherche
search | navigation | aller au contenu | aller au contenu principal | skip to content
skip to main content | skip to main | retour | retour en haut | haut de page | back to top
retour à la liste | précédent | suivant | previous | next | article suivant | article précédent
next article | previous article | navigation de l'article | post navigation | se connecter | connexion
s'inscrire | log in | login | sign in | register | mon compte | главная | поиск | الرئيسية | بحث
contact | nous contacter | contactez-nous | contact us | à propos | qui sommes-nous | about us | about
plan du site | sitemap | mentions légales | politique de confidentialité | privacy policy
conditions générales d'utilisation | terms of use | terms of service | terms and conditions
conditions générales | données personnelles | charte d'utilisation | accepter | tout accepter | refuser
tout refuser | j'accepte | accept | accept all | reject all | ok | fermer | close | gérer mes choix
manage cookies | cookie settings | paramétrer les cookies | gérer les cookies | continuer sans accepter
chargement | chargement en cours | chargement du lecteur | loading | loading player | wordpress
j'aime ça | j'aime chargement | like this | signaler une erreur | signaler | report an error
ajouter aux favoris | lire plus tard | offrir cet article | offrir | écouter l'article
écouter cet article | écouter | listen to this article | listen | google actualités | google news
imprimer l'article | envoyer par mail | envoyer par e-mail | print this article | save article
enregistrer | sauvegarder | save | play | pause | mute | unmute | play video | lire la vidéo | video player
lecteur vidéo | fullscreen | plein écran | répondre | reply | ответить | رد | voir plus | afficher plus
load more | show more | voir tout | see all | en savoir plus | lire la suite | read more
continue reading | suite | la suite après la publicité | la suite après cette publicité
read the full story | read full article | читать далее | подробнее | اقرأ المزيد | avec afp
avec afp et reuters | avec reuters | afp | reuters | ap | (avec afp) | source afp | sources agences
avec agences | facebook | twitter | instagram | youtube | telegram | tiktok | linkedin | whatsapp | rss
flux rss | voir la version complète | version imprimable | text size | taille du texte | a+ | a- | print
pdf | imprimer | support us | donate | donate now | become a member | nom * | email * | e-mail *
site web | website | name * | your name | votre nom | votre e-mail | votre commentaire
enregistrer mon nom, mon e-mail et mon site dans le navigateur pour mon prochain commentaire
annuler la réponse | cancel reply | post comment | submit | envoyer | valider | publier
laisser un commentaire annuler la réponse | like loading | leave a reply cancel reply
laisser une réponse annuler la réponse
leave a comment cancel reply | published | updated | last updated | publié | publié le | posted
mis à jour | mis à jour le | modifié le | опубликовано | نشر في | par | by | updated on | published on
""")
)
OPENERS = _Starts("""
cet article vous a plu | cet article vous a-t-il | vous aimez cet article | vous avez aimé cet article
avez-vous aimé | did you like this | did you find this | was this article | was this page
votre navigateur ne | your browser does not | pour afficher ce contenu | to display this content
pour visionner cette vidéo | ce contenu n'est pas disponible | ce contenu est bloqué
this video can not be played | this content is not available | accepter et afficher | autoriser les cookies
nous utilisons des cookies | ce site utilise des cookies | ce site web utilise des cookies
notre site utilise des cookies | we use cookies | this site uses cookies | this website uses cookies
en poursuivant votre navigation | by continuing to use | by continuing to browse
мы используем файлы cookie | en cliquant sur | abonnez-vous | je m'abonne | s'abonner | déjà abonné
article réservé aux abonnés | cet article est réservé aux abonnés
cet article est réservé à nos abonnés | réservé aux abonnés
la suite est réservée | il vous reste | contenu réservé aux abonnés | inscrivez-vous | subscribe
sign up for | sign up to | get our newsletter | already a subscriber | this article is for subscribers
suivez-nous | suivez toute | suivez l'actualité | retrouvez-nous sur | rejoignez-nous | follow us
join us on | téléchargez l'application | télécharger l'application | download the app | download our app
get the app | recevez les | recevez notre | recevez chaque | recevez gratuitement
recevoir notre newsletter | newsletter | newsletters | подписаться | подписывайтесь | подпишитесь
следите за нами | اشترك | اشتركوا | تابعونا | تابعنا | faites un don | soutenez-nous | soutenez notre
faire un don | tous droits réservés | all rights reserved | все права защищены | جميع الحقوق محفوظة
reproduction interdite | ce site utilise akismet | this site uses akismet
votre adresse e-mail ne sera pas publiée | votre adresse courriel ne sera
votre adresse de messagerie ne sera | your email address will not be published | les champs obligatoires
required fields are | enregistrer mon nom | save my name | vous devez être connecté
you must be logged in | vous devez vous connecter | prévenez-moi de tous les nouveaux | notify me of
cliquez pour partager | click to share | cliquez pour imprimer | signaler ce contenu
une erreur dans l'article | vous avez repéré une erreur | spotted an error | have you spotted
texte par | reportage par | last modified | last updated | dernière modification | dernière mise à jour
""")
ONE_LINK = _Starts("""
lire aussi | à lire aussi | a lire également | lire également | lire notre | voir aussi | à voir aussi
voir également | écouter aussi | (re)voir | (re)lire | (re)écouter | relire | revoir | réécouter
read more | en savoir plus | plus d'informations | read also | also read | see also | read next
watch also | also on
читайте также | смотрите также
اقرأ أيضا | اقرأ أيضاً | شاهد أيضا | إقرأ أيضا | للمزيد | à lire | à voir | à écouter | à relire | lire
voir | écouter | regarder | read | watch | listen | related | vidéo | video | podcast | en vidéo
en images
""")
ONE_LINK_FREE = _Starts("""
lire aussi | à lire aussi | lire également | voir aussi | à voir aussi | écouter aussi | (re)voir
(re)lire | (re)écouter | read also | also read | see also | читайте также | смотрите также | اقرأ أيضا
شاهد أيضا | إقرأ أيضا
""")
LISTS = frozenset(
    _phrases("""
related | sur le même sujet | sur le même thème | dans le même dossier | à lire sur le même sujet
articles liés | articles similaires
articles connexes | articles récents | derniers articles | les plus lus
les plus consultés | les plus partagés | les plus populaires | à la une | à ne pas manquer
vous aimerez aussi | vous pourriez aussi aimer | à découvrir | à découvrir aussi | notre sélection
pour aller plus loin | nos autres articles | autres articles | dans la même rubrique
contenus sponsorisés | nos derniers articles | related articles | related stories | related topics
related content | related posts | more on this story | more stories | more from | most read
most popular | most viewed | top stories | trending | trending now | recommended | recommended for you
recent posts | you may also like | you might also like | latest news | editor's picks | editors' picks
archives | catégories | categories | partenaires | читайте также | популярное | по теме | الأكثر قراءة
مواضيع ذات صلة | أخبار ذات صلة | liens utiles | dernières actualités | dernières infos
""")
)
TAGS = _Starts("""
mots clés | mots-clés | mot-clé | tags | tag | keywords | étiquettes | étiqueté | tagged | topics
thématiques | теги | метки | كلمات مفتاحية | الكلمات المفتاحية | filed under | classé dans | publié dans
posted in
""")
_COUNT = r"\(?\s*\d[\d ]*\s*\)?"
_COMMENT = r"(?:commentaires?|comments?|комментари\w*|تعليق\w*)"
COMMENTS = _any(
    rf"{_COUNT} {_COMMENT}(?: (?:sur|on|to|pour|a)\b.{{0,200}})?",
    rf"{_COUNT} (?:reactions?|responses?|replies|avis|reponses?)",
    rf"(?:les |vos |the |all |(?:lire|voir) les |view |read ){_COUNT} ?(?:{_COMMENT}|reactions?)",
    rf"{_COMMENT} ?:? ?\( ?\d+ ?\)",
    r"(?:les |vos |all |reader |readers' |(?:lire|voir)(?: tous)? les )?(?:commentaires|comments)",
    r"комментарии|التعليقات|تعليقات",
    r"(?:les )?(?:commentaires|reactions|avis) (?:des|de nos|de vos) (?:lecteurs|internautes|lectrices)",
    rf"(?:vos |les )?(?:commentaires|comments|reactions) ?:? ?{_COUNT}",
    r"vos (?:reactions|avis)",
    r"(?:\d+|une?|one) (?:reflexions?|commentaires?|thoughts?|responses?|avis) (?:sur|au sujet de|on|to)"
    r" \".{0,200}",
    r"(?:laisser|ajouter|poster|ecrire|deposer|publier) (?:un|votre|une) (?:commentaire|reponse|avis)",
    r"(?:leave|add|post|write) a (?:comment|reply|response)",
    r"оставить комментарий|اترك تعليقا?|أضف تعليقا?",
)
COMMENT_BUTTON = _any(
    r"commenter|reagir|reagissez|je commente|donnez votre avis|comment|have your say|discussion|reactions",
    r"join the (?:conversation|discussion)|debat|forum|обсудить",
    r"(?:commenter|reagir a|reagissez a|repondre a) (?:cet |l')article|\d+ messages?",
)
NO_COMMENTS = _any(
    r"(?:les )?commentaires (?:sont )?(?:fermes|desactives|clos)(?: (?:pour|sur) .{1,200})?",
    r"comments (?:are )?(?:closed|disabled|off)(?: (?:on|for) .{1,200})?",
    r"aucun commentaire|pas (?:encore )?de commentaires?|no comments(?: yet)?",
    r"\(?0\)? (?:commentaires?|comments?)|(?:commentaires?|comments?) ?\( ?0 ?\)",
    r"(?:soyez|etre) (?:le|la) premiere? a (?:commenter|reagir|donner).{0,60}|be the first to comment.{0,60}",
    r"комментарии (?:закрыты|отключены)|التعليقات مغلقة",
)
PICTURE = frozenset(
    _phrases("""
image | images | photo | photos | illustration | légende | légende de l'image | caption | image caption
изображение | фото | صورة
""")
)
_PRESS = "afp|reuters|ap|epa|sipa|abaca|maxppp|sputnik|keystone|ansa|dpa|xinhua|getty images|afp photo"
CREDIT = _any(
    r"[©ⓒ].{0,150}",
    r"\(?(?:credits?(?: photos?| images?| video)?|photos?|images?|copyright|visuel|illustration|фото|صورة|ph)"
    r" ?[:©/] ?.{1,90}",
    r"photo (?:by|credit|credits|par) [^.]{1,90}",
    r"(?:image (?:source|caption|credits?)|media caption)\b.{0,300}",
    rf".{{0,80}}\b(?:{_PRESS}|tass|shutterstock|istock) ?/ ?[^.]{{1,80}}",
    rf"[^.]{{2,80}} ?/ ?(?:{_PRESS})(?: photo| via .{{1,40}})?",
    r"[^.]{2,100} via (?:ap|afp|reuters|getty images|epa)",
    r"getty images|afp photo|d\.?r|photo (?:d\.?r|d'archives?|archives?)|file photo",
)
RIGHTS = _any(
    r"(?:copyright|©|\(c\)|ⓒ).{0,100}(?:rights|droits|reserve).{0,60}",
    r"(?:copyright )?(?:©|\(c\)|ⓒ) ?(?:copyright )?\d{4}.{0,100}",
    r".{1,60}(?:©|\(c\)) ?\d{4}",
)
_AGO = r"\d+ (?:minutes?|hours?|days?|weeks?|months?|heures?|jours?|semaines?|mois)"
READING = _any(
    r"(?:(?:estimated )?reading time|(?:temps |duree )?(?:de )?lecture) ?:? ?(?:de )?\d+ ?(?:min|mn|mins"
    r"|minutes?)",
    r"\d+ ?(?:min|mn|mins|minutes?)\.?(?: de lecture| read| to read| de temps de lecture)?",
    r"время чтения.{0,30}",
    rf"(?:posted |updated |published )?{_AGO} ago|(?:publie |mis a jour |modifie )?il y a {_AGO}",
)
PLAYER = _any(
    r".{0,60}\b(?:jw ?player|video ?js|brightcove|dailymotion|youtube|vimeo|addthis|sharethis|addtoany|disqus"
    r"|player) (?:field|player|embed|buttons?|widget|share)\b.{0,40}",
    r"(?:current time|duration|duree|temps actuel|volume|loaded|remaining time|stream type live)"
    r"[ :\d.%/-]{0,20}",
    r"\d{1,2}:\d{2}(?: ?/ ?\d{1,2}:\d{2})?",
    r"chargement (?:du|de la|de l').{0,40}|(?:video|audio) (?:unavailable|indisponible)",
    r"loading (?:the )?(?:player|video|comments|content|article).{0,20}",
)
COOKIES = re.compile(r".{0,80}\b(?:utilise|utilisons|utilisent|uses?) (?:des |les |its )?cookies\b.{0,300}")
TO_YOU = re.compile(r"\b(?:vous|votre|vos|you|your)\b")
CRUMBS = _any(
    r"(?:vous etes ici ?:? ?|you are here ?:? ?)?(?:accueil|home|главная|الرييسية)(?: ?[>›»/|]| -) ?.{1,200}"
)
FIRM = frozenset(
    _phrases("""
partager | partagez | partage | partages | share | shares | sharing | facebook | twitter | whatsapp
linkedin | imprimer | print | messenger | pinterest | tweeter | tweet | telegram | reddit | bluesky
mastodon | flipboard | поделиться | شارك | مشاركة | envoyer | lecture
""")
)
LOOSE = frozenset(
    _phrases("""
x | email | e-mail | mail | courriel | copier | copy | le | la | l | lien | link | sur | on | par | by
via | cet | this | article | page | story | post | with | avec | un | ami | a | friend | friends | et
and | ou | or | min | mn | minute | minutes | de | read | temps | add | addthis | sms | viber | threads
tumblr | vk | вконтакте | instagram | enregistrer | save | commenter | j'aime | like | google
clipboard | presse-papiers | les | reseaux | sociaux | vos | amis | в | на | в | على | url | fermer
close | options | button | buttons | more | plus | image | for | this | gift | cadeau
""")
)
