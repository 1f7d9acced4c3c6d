"""Words that tell how a name is built: titles, suffixes, particles, and the surnames and syllables of some languages.

Only what tells a culture nearly always stands here. Where a word is a surname in one country and a given name in
another, a record has to say so.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

HONORIFICS = frozenset(
    """sir dame lord lady sheikh sheikha sheik shaikh dr dr. hon hon. rev rev. prof prof. mr mr. mrs mrs. ms ms. mx mx.
    fr. baron baroness viscount viscountess ayatollah cardinal imam mullah rabbi archbishop bishop""".split()
)
"""They say nothing of a name's order; `Sheikh Hasina` has no other name, and keeps it after."""
REGNAL = frozenset(
    """king queen pope emperor empress tsar czar kaiser prince princess patriarch caliph
    papa roi reine pape könig königin papst rei rainha""".split()
)
REGNAL_BEFORE = frozenset("crown grand".split())
DOUBLE_REGNAL = frozenset(("john paul", "jean paul", "jean-paul", "juan pablo", "giovanni paolo", "victor emmanuel"))
"""Pairs of given names under which popes and kings reigned: what is before their numeral is no surname."""
SUFFIXES = frozenset(
    """jr jr. sr sr. ii iii iv v ph.d. phd m.d. md d.d.s. dds j.d. jd esq esq. mp m.p. mep qc kc cbe obe mbe kbe dbe
    rn r.n. cpa s.j. sj o.p. ret. fils père""".split()
)
SMALL_SUFFIXES = frozenset("jr jr. sr sr. fils père".split())
"""Those that may be written small."""
ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})(?<=.)")
FAMILY_SUFFIXES = frozenset("filho neto netto júnior sobrinho".split())
"""Portuguese words for son, grandson and nephew: part of the surname before them."""
PATRONYMICS = frozenset("bin ibn bint binti binte ap ferch".split())
"""They stand before the father's name: a person named so has no surname."""
KUNYAS = frozenset("abou abu ibn oum umm".split())
"""They begin a name by which someone is known as the father, mother or son of someone: Abu Mazen."""
EPITHETS = frozenset("of the".split())
ANDS = frozenset(("e", "i", "y"))
"""They join two surnames."""
LAMAS = frozenset(("dalai", "panchen", "karmapa"))

AFTER = frozenset(
    """af al av aan bij d' d’ da dal dalla das de de' de’ degli dei del della den der dem di do dos e el in las lo los
    onder op 't ’t te ten ter und van vande vander vom von zu zum zur""".split()
)
"""Particles that in small letters follow the given name in a list: Leyen, Ursula von der."""
BEFORE = frozenset("abou abu bin des du la le les".split())
"""Particles that stay before the surname even in small letters: du Bellay, Joachim; bin Laden, Osama."""
CAPITAL = frozenset(
    """Abou Abu Af Al Av Ben Da Dal Dalla Das De Degli Dei Del Dela Della Delos Den Der Des Di Dos Du El La Las Le Les
    Los Mac Mc Nic Ní O' Ó San Santa Saint Sainte St. St Te Ten Ter Ua Uí Van Vande Vanden Vander Von Zu Zum""".split()
)
"""Particles that with a capital letter are part of the surname: De Niro, Robert."""
PARTICLES = AFTER | BEFORE | CAPITAL
ARTICLE = re.compile(r"((?:[ae]l|ul|a[dnrstz]|ash)[-‐‑]|Al[-‐‑])(?=\w)(.+)")
ELISION = re.compile(r"(d['’])(?=[^\W_a-z])(.+)")

_SPANISH = frozenset(
    """Aguilar Aguirre Alarcón Álvarez Acosta Arias Ávila Benítez Bermúdez Bolívar Bravo Caballero Cabrera
    Calderón Calvo Campos Cárdenas Carmona Carrasco Castillo Castro Chávez Contreras Cortés Crespo Delgado Díaz Díez
    Domínguez Durán Echeverría Enríquez Escobar Espinoza Estévez Fernández Figueroa Flores Fuentes Gallego Garrido
    García Giménez Gómez González Guerrero Gutiérrez Guzmán Hernández Herrera Ibáñez Iglesias Jiménez Juárez López
    Lozano Maldonado Márquez Martínez Medina Mejía Méndez Mendoza Molina Montero Morales Moreno Moya Muñoz Navarro Nieto
    Núñez Ordóñez Ortega Ortiz Ospina Pacheco Páez Parra Peña Peralta Pérez Pinzón Ponce Prieto Quintero Ramírez Ramos
    Restrepo Ríos Rivera Rodríguez Rojas Romero Rubio Ruiz Sáenz Sáez Salazar Salinas Sánchez Sandoval Sepúlveda Serrano
    Solís Soto Suárez Torres Trujillo Urrutia Valdés Vargas Vásquez Vázquez Vega Velasco Velázquez Villalobos Yáñez
    Zamora Zapata Zúñiga""".split()
)
"""Frequent surnames that are no given names."""


@lru_cache(maxsize=1 << 12)
def bare(text: str) -> str:
    """Return a text in small letters without accents."""
    text = text.casefold()
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("đ", "d")


_SPANISH_BARE = frozenset(map(bare, _SPANISH))
_SPANISH_SITES = frozenset(("es", "ca", "gl", "eu"))
_BURMESE = frozenset(
    """Aung Ba Chit Gyi Hla Hlaing Htay Htet Htin Htoo Htut Htun Khaing Khin Khun Ko Kyaw Kyi Lin Lwin Maung Min Moe Mon
    Mra Mya Myat Myint Myo Naing Ne Ni Nu Nyein Nyunt Oo Phone Phyo San Saw Sein Shwe Soe Su Suu Swe Tha Than Thant
    Thaw Thein Thet Thi Tin Tun Tut U Wai Win Wunna Ye Zarni Zaw Zin""".split()
)
_CHINESE = frozenset(
    """Ai Bai Bo Cai Cao Chen Cui Deng Ding Dong Du Fan Fang Feng Fu Gao Gu Guo Han Hao He Hou Hu Huang Jia Jiang Kong
    Lei Li Liang Liao Lin Liu Lu Luo Lü Ma Mao Meng Mo Pan Peng Qian Qin Ren Shao Shen Shi Song Su Sun Tan Tang Tao Tian
    Wan Wang Wei Wen Wu Xi Xia Xiao Xie Xiong Xu Xue Yan Yang Yao Ye Yin Yu Yuan Zeng Zhang Zhao Zheng Zhong Zhou Zhu
    Zou""".split()
)
"""Family names before which no Western given name is mistaken, if a word of Pinyin follows."""
_WITH_THREE = _CHINESE | frozenset(
    """Ahn Ban Chan Chang Cheung Chiang Cho Choe Choi Chow Chun Goh Ho Hong Hwang Hyon Jang Jeong Jo Jon Jung Kang
    Kim Ko Koh Kwak Kwok Kwon Lam Le Lee Leung Lim Ly Moon Nam Ng Noh Oh Ong Pae Pak Park Rhee Ri Roh Ryu Seo Shin Sim
    Sin Teo Tran Tsang Tung Vo Vu Wong Yeung Yi Yoo Yoon Yun""".split()
)
"""Family names of East Asia, if two short syllables follow."""
_VIETNAMESE = frozenset("bui dang dinh doan duong hoang huynh ngo nguyen pham phan tran trinh truong".split())
_VIETNAMESE_WITH_THREE = frozenset("do ha ho la le ly mai to vo vu".split())
_LOOSE = re.compile(
    r"(?:[bcdfghjklmnprstvwxyz]|ch|gh|gi|hs|hw|hy|kh|ki|kw|ky|ng|nh|ph|py|qu|ry|sh|th|tr|ts|tz|yu|zh)?"
    r"[aeiouwy]{1,3}(?:ng|nh|ch|[bcghklmnprt])?"
)
_INITIALS_AND_FINALS = (
    ("[bpmf]", "a|o|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing|u"),
    ("[dtnl]", "a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|u|uo|ui|uan|un|ü|üe|ue"),
    ("[gkh]", "a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang"),
    ("[jqx]", "i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un"),
    ("(?:[zcs]h?)", "a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang"),
    ("r", "an|ang|ao|e|en|eng|i|ong|ou|u|ua|uan|ui|un|uo"),
    ("y", "a|e|ao|ou|an|in|ang|ing|ong|i|u|ue|uan|un|o"),
    ("w", "a|o|ai|ei|an|en|ang|eng|u"),
    ("", "a|ai|an|ang|ao|e|ei|en|er|o|ou"),
)
_SYLLABLE = "|".join(f"{initial}(?:{finals})" for initial, finals in _INITIALS_AND_FINALS)
_PINYIN = re.compile(f"(?:{_SYLLABLE}){{1,2}}")
_HYPHENED = re.compile(r"(?!Al-|El-)[A-Z][a-z]{1,6}-[a-z]{1,6}")
_HUNGARIAN = frozenset(
    """Ádám Ágnes Ákos Albert Alexandra András Andrea Anikó Anita Anna Antal Attila Balázs Bálint Barbara Béla Bence
    Bernadett Csaba Dániel Dávid Dezső Dóra Dorottya Edina Edit Elemér Emese Endre Enikő Erika Ernő Erzsébet Eszter Éva
    Ferenc Gábor Gergely Gergő György Gyula Hajnalka Henrik Ildikó Ilona Imre István János Jenő József Judit Kálmán
    Károly Katalin Kinga Klára Kornél Kristóf Krisztián Krisztina Lajos László Levente Lilla Loránd Lőrinc Márk Márta
    Mária Márton Máté Mátyás Melinda Mihály Miklós Mónika Nándor Nikolett Nóra Norbert Orsolya Ottó Pál Péter Piroska
    Rita Róbert Rudolf Sándor Szabolcs Szilárd Szilvia Tamás Tibor Tímea Tünde Vera Viktor Viktória Vilmos Vince Virág
    Zita Zoltán Zsófia Zsolt Zsuzsanna""".split()
)
_WHOLE_SCRIPTS = (
    "CJK HIRAGANA KATAKANA HANGUL BOPOMOFO THAI LAO MYANMAR KHMER TIBETAN ETHIOPIC MONGOLIAN ARABIC".split()
)


def is_written_in_order(text: str) -> bool:
    """Tell whether a script's names are listed as they are written: family first, or without a family name."""
    first = next((c for c in text if c.isalpha()), "")
    return first > "\u05ff" and unicodedata.name(first, "").split(" ")[0] in _WHOLE_SCRIPTS


def is_east_asian(words: Sequence[str]) -> bool:
    """Tell whether a romanised name of China, Korea, Taiwan or Singapore has its family name first."""
    first, *rest = words
    if len(rest) == 1:
        if _HYPHENED.fullmatch(rest[0]) and len(first) <= 6 and first.istitle():
            return True
        is_pinyin = rest[0].istitle() and _PINYIN.fullmatch(rest[0].lower())
        return bool(is_pinyin) and first in _CHINESE and rest[0] not in _CHINESE
    return len(rest) == 2 and first in _WITH_THREE and all(w.istitle() and _LOOSE.fullmatch(w.lower()) for w in rest)


def is_vietnamese(words: Sequence[str]) -> bool:
    """Tell whether a Vietnamese name has its family name first."""
    first = bare(words[0])
    if first in _VIETNAMESE:
        return len(words) > 2 or bare(words[-1]) not in _VIETNAMESE
    return first in _VIETNAMESE_WITH_THREE and len(words) > 2 and any("\u1ea0" <= c <= "\u1ef9" for c in "".join(words))


def is_hungarian(words: Sequence[str]) -> bool:
    """Tell whether a name in a Hungarian text is written as Hungarians are: the given name last."""
    return words[-1] in _HUNGARIAN or (len(words) > 2 and words[-2] in _HUNGARIAN and words[0] not in _HUNGARIAN)


def is_burmese(words: Sequence[str]) -> bool:
    """Tell whether a name is Burmese, of which no part is a surname."""
    return words[0] in _BURMESE and _BURMESE.issuperset(words)


def is_icelandic(words: Sequence[str], language: str) -> bool:
    """Tell whether the last word is a patronymic: people of Iceland are listed by their given names."""
    last = words[-1].lower()
    if last.endswith(("dóttir", "dottir")):
        return True
    return last.endswith(("son", "bur")) and (language == "is" or not set("ðÐþÞ").isdisjoint("".join(words)))


def is_slavic_family_first(words: Sequence[str]) -> bool:
    """Tell whether a patronymic ends a Cyrillic name of three words: then the surname begins it."""
    return len(words) == 3 and _is_patronymic(words[2]) and not _is_patronymic(words[1])


def _is_patronymic(word: str) -> bool:
    return word.lower().endswith(("ович", "евич", "івна", "овна", "евна", "ївна", "ична", "ьич", "мич", "тич", "кич"))


def is_spanish_surname(word: str, language: str) -> bool:
    """Tell whether a word before the last is a first surname: by its accent, or in a text of Spain or the Americas."""
    first = word.partition("-")[0]
    if language in _SPANISH_SITES:
        return bare(first) in _SPANISH_BARE
    return first in _SPANISH and not first.isascii()
