"""Names of people and agencies, out of bylines. Pure."""

import re
from collections.abc import Iterable

LONGEST_NAME = 70
MOST_NAMES = 30

_BY = re.compile(
    r"^(?:(?:written|reported|reporting|story|words|text|texte?|analysis|opinion|posted|published|interview|rédigé|escrito|"
    r"scritto|skrevet|skriven)\s+)?"
    r"(?:by|von|par|por|di|da|van|door|av|af|przez|tarafından|oleh|bởi|đăng bởi|írta|γράφει(?:\s+[οη])?|tekst|teksti|كتب|كتبت|بقلم|إعداد|"
    r"מאת|автор|autor|author)\s*:?\s+(?=\S)",
    re.I,
)
"""Before a name in a sentence's way: `By Jane Doe`."""
_LABEL = re.compile(
    r"^(?:interviews?|entrevista|intervista|wywiad|autor(?:en|in|es|a|zy|ius|ė)?|authors?|auteur(?:e|s)?|autori|autore|text|texte?|texto|testo|tekst(?:o)?|words|reporter|reporters|"
    r"writer|written by|byline|redac(?:cion|ción|tor|tora)|redakt(?:ion|or)|penulis|yazar|haber|muhabir|szerző|írta|tác giả|"
    r"автор(?:ы|и|ка)?|текст|источник|журналист|кореспондент|корреспондент|συντάκτης|συντάκτρια|κείμενο|"
    r"كتب|كتبت|كتبه|بقلم|الكاتب|تحرير|إعداد|نویسنده|خبرنگار|מאת|כתב|लेखक|ผู้เขียน|"
    r"作者|撰文|撰稿|來源|来源|文|取材・文|取材|執筆|글|글쓴이|글·사진)\s*[:：/／=＝|]\s*",
    re.I,
)
"""Before a name in a table's way: `Автор: …`, `文/…`."""
_POSTED = re.compile(r"^[^\s:：/／]{0,8}?(?:记者|記者|通讯员)\s*[:：/／]?\s*(?=[^\s/／])")
_TITLE = re.compile(r"(?<=\S)\s*(?:(?:선임|수습|인턴|전문|객원)?기자|특파원|논설위원|記者|记者)\s*$")
"""Korean, Chinese and Japanese say a reporter's title with the name: before it, or behind it."""
_FOR = re.compile(r"\s+for\s+\S.*$", re.I)
"""`Jane Doe for the Harbour Post`"""
_NOT_IN_NAMES = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\S+@\S+|(?<!\w)@\w+|https?://\S+|\bwww\.\S+")
_BETWEEN = re.compile(
    r"\s*(?:,(?!\s*(?:Jr|Sr|I{2,3}|Ph\.?D|M\.?D)\b)|[;|/／•、，；؛،&]|\s[·–—-]\s|(?<=[가-힣])·|(?<![ァ-ヺー])・|・(?![ァ-ヺー]))\s*"
    r"(?:(?:and|und|et|with|mit|avec)\s+)?|"
    r"\s+(?:and|und|et|with|mit|avec|och|og|și|и|та|і|και|und\s+von|et\s+par|and\s+by|و|və|và|dan)\s+|"
    r"(?<=\w\w)\s+(?:y|e|en|i|ja|és|ve|a|na)\s+(?=\S+\s+\S)"
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|staff|columnist|contributor|photographer|producer|redakt\w+|"
    r"reda[ct]tion|redazione|redacteur|verslaggever|inviat[oa]|"
    r"redacci[óo]n|redaç\w+|correspond\w+|chefredakt\w*|volont[äa]r\w*|periodista|giornalista|envoyée?|enviad[oa]|"
    r"dziennikar\w+|novinář\w*|újságíró|szerkesztő|toimittaja|muhabir\w*|editör\w*|wartawan|jurnalis|phóng viên|biên tập|"
    r"корреспондент\w*|кореспондент\w*|редактор\w*|журналист\w*|журналіст\w*|обозреватель|фото|συντάκτ\w+|ανταποκριτ\w+|δημοσιογράφος|"
    r"مراسل\w*|محرر\w*|صحفي\w*|"
    r"special to|bureau|desk|"
    r"director|professor|head of|chief|manager|analyst|critic|updated|published|published on|min read|minutes?|stand|uhr|photos?|fotos?|"
    r"video)\b|redakteur|redaktør|redaktör|korrespondent|journalist|記者|记者|编辑|編輯|編集|報導|报道|攝影|摄影|撮影|기자|특파원|편집",
    re.I,
)
_PARTICLES = frozenset(
    {"de", "da", "di", "do", "dos", "das", "del", "della", "van", "von", "den", "der", "ten", "ter", "la", "le", "el", "al", "bin", "ibn"}
    | {"ben", "af", "av", "zu", "zum", "zur", "y", "e", "vom", "dpa", "bint", "binti", "du", "des", "d'", "et"}
)
_ONE_WORD = re.compile(r"[\u3400-\u9fff々]{2,5}|[가-힣]{2,4}|[ァ-ヺー・＝]{4,24}")
"""A whole name in a script that puts no space between family and given name."""
_ON_DAY = re.compile(
    r"\s+(?:on|am|le|el|il|em|op|den)\s+(?:[^\W\d_]{2,12}\.?,?\s+){0,2}\d{1,4}\b.*$|\s*[|·•–—,-]?\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b.*$"
)
"""When it appeared, behind a name: `Jane Doe on Tue, 03/10/2026`."""
_EDGES = " .:=*\"'“”-–—"


def split_names(text: str) -> tuple[str, ...]:
    """Split a byline such as `By Jane Doe and John Roe, Staff Writers` into its names; roles, addresses and places in brackets go."""
    parts = (_without_title(part) for part in _BETWEEN.split(_without_by(_bare(text))))
    return distinct(part for part in parts if is_name(part))


def introduces_names(text: str) -> bool:
    """Tell whether words say themselves that names follow: `By …`, `Автор: …`, or stand with a title, as `… 기자`."""
    bare = _bare(text)
    return _without_by(bare) != bare or _without_title(bare) != bare.strip(_EDGES)


def _bare(text: str) -> str:
    return _ON_DAY.sub("", " ".join(_NOT_IN_NAMES.sub(" ", text[:1000]).split()))


def _without_by(bare: str) -> str:
    for pattern in (_LABEL, _BY, _LABEL, _BY):
        bare = pattern.sub("", bare)
    return bare


def _without_title(part: str) -> str:
    bare = _FOR.sub("", part.strip(_EDGES))
    return (_TITLE.sub("", bare) if _TITLE.search(bare) else _POSTED.sub("", bare)).strip(_EDGES)


def is_name(part: str) -> bool:
    """Say whether a piece of a byline can be a person's or an agency's name."""
    if not 2 <= len(part) <= LONGEST_NAME or len(part.split()) > 7 or any(character.isdigit() for character in part):
        return False
    return bool(part[0].isalpha()) and not _ROLE.search(part) and "://" not in part and not part.startswith("www.")


def looks_like_person(text: str) -> bool:
    """Say whether words are surely a person's name: two to five words, each with a capital, or particles between them.

    One word is enough in Chinese, Japanese and Korean.
    """
    words = text.split()
    if len(words) == 1:
        return bool(_ONE_WORD.fullmatch(text)) and is_name(text)
    return 2 <= len(words) <= 5 and all(word in _PARTICLES or not word[0].islower() for word in words) and is_name(text)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Keep the first of each name, whatever its case."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name.casefold(), name)
    return tuple(kept.values())[:MOST_NAMES]
