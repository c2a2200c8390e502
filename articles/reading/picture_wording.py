"""What a line of a scrape gives away about a picture beside it: a credit alone, a viewer's label, words that stage or name a picture. Pure."""

import re

from articles.reading.languages import width
from gallery.captions import clean
from gallery.credit_lines import split_credit

LONGEST_CREDIT = 160
LONGEST_LABEL = 60
LONGEST_NAMED = 600
"""Characters of a line whose end is looked at for a name."""
_LONGEST_FORENAME = 20
"""Characters before a full stop or dash inside a name: `Ann B. Cape/Coastal Press`."""
_SHORTEST_SAID = 25
"""Characters that a caption has at least before the name at its end."""
_CREDIT_WORDS = 12
_CREDIT_WORDS_IN_BRACKETS = 16

# Labels that a page says for those who only hear it: `Image caption, …`, `Image source, …`.
_CAPTION_LABEL = re.compile(
    r"(?:(?:(?:image|photo|picture|media|video)\s?)?caption|bildunterschrift|bildtext|légende(?: (?:image|photo))?|"
    r"pie de (?:foto|imagen)|legenda(?: da foto)?|didascalia|onderschrift|подпись к (?:фото|видео)|"
    r"підпис до фото|podpis zdjęcia|fotoğraf altı yazısı|التعليق على (?:الصورة|الفيديو)|شرح الصورة|图像加注文字|圖像加註文字|图片说明|圖片說明|"
    r"画像説明|사진 설명|chụp lại hình ảnh|keterangan (?:gambar|foto))\s*[:：,，،、]\s*(?=\S)",
    re.I,
)
_SOURCE_LABEL = re.compile(
    r"(?:(?:image|photo|picture|media|video) (?:source|credit|copyright)|bildquelle|fuente de la imagen|crédit photo|source de l.image|"
    r"автор фото|джерело зображення|autor zdjęcia|صدر الصورة|مصدر الصورة|图像来源|圖像來源|图片来源|圖片來源|画像提供|사진 출처|nguồn hình ảnh|"
    r"sumber gambar|fotoğraf kaynağı)\s*[:：,，،、]\s*(?P<who>\S.{0,140})",
    re.I,
)
_COUNTER = re.compile(
    r"(?:(?:bild|photos?|fotos?|image|imagen|immagine|slide|picture|фото|사진|写真|图|圖)\s*)?"
    r"\d{1,3}(?:\s*(?:/|\||of|von|de|di|da|sur|van|av|af|из|з|od|z|trên|dari)\s*\d{1,3})?(?:\s*(?:photos?|images?|bilder|fotos?|枚|张|張|장))?",
    re.I,
)
_PICTURE = r"(?:image|photo|picture|gallery|galerie|galería|bild(?:er|es)?|foto|imagen|imagem|immagine|afbeelding|zdjęci\w+|фото|изображени\w+)s?"
_OPENS = (
    r"open|view|see|show|expand|enlarge|click|tap|zoom|toggle|hide|close|ver|abrir|ampliar|voir|ouvrir|agrandir|apri|ingrandisci|öffnen|"
    r"vergrößern|zeigt?|bekijk|vergroot|förstora|forstørr|powiększ|увеличить|открыть|развернуть"
)
_VIEWER = re.compile(
    rf"(?:{_OPENS})\b.{{0,40}}\b{_PICTURE}\b(?:.{{0,20}}\b(?:gallery|full ?screen|size|caption|lightbox|größer|grande?))?|"
    rf"{_PICTURE}\b.{{0,30}}\b(?:{_OPENS})|"
    r"(?:full ?screen|enter full ?screen|expand|enlarge|zoom|detailansicht öffnen|vollbild|vergrößern|agrandir|plein écran|"
    r"ampliar|pantalla completa|ingrandisci|schermo intero|helskärm|fullskjerm|fuld skærm|volledig scherm|pełny ekran|tam ekran|"
    r"увеличить|во весь экран|拡大|画像を拡大(?:する)?|(?:사진|이미지) ?(?:확대|크게) ?(?:보기)?|(?:点击)?查看大图|點擊放大|تكبير الصورة|phóng to)\w{0,10}",
    re.I,
)
_MORE = re.compile(r"(?<=\S)\s*(?<![^\W\d_] )(?:Vis(?:a)?|Se|Show|Read|View|Les|Läs|See)\s(?:mer|mere|more|less)$")
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?=(?:Photo(?:graph)?s?|Foto(?:s|graf)?|Images?|Pictures?|Credits?|Crédits?|Quelle|Bild|Source)(?: [Bb]y| [Cc]redits?)?\s?:)|"
    r"(?<=[^\W\d_A-Z])(?=©)"
)
_STAGED = re.compile(
    r"\((?:(?:from |at |top |bottom |second |third |far )*(?:left|right|cent(?:er|re)|above|below|pictured|back|front)|links|rechts|mitte|"
    r"(?:vorne|hinten|oben|unten|l|r|m|re|li)\.?|(?:à |au |en )?(?:gauche|droite|centre|haut|bas)|(?:a la |en el )?(?:izquierda|derecha|"
    r"centro|izq\.?|dcha\.?|der\.?)|(?:à )?(?:esquerda|direita|esq\.?|dir\.?)|(?:a )?(?:sinistra|destra)|vänster|höger|t\.?[hv]\.?|"
    r"слева|справа|в центре|左|右|中央?|왼쪽|오른쪽|가운데|يمين|يسار)(?: (?:im bild|on the (?:left|right)|from (?:left|right)))?\)|"
    r"\b(?:clockwise )?from (?:(?:top|bottom|far|back) )*(?:left|right)\b|\b[vV]\. ?l\.(?: ?n\. ?r\.)?|\bpictured\b|\bfile (?:photo|image|picture)s?\b|"
    r"\b(?:im|zum|auf dem) bild\b|\bsymbol(?:bild|foto)\b|\barchiv(?:bild|foto)\b|\b(?:en|na) (?:la |una )?(?:imagen|foto|imagem)\b|\bnella foto\b|"
    r"\bsur (?:la|cette) photo\b|\b(?:foto|imagen) de archivo\b|\bphoto d.(?:archives?|illustration)\b|\basociatyvi\b|\barkivbil[dl]e?t?\b|"
    r"на фото\b|архивное фото|іл(?:ю|у)стративн|图为|圖為|资料图|資料(?:圖|写真)|자료 ?사진|사진은|写真は|صورة أرشيفية|في الصورة|^[▲△▼◀▶]",
    re.I,
)
_CASED_NAME = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁІЇЄΑ-Ω@][\w.'’&-]{0,40}"
_UNCASED = r"[\u0590-\u08ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_JOINED = r"(?: (?:for|de|da|di|do|del|von|van|der|via|and|of|the|y|e|/))?"
_AFTER_SENTENCE = re.compile(
    rf"[^\W\d_A-Z]{{3}}[\"'”’»)]{{0,2}}[.!?…][\"'”’»)]{{0,2}}\s?(?P<who>{_CASED_NAME}(?:{_JOINED}[ /]{{1,2}}{_CASED_NAME}){{0,5}}"
    r"(?: \([^()]{2,40}\))?)$"
)
_AFTER_SLASH = re.compile(rf"\S\s?/\s?(?P<who>{_CASED_NAME}(?:[ /]{{1,3}}{_CASED_NAME}){{0,4}})$")
_AFTER_EQUALS = re.compile(r"[^\x00-\x7f]\s?[＝=](?P<who>[^\s＝=。、]{1,16})$")
_RIGHTS = re.compile(r"\b(?:rights|reserved|rechte|réservés|reservados|derechos|riservata|zastrzeżone|licen[sc]\w*)\b|(?:©|\(c\)|copyright).{0,60}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d ?©", re.I)
_SOURCE = re.compile(r"\W{0,3}(?:sources?|quellen?|fuentes?|fontes?|bron(?:nen)?|källa|kilde|kaynak|źródło|источник|джерело|المصدر|出典|来源|來源|출처)\s?[:：]", re.I)
_HANDED_OUT = re.compile(r"[（(][^（()）]{1,30}(?:提供|撮影|摄|攝|供图|供圖|제공|촬영)[)）]$")
_SIGHT = re.compile(
    r"(?:An?|Two|Three|Four|Several|Close-?up|Eine?|Zwei|Drei|Mehrere|Une?|Deux|Trois|Plusieurs|Una?|Dos|Tres|Varios|Varias|Uno|Due|Tre|Uma?|"
    r"Dois|Duas|Een|Twee|En|Ett?|To|Två|Kaksi|Dwie|Dwóch|Bir|İki) [^\W\d_]"
)
_PICTURE_WORD = (
    r"(?:(?i:photos?|fotos?|pictures?|pics?|images?|bild|fotoğraf|zdjęcie|nuotr|kuva|kép|snimka|ảnh|gambar|фото|снимка|светлина|φωτ\w*)|"
    r"사진|写真|図|图|圖|摄影|攝影|صورة|تصوير)"
)
_AFTER_PICTURE_WORD = re.compile(
    rf"(?:^|[.!?…)|/–—\]。，,]\s?){_PICTURE_WORD}\s?(?:[:：|｜/＝=–—-]\s?)?(?P<who>{_CASED_NAME}(?:[ /]{{1,3}}{_CASED_NAME}){{0,4}}|"
    rf"{_UNCASED}{{2,16}}(?: {_UNCASED}{{2,10}})?)[)\]）】]?$"
)
_AFTER_UNCASED = re.compile(rf"{_UNCASED}{{4}}[”’」』)）\"']{{0,2}}(?:[.。!?！？…]\s?|\s?/\s?)(?P<who>{_UNCASED}{{2,10}}(?: {_UNCASED}{{2,6}})?)$")
_BRACKETED_NAME = re.compile(rf"\((?P<who>{_CASED_NAME}(?: {_CASED_NAME}){{1,3}})\)")


_NAMED_AT_END = (_AFTER_PICTURE_WORD, _AFTER_SENTENCE, _AFTER_SLASH, _AFTER_EQUALS, _AFTER_UNCASED)
_REPORTERS = ("기자", "記者", "记者", "특파원")


def credit_alone(line: str) -> str:
    """Give the credit of a line that says who took a picture and nothing else, without its label; "" for any other line."""
    words = clean(line).strip(" ;")
    if not 3 <= len(words) <= LONGEST_CREDIT or _RIGHTS.search(words) or says_source(words):
        return ""
    named = _SOURCE_LABEL.fullmatch(words) or _BRACKETED_NAME.fullmatch(words)
    if named:
        return named["who"]
    caption, credit = split_credit(words)
    if caption and "/" in credit and len(caption) <= _LONGEST_FORENAME and words.istitle():
        return words
    longest = _CREDIT_WORDS_IN_BRACKETS if words.startswith(("(", "[")) else _CREDIT_WORDS
    return credit if not caption and len(words.split()) <= longest else ""


def says_source(line: str) -> bool:
    """Say whether words say where a text or its figures come from: that is no picture's credit."""
    return bool(_SOURCE.match(line))


def is_viewer_label(line: str) -> bool:
    """Say whether a line is a picture viewer's: a counter such as `2 / 9`, `View image in fullscreen`, `Expand`."""
    return len(line) <= LONGEST_LABEL and bool(_COUNTER.fullmatch(line) or _VIEWER.fullmatch(line))


def without_labels(line: str) -> tuple[str, bool]:
    """Take a caption's spoken label, a leaked `Show more` and glued-on credit labels apart; also say whether a caption's label stood there."""
    labelled = _CAPTION_LABEL.match(line)
    words = _MORE.sub("", line[labelled.end() :] if labelled else line)
    return _GLUED.sub(" ", words), bool(labelled)


def stages_picture(line: str) -> bool:
    """Say whether words point into a picture: `(left)`, `pictured`, `im Bild`, `图为`, `▲`."""
    return bool(_STAGED.search(line[:LONGEST_NAMED]))


def names_a_sight(line: str) -> bool:
    """Say whether a line begins as descriptions for those who can't see do, with something not yet known: `A man …`, `Zwei Frauen …`."""
    return bool(_SIGHT.match(line))


def ends_in_credit(line: str) -> bool:
    """Say whether a line ends with a bracket that may well be a credit: `(Reuters)`, `（警視庁提供）`."""
    return line.endswith((")", "]", "）", "】")) and bool(split_credit(line)[1] or _HANDED_OUT.search(line))


def named_at_end(line: str) -> tuple[str, str]:
    """Part the name that no sentence goes with off a line's end: `… on Friday. Ann Bay`, `… on Friday / Ann Bay`, `…＝共同`; else all and ""."""
    if len(line) > LONGEST_NAMED:
        return line, ""
    match = next((found for pattern in _NAMED_AT_END if (found := pattern.search(line))), None)
    if match and match["who"].endswith(_REPORTERS):
        match = None
    said = line[: match.start("who")].rstrip(" /＝=") if match else ""
    tells = len(said) >= _SHORTEST_SAID and any(word.islower() for word in said.split())
    return (said, match["who"]) if match and (tells or width(said) > len(said)) else (line, "")
