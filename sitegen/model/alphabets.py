"""What each language does with letters: which stand apart from their base letter and where, and which an index shows.

A table of order is written as the letters that follow others: `n<ñ` is a letter of its own after all that starts with
n, `ä=æ` are one letter. Letters not named sort as their base letter. The tables follow CLDR, as ICU does.
"""

import re
from string import ascii_lowercase

_NORDIC = "y=ü=ű z<æ=ä=ę<ø=ö=ő=œ<å=aa"
_CROATIAN = "c<č<ć d<dž=ǆ<đ l<lj=ǉ n<nj=ǌ s<š z<ž"
TAILORINGS = {
    "az": "c<ç e<ə g<ğ h<x<ı k<q o<ö s<ş u<ü z<w",
    "be": "е<ё у<ў",
    "bs": _CROATIAN,
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "y=ü=ű z<æ=ä<ø=ö=ő<å=aa",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fa": "ن<و<ه",
    "fi": "y=ü z<å<ä=æ<ö=ø",
    "fil": "n<ñ<ng",
    "fo": _NORDIC,
    "gl": "n<ñ",
    "hr": _CROATIAN,
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ=ä<ö=ø<å",
    "kk": "е<ё ы<і",
    "lt": "c<č i=y s<š z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
    "mk": "д<ѓ т<ћ<ќ",
    "mt": "b<ċ f<ġ g<għ h<ħ y<ż",
    "nb": _NORDIC,
    "nn": _NORDIC,
    "no": _NORDIC,
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sv": "y=ü=ű z<å<ä=æ=ę<ö=ø=ő=œ=ô",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "uk": "г<ґ і<ї",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
EVERYWHERE = (
    "а<ә г<ғ д<ђ е<є з<ѕ и<і<й<ј к<қ л<љ н<њ<ң о<ө т<ћ у<ұ<ү х<һ ч<џ "  # Cyrillic letters that Unicode numbers last
    "ب<پ ج<چ ز<ژ ك=ک<گ ي=ی=ى ه=ة"
)
DOTLESS = frozenset(("az", "tr"))
"""Languages whose small letter of I is ı."""
DOUBLED = frozenset(("hu",))
"""Languages that write a digraph twice with its first letter alone doubled: `ssz` is sz and sz."""

_GREEK, _CYRILLIC, _ARABIC, _HEBREW = ("GREEK",), ("CYRILLIC",), ("ARABIC",), ("HEBREW",)
HAN = "漢字"
"""The heading of names in Chinese characters: whoever cannot tell how they are read looks there."""
SCRIPTS = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), _CYRILLIC),
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), _ARABIC),
    **dict.fromkeys(("he", "yi"), _HEBREW),
    **dict.fromkeys(("hi", "mr", "ne"), ("DEVANAGARI",)),
    "am": ("ETHIOPIC",),
    "bn": ("BENGALI",),
    "el": _GREEK,
    "gu": ("GUJARATI",),
    "hy": ("ARMENIAN",),
    "ja": ("HIRAGANA", "KATAKANA", "CJK"),
    "ka": ("GEORGIAN",),
    "km": ("KHMER",),
    "kn": ("KANNADA",),
    "ko": ("HANGUL", "CJK"),
    "lo": ("LAO",),
    "ml": ("MALAYALAM",),
    "my": ("MYANMAR",),
    "pa": ("GURMUKHI",),
    "si": ("SINHALA",),
    "ta": ("TAMIL",),
    "te": ("TELUGU",),
    "th": ("THAI",),
    "zh": ("CJK",),
}
"""The scripts of languages that are not written in Latin letters, by the first word of their characters' names."""
KANA = "あかさたなはまやらわ"
JAMO = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""The heading of each of the 19 initials of a Hangul syllable; a doubled one stands under the plain one."""
_LETTERS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "be": "абвгдеёжзійклмнопрстуфхцчшыэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщюя",
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆ",
    "ja": KANA,
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя",
    "ko": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "ru": "абвгдежзийклмнопрстуфхцчшщэюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщюя",
}
_NEVER_FIRST = frozenset("ąęğńōŗ")
"""Letters with which no word begins."""


def tailoring(language: str) -> str:
    """Return the table of a language's order, with that of all."""
    return f"{EVERYWHERE} {TAILORINGS.get(language, '')}"


def letters(language: str) -> tuple[str, ...]:
    """Return the letters of a language's index in small, in no order: its own, and a to z if they are of its script."""
    if language == "zh":
        return (HAN,)
    if language in SCRIPTS:
        return tuple(_LETTERS.get(language, "")) + ((HAN,) if language == "ja" else ())
    apart = re.findall("<([^<= ]+)", TAILORINGS.get(language, ""))
    return (*ascii_lowercase, *(one for one in apart if one not in _NEVER_FIRST and one not in ascii_lowercase))
