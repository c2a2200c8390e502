"""What a line's words give away about a picture beside it: a viewer's label, a caption's label, words that point into a picture. Pure."""

import re
from functools import lru_cache

from gallery.wording.credit_labels import by_label

LONGEST_LABEL = 60
LONGEST_LABELLED, MOST_BUTTON_WORDS = 200, 3
LONGEST_STAGED = 600
"""Characters in which words that point into a picture are looked for."""

_COUNTER = re.compile(
    r"(?:(?:bild|photos?|fotos?|image|imagen|immagine|slide|picture|фото|사진|写真|图|圖)\s?)?"
    r"\d{1,3}(?:\s?(?:/|\||of|von|de|di|da|sur|van|av|af|из|з|od|z|trên|dari)\s?\d{1,3})?(?:\s?(?:photos?|images?|bilder|fotos?|枚|张|張|장))?",
    re.I,
)
_PICTURE = (
    r"(?:image|photo|picture|gallery|galerie|galería|bild(?:er|es)?|foto|imagen|imagem|immagine|afbeelding|zdjęci\w{1,5}|фото|"
    r"изображени\w{1,5})s?"
)
_OPENS = (
    r"open|view|see|show|expand|enlarge|click|tap|zoom|toggle|hide|close|ver|abrir|ampliar|voir|ouvrir|agrandir|apri|ingrandisci|öffnen|"
    r"vergrößern|zeigt?|bekijk|vergroot|förstora|forstørr|powiększ|увеличить|открыть|развернуть"
)
_VIEWER = re.compile(
    rf"(?:{_OPENS})\b.{{0,40}}\b{_PICTURE}\b(?:.{{0,20}}\b(?:gallery|full ?screen|size|caption|lightbox|größer|grande?))?|"
    rf"{_PICTURE}\b.{{0,30}}\b(?:{_OPENS})|"
    r"(?:full ?screen|enter full ?screen|expand|enlarge|zoom|(?:toggle|hide|show) caption|detailansicht öffnen|vollbild|vergrößern|"
    r"agrandir|plein écran|ampliar|pantalla completa|ingrandisci|schermo intero|helskärm|fullskjerm|fuld skærm|volledig scherm|"
    r"pełny ekran|tam ekran|увеличить|во весь экран|拡大|画像を拡大(?:する)?|(?:사진|이미지) ?(?:확대|크게) ?(?:보기)?|(?:点击)?查看大图|"
    r"點擊放大|تكبير الصورة|phóng to)\w{0,10}",
    re.I,
)
# Labels that a page says for those who only hear it: `Image caption, …`; and a slide's number before its caption.
_CAPTION_LABEL = re.compile(
    r"(?:(?:(?:(?:image|photo|picture|media|video)\s?)?caption|bildunterschrift|bildtext|légende(?: (?:image|photo))?|"
    r"pie de (?:foto|imagen)|legenda(?: da foto)?|didascalia|onderschrift|подпись к (?:фото|видео)|підпис до фото|podpis zdjęcia|"
    r"fotoğraf altı yazısı|التعليق على (?:الصورة|الفيديو)|شرح الصورة|图像加注文字|圖像加註文字|图片说明|圖片說明|"
    r"画像説明|사진 설명|chụp lại hình ảnh|keterangan (?:gambar|foto)|图注|圖註)\s?[:：,，،、]|(?:image|media) caption(?=\s(?-i:[A-Z]))|"
    r"\[\d{1,3}/\d{1,3}\]|\d{1,3} of \d{1,3} ?[|:–]|(?:image|photo|foto|slide) \d{1,3} ?(?:of|de|/) ?\d{1,3}(?=\s(?-i:[A-ZÀ-Þ])))\s?(?=\S)",
    re.I,
)
_SHOWS = re.compile(r"(?:[Ii]mage|[Pp]icture|Imagen|Bild)\s?:\s(?=\S)")
"""A label before what a picture shows, where it is nobody's credit."""
_MORE = re.compile(
    r"(?:(?<=[^\s\w])\s?|(?<=[A-ZÀ-Þ])|(?<=\w) )(?:(?:Visa?|Se|Show|Read|View|Les|Läs|See) (?:mer|mere|more|less)|(?:hide|toggle) caption)$"
)
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?=(?:Photo(?:graph)?s?|Foto(?:s|graf)?|Images?|Pictures?|Credits?|Crédits?|Quelle|Bild|Source)"
    r"(?: [Bb]y| [Cc]redits?)?\s?(?::|\.\.\.|…))|(?<=[^\W\d_A-Z])(?=©)"
)
_DOTTED = re.compile(r"(?<=Credit)(?:\.\.\.|…)\s?(?=\S)")
_STAGED = re.compile(
    r"\((?:(?:from |at |top |bottom |second |third |far ){0,3}(?:left|right|cent(?:er|re)|above|below|pictured|back|front)|"
    r"links|rechts|mitte|(?:vorne|hinten|oben|unten|l|r|m|re|li)\.?|(?:à |au |en )?(?:gauche|droite|centre|haut|bas)|"
    r"(?:a la |en el )?(?:izquierda|derecha|centro|izq\.?|dcha\.?|der\.?)|(?:à )?(?:esquerda|direita|esq\.?|dir\.?)|"
    r"(?:a )?(?:sinistra|destra)|vänster|höger|t\.?[hv]\.?|слева|справа|в центре|左|右|中央?|왼쪽|오른쪽|가운데|يمين|يسار)"
    r"(?: (?:im bild|on the (?:left|right)|from (?:left|right)))?\)|"
    r"\b(?:clockwise )?from (?:(?:top|bottom|far|back) ){0,2}(?:left|right)\b|\bv\. ?l\.(?: ?n\. ?r\.)?|\bpictured\b|"
    r"\bfile (?:photo|image|picture)s?\b|\b(?:im|zum|auf dem) bild\b|\bsymbol(?:bild|foto)\b|\barchiv(?:bild|foto)\b|"
    r"\b(?:en|na) (?:la |una )?(?:imagen|foto|imagem)\b|\bnella foto\b|\bsur (?:la|cette) photo\b|\b(?:foto|imagen) de archivo\b|"
    r"\bphoto d.(?:archives?|illustration)\b|\basociatyvi\b|\barkivbil[dl]e?t?\b|\bна фото\b|\bархивное фото\b|\bіл(?:ю|у)стративн|"
    r"图为|圖為|资料图|資料(?:圖|写真)|자료 ?사진|사진은|写真は|صورة أرشيفية|في الصورة|^[▲△▼◀▶]",
    re.I,
)
_SIGHT = re.compile(
    r"(?:An?|Two|Three|Four|Several|Close-?up|Eine?|Zwei|Drei|Mehrere|Une?|Deux|Trois|Plusieurs|Una?|Dos|Tres|Varios|Varias|Uno|Due|Tre|Uma?|"
    r"Dois|Duas|Een|Twee|En|Ett?|To|Två|Kaksi|Dwie|Dwóch|Bir|İki) [^\W\d_]"
)


def is_viewer_label(line: str) -> bool:
    """Say whether a line is a picture viewer's: a counter such as `2 / 9`, `View image in fullscreen`, `Expand`."""
    words = line.strip(" :.›»>+")
    return len(words) <= LONGEST_LABEL and bool(_COUNTER.fullmatch(words) or _VIEWER.fullmatch(words))


def is_button(words: str) -> bool:
    """Say whether a caption is a viewer's button, `Enlarge image`: of few words, since true captions hold such words too."""
    return len(words.split()) <= MOST_BUTTON_WORDS and not words.endswith("ing") and is_viewer_label(words)


def labels_caption(line: str) -> bool:
    """Say whether a line says itself that it is a caption: `Bildunterschrift: …`."""
    return len(line) <= LONGEST_LABELLED and not line.endswith("?") and bool(_CAPTION_LABEL.match(line))


def without_label(line: str) -> tuple[str, bool]:
    """Take off a caption's label, and say whether one stood there."""
    labelled = _CAPTION_LABEL.match(line) or (None if by_label(line) else _SHOWS.match(line))
    return (line[labelled.end() :], True) if labelled else (line, False)


def without_labels(line: str) -> tuple[str, bool]:
    """Take off a caption's label, a `Show more` at the end, and part a credit's label from the word it is glued to.

    Also say whether a caption's label stood there.
    """
    words, labelled = without_label(line)
    return _DOTTED.sub(": ", _GLUED.sub(" ", _MORE.sub("", words))), labelled


@lru_cache(maxsize=4096)
def stages_picture(line: str) -> bool:
    """Say whether words point into a picture: `(left)`, `pictured`, `im Bild`, `图为`, `▲`."""
    return bool(_STAGED.search(line[:LONGEST_STAGED]))


def names_a_sight(line: str) -> bool:
    """Say whether a line begins as descriptions for those who can't see do, with something not yet known: `A man …`, `Zwei Frauen …`."""
    return bool(_SIGHT.match(line))
