"""Language → its function words, folded: left out of stems, and evidence of the language of a short text."""

from __future__ import annotations

# Articles, pronouns, prepositions, conjunctions, auxiliaries and question words. Negations are in: a bag of
# stems cannot use them, and verification looks at words instead.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(listed.split())
    for language, listed in {
        "fr": """
a ai aie aient ait alors ans apres as assez au aucun aucune aujourd'hui auquel aura aurait auraient
auront aussi autant autre autres aux auxquels auxquelles avaient avait avant avec avez avoir avons ayant
beaucoup bien c ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci combien comme
comment contre d dans de dehors deja depuis des desquels desquelles dont donc du duquel durant elle
elles en encore entre es est et etaient etait etant ete etes etre eu eut eux fait faire faut fois font
fut furent hors il ils j je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors
lorsqu lorsque lui m ma mais me meme memes mes mien moi moins mon n ne ni non nos notre nous on ont ou
par parce parmi pas pendant peu peut peuvent plus plusieurs plutot pour pourquoi pourrait puis puisqu
puisque qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi quoiqu quoique s sa sans
sauf se selon sera serait seraient seront ses si sien soi soient sois soit sommes son sont sous suis sur
t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutes tres tu un une va
vers vos votre vous voici voila vont y
""",
        "en": """
a about above after again against all also although am among an and any are aren't around as at be
because been before being below between both but by can can't cannot could couldn't d did didn't do does
doesn't doing don't down during each either every few for from further had hadn't has hasn't have
haven't having he her here hers herself him himself his how however i if in into is isn't it its itself
just let ll m many may me might more most much must my myself neither no nor not of off on once only
onto or other our ours ourselves out over own per re s same shall she should shouldn't since so some
such t than that the their theirs them themselves then there these they this those though through to too
toward towards under until up upon us ve very was wasn't we were weren't what when where whether which
while who whom whose why will with within without won't would wouldn't yet you your yours yourself
yourselves
""",
        "es": """
a al algo algun alguna algunas alguno algunos ante antes asi aun aunque bajo bien cada casi como con
contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos cuya cuyo de del desde donde dos
durante e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estaban estan estar
estas este esto estos fue fueron ha haber habia han hasta hay hubo la las le les lo los mas me mi
mientras misma mismo mucho muchos muy nada ni no nos nosotros o os otra otras otro otros para pero poco
por porque pues puede que quien quienes se sea segun ser si sido sin sino sobre son su sus tal tambien
tan tanto te tiene tienen toda todas todo todos tras tu un una unas uno unos y ya yo
""",
        "de": """
aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist
da dabei damit dann das dass dein dem den denn der des deren dessen die dies diese diesem diesen dieser
dieses doch dort du durch ein eine einem einen einer eines er es etwa fur gegen gibt hat hatte hatten
habe haben hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden
jeder jedes jetzt kann kein keine keinen konnen konnte mehr mein mit muss nach nicht nichts noch nun nur
ob oder ohne schon sehr sein seine seinem seinen seiner seit sich sie sind so soll sollte sondern uber
um und uns unser unter viel viele vom von vor wann war waren warum was wegen weil welche welchem welchen
welcher welches wem wen wenn wer werden wie wieder wieviel will wir wird wo wurde wurden zu zum zur
zwischen
""",
        "it": """
a agli ai al alla alle allo anche ancora avere aveva c che chi ci come con contro cosa cui d da dagli
dai dal dalla dalle dei del dell della delle dello degli di dopo dove dunque durante e ed era erano
essere fra gia gli ha hanno i il in io l la le lei li lo loro lui ma mentre mi molti molto ne negli nei
nel nella nelle nello noi non nostro o ogni per perche piu poi prima qual quale quali quando quanta
quante quanti quanto quella quelle quelli quello questa queste questi questo qui se sei senza si sia
sono sta stata state stati stato su sua sue sugli sui sul sulla sulle suo suoi tra tutti tutto un una
uno vi voi
""",
        "pt": """
a ainda ao aos apos aquela aquele as ate cada com como contra da das de dela dele deles depois desde do
dos e ela elas ele eles em entre era eram essa esse esta estao estava este eu foi foram ha isso isto ja
lhe mais mas me mesmo muito na nao nas nem no nos nossa nosso num numa o onde os ou para pela pelas pelo
pelos por porque qual quais quando quanta quantas quanto quantos que quem sao se segundo sem ser sera
seu seus sob sobre sua suas tambem te tem tinha todos tudo um uma voce
""",
        "nl": """
aan al alle als bij dan dat de deze die dit door een en er had hebben heeft het hij hoe hoeveel hun ik
in is ja je kan kon kunnen maar me meer men met mijn moet na naar niet niets nog nu of om omdat onder
ook op over te tegen toch toen tot u uit uw van veel voor waar waarom wanneer waren was wat welke werd
wie wij wil worden wordt ze zich zij zijn zo zonder zou
""",
        "ru": """
а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее
ей ему если есть еще ж же за здесь и из изза или им ими их к как какая какие какими каких какого какое
какой каком какую когда кого которая которого которое которой котором который которые которых кто куда
ли либо лишь между меня мне много может мы на над надо нас наш не него нее ней нет ни них но ну о об
один однако он она они оно от отчего очень перед по под после потому почему при про с сам свое своего
своей свои своих свой себе себя сейчас сколько со так такая также такие такой там те тем тех то того
тоже той только том тот ту ты у уже чего чей чем что чтобы чье чья эта эти этим этих это этого этой этом
этот эту я
""",
        "ar": """
ال من في علي الي عن مع بين بعد قبل عند خلال حول ضد منذ حتي لكن او ام ثم و ف ب ل ك ان انه انها اذا اذ لو
لم لن لا ما ماذا لماذا متي اين كيف كم هل اي ايه هو هي هم هن انا نحن انت هذا هذه ذلك تلك هؤلاء الذي التي
الذين اللذين اللتين كان كانت كانوا يكون تكون قد لقد كل بعض غير سوي ليس ليست كما حيث بان فان وان وقد وكان
وكانت والتي والذي وفي ومن وعلي والي وعن ومع ولا ولم ولن به بها له لها لهم فيه فيها منه منها عليه عليها
اليه اليها عنه عنها بهم هناك هنا الان ايضا اما بينما فقط نحو لدي دون تحت فوق امام وراء احد مثل عبر ضمن
""",
    }.items()
}
