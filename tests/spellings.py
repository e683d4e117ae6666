"""Pairs of spellings of one name, and pairs of names that are easily confused; gathered by hand."""

from __future__ import annotations


def pairs(listed: str) -> list[tuple[str, str]]:
    found = []
    for pair in " ".join(listed.split()).split(";"):
        a, _, b = pair.strip().partition("|")
        found.append((a, b))
    return found


TRUE_PAIRS = pairs(
    """
    Zelensky|Zelenskiy; Zelensky|Zelenskyy; Zelensky|Зеленский; Khrushchev|Khrouchtchev;
    Khrushchev|Хрущёв; Gaddafi|Kadhafi; Gaddafi|القذافي; Poutine|Putin; Poutine|Путин;
    Volodymyr Zelensky|Volodymyr Zelenskyy; Mohammed ben Salmane|Mohammed bin Salman;
    Mohammed ben Salmane|Mohamed bin Salman; Bachar al-Assad|Bashar al-Assad;
    Bachar al-Assad|بشار الأسد; Bachar el-Assad|Bashar Assad; Saddam Hussein|صدام حسين;
    Mahmoud Abbas|محمود عباس; Hassan Rohani|Hassan Rouhani; Ebrahim Raïssi|Ebrahim Raisi;
    Nicolas Maduro|Nicolás Maduro; Recep Tayyip Erdogan|Recep Tayyip Erdoğan; Erdogan|Эрдоган;
    Medvedev|Medvedyev; Dmitri Medvedev|Dmitry Medvedev; Dmitri Medvedev|Дмитрий Медведев;
    Boris Eltsine|Boris Yeltsin; Gorbatchev|Gorbachev; Mikhaïl Gorbatchev|Mikhail Gorbachev;
    Choïgou|Shoigu; Sergueï Choïgou|Sergei Shoigu; Choïgou|Шойгу; Prigojine|Prigozhin;
    Prigojine|Пригожин; Zaloujny|Zaluzhny; Tchernihiv|Chernihiv; Zaporijjia|Zaporizhzhia;
    Kherson|Херсон; Marioupol|Mariupol; Kharkiv|Kharkov; Tchernobyl|Chernobyl; Bakhmout|Bakhmut;
    Soumy|Sumy; Dnipro|Днипро; Téhéran|Tehran; Le Caire|Cairo; Beyrouth|Beirut; Gaza|غزة;
    Kaboul|Kabul; Djibouti|Djibouti; Ouagadougou|Ouagadougou; Pékin|Beijing; Syrie|Syria;
    Algérie|Algeria; Soudan|Sudan; OTAN|NATO; ONU|UN; Joe Biden|J. Biden; M. Macron|Emmanuel Macron;
    Macron|Emmanuel Macron; Barack Hussein Obama|Barack Obama;
    Abdel Fattah al-Sissi|Abdelfattah al-Sisi; Houthis|Huthis; Khaled Mechaal|Khaled Meshaal;
    Youssef Chahed|Youssef Chahed; Yahya Sinouar|Yahya Sinwar; Ismaïl Haniyeh|Ismail Haniya;
    Hassan Nasrallah|حسن نصر الله; Tokaïev|Tokayev; Nazarbaïev|Nazarbayev; Loukachenko|Lukashenko;
    Tikhanovskaïa|Tikhanovskaya; Navalny|Навальный; Ioulia Navalnaïa|Yulia Navalnaya;
    Sakharov|Сахаров; Moqtada Sadr|Muqtada al-Sadr; Chinguiz Aïtmatov|Chingiz Aitmatov;
    Kadyrov|Кадырова; Kirill Boudanov|Kyrylo Budanov; Tsahal|Tsahal; Ouzbékistan|Uzbekistan;
    Daoud|Dawood; Ouattara|Wattara; Haftar|حفتر; Khalifa Haftar|Khalifa Hafter;
    Andreï Tarkovski|Andrei Tarkovsky; Alexandre Soljenitsyne|Aleksandr Solzhenitsyn;
    Солженицын|Soljenitsyne; Anna Akhmatova|Анна Ахматова; Chostakovitch|Shostakovich;
    Chostakovitch|Шостакович; Rachmaninov|Rachmaninoff; Stravinsky|Stravinski; Boulgakov|Bulgakov;
    Boulgakov|Булгаков; Nijinski|Nijinsky; Raspoutine|Rasputin; Beria|Берия; Joukov|Zhukov;
    Joukov|Жуков; Brejnev|Brezhnev; Léonid Brejnev|Leonid Brezhnev; Tchernenko|Chernenko;
    Viktor Ianoukovytch|Viktor Yanukovych; Ioulia Tymochenko|Yulia Tymoshenko; Porochenko|Poroshenko;
    Порошенко|Porochenko; Chevardnadze|Shevardnadze; Saakachvili|Saakashvili; Pachinian|Pashinyan;
    Aliev|Aliyev; Ilham Aliev|Ильхам Алиев; Berdymoukhamedov|Berdimuhamedow; Rahmon|Rakhmon;
    Mohamed Morsi|Mohammed Morsi; Hosni Moubarak|Hosni Mubarak; حسني مبارك|Hosni Moubarak;
    Yasser Arafat|ياسر عرفات; Walid Joumblatt|Walid Jumblatt; Saad Hariri|سعد الحريري;
    Michel Aoun|Michel Aoun; Nouri al-Maliki|Nuri al-Maliki; نوري المالكي|Nouri al-Maliki;
    Haïdar al-Abadi|Haider al-Abadi; Ali Abdallah Saleh|Ali Abdullah Saleh;
    Abd Rabbo Mansour Hadi|Abdrabbuh Mansur Hadi; Omar el-Béchir|Omar al-Bashir;
    عمر البشير|Omar el-Béchir; Ghannouchi|Ghannushi; Rached Ghannouchi|Rashid al-Ghannushi;
    Bourguiba|Burgiba; Ziad Jarrah|Ziyad Jarrah; Oussama ben Laden|Osama bin Laden;
    Ayman al-Zawahiri|Ayman al-Zaouahiri; Abou Bakr al-Baghdadi|Abu Bakr al-Baghdadi;
    Nadia Mourad|Nadia Murad; Lougansk|Luhansk; Vouhledar|Vuhledar; Avdiïvka|Avdiivka;
    Lyssytchansk|Lysychansk; Ijevsk|Izhevsk; Ижевск|Ijevsk; Tcheliabinsk|Chelyabinsk;
    Челябинск|Tcheliabinsk; Iekaterinbourg|Yekaterinburg; Nijni Novgorod|Nizhny Novgorod;
    Vilnius|Vilnious; Chisinau|Kishinev; Deir ez-Zor|Deir al-Zour; Palmyre|Palmyra; Benghazi|بنغازي;
    Misrata|Misourata; Constantine|قسنطينة; Oran|وهران; Niamey|Niamey; Sanaa|صنعاء; Tigré|Tigray;
    Hodeïda|Hodeidah; Ukraine|Ukraina; Bosnie|Bosnia; Turquie|Turkey; Allemagne|Germany;
    Espagne|Spain; M. Sarkozy|Nicolas Sarkozy; général de Gaulle|Charles de Gaulle;
    N. Sarkozy|Nicolas Sarkozy; Hugo Chávez|Chavez; Ursula von der Leyen|von der Leyen;
    Luiz Inácio Lula da Silva|Lula da Silva; José Manuel Barroso|Jose Barroso; Nations unies|ONU;
    Union européenne|EU
    """
)
FALSE_PAIRS = pairs(
    """
    Niger|Nigeria; Marine Le Pen|Jean-Marie Le Pen; Mali|Malte; Mali|Malawi; Soudan|Soudan du Sud;
    Navalny|Navalnaïa; Tchernihiv|Tchernivtsi; Zelensky|Zelenska; Iran|Irak; Iran|Oran;
    Guinée|Guinée-Bissau; Guinée|Guinée équatoriale; Corée du Nord|Corée du Sud;
    Congo|République démocratique du Congo; Slovaquie|Slovénie; Suède|Suisse; Autriche|Australie;
    Merkel|Markle; Biden|Bodin; Bachar al-Assad|Hafez al-Assad; George Bush|George Clooney;
    Bill Clinton|Hillary Clinton; Donald Trump|Melania Trump; Trump|Ivanka Trump Jr;
    Emmanuel Macron|Brigitte Macron; Kharkiv|Kherson; Donetsk|Louhansk; Homs|Hama; Gaza|Ghazni;
    Tunis|Tunisie; Alger|Algérie; Oman|Amman; Libye|Liban; Paris|Parisot; Londres|Lourdes;
    Barak|Barack Obama; Raisi|Rohani; Poutine|Pétain; Putin|Patten; Staline|Stallone; Lénine|Lennon;
    Kim Jong-un|Kim Jong-il; Xi|Xia; OTAN|OMS; ONU|ONG; Rwanda|Ouganda; Dominique|Dominic;
    Washington|Wellington; Georgia|Giorgi; Jean Dupont|Marie Dupont; J. Dupont|Marie Dupont;
    Mohammed VI|Mohammed V; York|New York; Mexico|Nouveau-Mexique; Ben Ali|Ben Arfa;
    Sergueï Ivanov|Sergueï Ivanova; Togo|Tonga; Bosnie|Boston; Berne|Brno; Hollande|Holland;
    Moussa|Massa; Sall|Salles; Kadhafi|Kadyrov; Saleh|Sahel; Monaco|Morocco; Chine|Chili;
    Dniepr|Dniestr; Brejnev|Brejneva; Andreï Tarkovski|Arseni Tarkovski; Joukov|Joukovski; Oman|Omar;
    Tigré|Tigre Woods; Moubarak|Barak; Hariri|Harari; Saad Hariri|Rafic Hariri;
    Hosni Moubarak|Gamal Moubarak; Ali Saleh|Salah Ali Abdallah; Morsi|Mercy; Aliev|Ali;
    Ilham Aliev|Heydar Aliev; Tymochenko|Tymofiy; Porochenko|Timochenko; Chevtchenko|Chernenko;
    Arafat|Ararat; Beria|Syria; Palmyre|Palma; Benghazi|Benguela; Misrata|Mascara; Niamey|Miami;
    Vilnius|Venus; Ijevsk|Izmir; Lougansk|Lugano; Sarkozy|Szarkosy Ltd; Nicolas Sarkozy|Carla Sarkozy;
    M. Sarkozy|Sarlozi; De Gaulle|Galle; Chavez|Sanchez; Lula|Lola; Merz|Mars; Scholz|Schultz;
    Sunak|Sunac; Starmer|Stammer; Meloni|Melania; Modi|Mody Ltd; Xi Jinping|Li Keqiang;
    Xi Jinping|Xi Zhongxun; Kim Jong-un|Kim Yo-jong; Macron|Marcon; Philippe|Philippines;
    Barnier|Barrier; Bayrou|Beyrouth; Attal|Atal; Fabius|Fabien; Hollande|Finlande; Irlande|Islande;
    Danemark|Darmanin; Inde|Indonésie; Guinée|Guyane; Gambie|Zambie; Mauritanie|Maurice;
    Martinique|Maritime; Dominique de Villepin|Dominique Strauss-Kahn; Géorgie du Sud|Géorgie;
    Virginie|Virginie-Occidentale; Caroline du Nord|Caroline du Sud; Jean XXIII|Jean XXII;
    Louis XIV|Louis XVI; Saint-Denis|Denis; Saint-Malo|Saint-Lô; Port Louis|Louis; Tripoli|Naples;
    Bruges|Bourges; Valence|Valencia; Vienne|Viennois; Rabat|Robot; Kaboul|Kaboum; Mossoul|Massoud;
    Mourad|Murat; Bamako|Monaco; Ankara|Angara; Pyongyang|Pingyao; Hamas|Homs; Fatah|Fatima; ONU|OTAN;
    FMI|FBI; CIA|CIJ; USA|URSS; AFP|AP; TASS|TF1; BBC|BCE; Nord Stream 1|Nord Stream 2
    """
)
