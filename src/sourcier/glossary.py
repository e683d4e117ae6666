"""A word of the news in French, English, Russian or Arabic → its concepts: what the four languages say alike.

Closed classes (months, weekdays, ranks, institutions) and the everyday words of the trade, each line one concept.
It lets a question in one language meet a text in another where no model is there to translate, and it joins words
that a question and a text use for one thing. Names need no entry: they are compared by their letters.
"""

from __future__ import annotations

from functools import lru_cache

from sourcier.language import fold, stems

LANGUAGES = ("fr", "en", "ru", "ar")

# french words | english words | russian words | arabic words
_LINES = """
janvier | january | январь января январе | يناير جانفي
février | february | февраль февраля феврале | فبراير فيفري
mars | march | март марта марте | مارس
avril | april | апрель апреля апреле | ابريل أفريل نيسان
mai | may | май мая мае | مايو ماي
juin | june | июнь июня июне | يونيو جوان
juillet | july | июль июля июле | يوليو جويلية
août | august | август августа августе | اغسطس أوت
septembre | september | сентябрь сентября сентябре | سبتمبر
octobre | october | октябрь октября октябре | اكتوبر
novembre | november | ноябрь ноября ноябре | نوفمبر
décembre | december | декабрь декабря декабре | ديسمبر
lundi | monday | понедельник | الاثنين
mardi | tuesday | вторник | الثلاثاء
mercredi | wednesday | среда среду | الاربعاء
jeudi | thursday | четверг | الخميس
vendredi | friday | пятница пятницу | الجمعة
samedi | saturday | суббота субботу | السبت
dimanche | sunday | воскресенье | الاحد
printemps | spring | весна весной | الربيع
été | summer | лето летом | الصيف
automne | autumn fall | осень осенью | الخريف
hiver | winter | зима зимой | الشتاء
soldat militaire troupe | soldier troop serviceman servicemen military | солдат военный военнослужащий военных войска | جندي جنود عسكري قوات عسكريين
armée armées | army armies | армия армии армией | جيش الجيش
force forces | force forces | сила силы сил | قوة قوات
manœuvre exercice entraînement | exercise drill manoeuvre maneuver | учения учений маневры манёвры учениях | مناورة مناورات تمرين تمارين تدريبات
base caserne | base barracks | база базы базе | قاعدة القاعدة
guerre conflit | war conflict | война войны войне конфликт | حرب الحرب نزاع
frontière frontalier | border frontier | граница границы границе | حدود الحدود
arme armement | weapon arms | оружие оружия вооружение | سلاح أسلحة
missile | missile | ракета ракеты ракет | صاروخ صواريخ
char blindé | tank | танк танки танков | دبابة دبابات
avion | plane aircraft airplane | самолет самолеты | طائرة طائرات
navire bateau | ship vessel boat | корабль судно корабли | سفينة سفن
attaque attentat | attack strike | атака нападение атаки | هجوم هجمات
terrorisme terroriste antiterroriste | terrorism terrorist | терроризм террористический террорист антитеррористический | ارهاب ارهابي الارهاب
groupe | group | группа группы | مجموعة جماعة مجموعات
bombe explosion | bomb explosion blast | бомба взрыв | قنبلة انفجار
détruire destruction | destroy destruction | уничтожить уничтожение | تدمير
détecter détection | detect detection | обнаружить обнаружение | كشف رصد
rechercher recherche | search seek | поиск искать | بحث البحث
paix | peace | мир мира | سلام السلام
sécurité | security | безопасность безопасности | أمن الامن
défense | defence defense | оборона обороны | دفاع الدفاع
police policier | police | полиция полиции | شرطة الشرطة
président présidence | president presidency | президент президента президентом | رئيس الرئيس رئاسة
présider dirigé diriger | chair chaired preside presided head headed lead led | возглавил председательствовал возглавляет руководил | ترأس يترأس ترأسها
ministre | minister | министр министра | وزير الوزير
ministère | ministry department | министерство министерства | وزارة الوزارة
étrangères diplomatie | foreign diplomacy | иностранных дипломатия | خارجية الخارجية دبلوماسية
diplomate diplomatique | diplomat diplomatic | дипломат дипломатический | دبلوماسي
gouvernement gouvernemental | government governmental | правительство правительства | حكومة الحكومة
état | state | государство государства | دولة الدولة
parlement assemblée | parliament assembly | парламент | برلمان البرلمان
élection électoral scrutin | election electoral vote ballot | выборы выборов | انتخابات الانتخابات
loi | law act | закон закона | قانون القانون
chef commandant dirigeant | chief head leader commander | глава начальник руководитель командир | قائد رئيس زعيم
secrétaire | secretary | секретарь секретаря | أمين سكرتير
conseil | council | совет совета | مجلس المجلس
commission comité | commission committee | комиссия комиссии комитет | لجنة اللجنة
ambassade ambassadeur | embassy ambassador | посольство посол | سفارة سفير
accord traité pacte | agreement treaty deal pact accord | соглашение договор | اتفاق اتفاقية معاهدة
visite visiter déplacement | visit trip | визит визита посетил | زيارة الزيارة
inviter invitation | invite invitation | пригласить приглашение | دعوة الدعوة
rencontre rencontrer réunion entretien | meeting meet met talks | встреча встретился переговоры встречи | لقاء اجتماع محادثات
conférence | conference | конференция конференции | مؤتمر ندوة
planification | planning | планирование | تخطيط
coopération partenariat | cooperation partnership | сотрудничество партнёрство сотрудничества | تعاون التعاون شراكة
relation relations | relation relations ties relationship | отношения отношений | علاقات العلاقات
militaire | military | военный военной военного | عسكري عسكرية
technique | technical | технический техническому | تقني تقنية فني
politique | political policy politics | политический политика | سياسي سياسة
économie économique | economy economic | экономика экономический | اقتصاد اقتصادي اقتصادية
commerce commercial échange | trade commerce commercial | торговля торговый | تجارة تجاري تجارية
prix coût tarif | price cost | цена цены стоимость | سعر ثمن اسعار
argent | money | деньги | مال أموال
milliard | billion | миллиард миллиардов | مليار مليارات
million | million | миллион миллионов | مليون ملايين
dollar | dollar | доллар долларов | دولار
gaz | gas | газ газа | غاز الغاز
pétrole pétrolier | oil petroleum | нефть нефти | نفط النفط بترول
énergie | energy | энергия энергии | طاقة الطاقة
europe européen | europe european | европа европейский | أوروبا أوروبي
afrique africain | africa african | африка африканский | افريقيا افريقي
entreprise société compagnie | company firm business | компания предприятие компании | شركة شركات
banque | bank | банк банка | بنك مصرف
usine | factory plant | завод завода | مصنع
travail emploi | work job employment | работа работы | عمل العمل
salarié employé travailleur ouvrier | employee worker staff | работник сотрудник рабочий | موظف عامل عمال
grève | strike | забастовка | إضراب
impôt taxe | tax | налог налоги | ضريبة ضرائب
dette | debt | долг | دين ديون
budget | budget | бюджет | ميزانية
pays | country nation | страна страны | بلد دولة بلدان
ville | city town | город города городе | مدينة المدينة
capitale | capital | столица столицы | عاصمة العاصمة
région régional | region regional | регион район | منطقة اقليم
province wilaya gouvernorat | province | провинция провинции вилайет | ولاية محافظة مقاطعة
district | district | округ округа | منطقة
nord | north northern | север северный | شمال الشمال
sud | south southern | юг южный южного | جنوب الجنوب
est | east eastern | восток восточный | شرق الشرق
ouest | west western | запад западный | غرب الغرب
mer océan | sea ocean | море океан | بحر
route | road | дорога | طريق
habitant population | inhabitant resident population | житель население жителей | سكان ساكن
mort décès tué victime | death dead killed victim | погибший смерть убит жертва | قتيل قتلى وفاة ضحايا
blessé | injured wounded | раненый раненых | جريح جرحى
maladie | disease illness | болезнь | مرض
hôpital | hospital | больница | مستشفى
médecin | doctor physician | врач | طبيب
école | school | школа | مدرسة
université | university | университет | جامعة
élève étudiant | pupil student | студент ученик | طالب تلميذ
enfant | child children | ребенок дети детей | طفل أطفال
femme | woman women | женщина женщин | امرأة نساء
homme | man men | мужчина | رجل رجال
journal journaliste presse | newspaper journalist press | газета журналист пресса | صحيفة صحفي صحافة
agence | agency | агентство агентства | وكالة الوكالة
communiqué déclaration | statement communique release | заявление сообщение | بيان البيان تصريح
annoncer annonce | announce announced announcement | объявил объявить сообщил | أعلن اعلان أعلنت
dire déclarer affirmer | say said state declare | сказал заявил | قال صرح
participer participation participant | participate participation participant | участвовать участие участвуют примут | مشاركة مشارك يشارك المشاركين
organiser organisation | organise organize organization | организовать организация | تنظيم منظمة
victoire gagner vainqueur | victory win won winner | победа победил | فوز انتصار
défaite perdre | defeat lose lost | поражение проиграл | هزيمة خسارة
match rencontre | match game | матч игра | مباراة
équipe | team | команда команды | فريق
joueur | player | игрок | لاعب
eau | water | вода воды | ماء مياه
incendie feu | fire | пожар | حريق
inondation | flood flooding | наводнение | فيضان
séisme tremblement | earthquake quake | землетрясение | زلزال
climat climatique | climate | климат | مناخ
tribunal procès justice | court trial justice | суд | محكمة محاكمة
prison | prison jail | тюрьма | سجن
juge | judge | судья | قاضي
crise | crisis | кризис кризиса | أزمة الازمة
solution | solution | решение | حل
médiation | mediation | посредничество | وساطة
ligue | league | лига лиги | رابطة جامعة الجامعة
arabe | arab arabic | арабский арабской | عربي العربية عربية
anniversaire | anniversary | годовщина летие | ذكرى
russe russie | russian russia | русский российский россия россии российских | روسي روسيا الروس روسية
français france | french france | французский франция | فرنسي فرنسا
américain amérique | american america | американский америка | امريكي امريكا
chinois chine | chinese china | китайский китай | صيني الصين
allemand allemagne | german germany | немецкий германия | ألماني ألمانيا
espagnol espagne | spanish spain | испанский испания | اسباني اسبانيا
anglais britannique angleterre | english british england britain | английский британский англия британия | انجليزي بريطاني بريطانيا
égyptien égypte | egyptian egypt | египетский египет | مصري مصر
algérien algérie | algerian algeria | алжирский алжир алжира | جزائري الجزائر
marocain maroc | moroccan morocco | марокканский марокко | مغربي المغرب
tunisien tunisie | tunisian tunisia | тунисский тунис | تونسي تونس
ukrainien ukraine | ukrainian ukraine | украинский украина | اوكراني اوكرانيا
israélien israël | israeli israel | израильский израиль | اسرائيلي اسرائيل
"""


def _read() -> dict[tuple[str, str], frozenset[int]]:
    found: dict[tuple[str, str], set[int]] = {}
    for number, line in enumerate(_LINES.strip().splitlines()):
        for language, column in zip(LANGUAGES, line.split("|"), strict=True):
            for word in column.split():
                for form in {fold(word), *stems(word, language)}:
                    found.setdefault((language, form), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


@lru_cache(maxsize=1)
def _concepts() -> dict[tuple[str, str], frozenset[int]]:
    return _read()


@lru_cache(maxsize=100_000)
def concepts(word: str, language: str) -> frozenset[int]:
    """The concepts of ``word`` (folded) in ``language``; empty where the glossary has none."""
    known = _concepts()
    by_form = known.get((language, word))
    if by_form is not None:
        return by_form
    return next((known[language, stem] for stem in stems(word, language) if (language, stem) in known), frozenset())


@lru_cache(maxsize=1)
def _words_of() -> dict[str, dict[int, tuple[str, ...]]]:
    listed: dict[str, dict[int, tuple[str, ...]]] = {language: {} for language in LANGUAGES}
    for number, line in enumerate(_LINES.strip().splitlines()):
        for language, column in zip(LANGUAGES, line.split("|"), strict=True):
            listed[language][number] = tuple(column.split())
    return listed


def translations(word: str, language: str, into: str) -> tuple[str, ...]:
    """The glossary's words of language ``into`` for ``word`` (folded), none where it has none."""
    listed = _words_of().get(into, {})
    return tuple(dict.fromkeys(other for number in sorted(concepts(word, language)) for other in listed.get(number, ())))
