"""What single lines of text say, decided alike for pages and plain-text scrapes: furniture, notices, datelines, contributors. Pure."""

import re
from urllib.parse import urlsplit

from articles.reading.names import distinct, is_name, split_names
from articles.reading.story import Link

LONGEST_NOTICE = 400
"""Characters; what is longer is never furniture by its words alone."""

_ADVERT = re.compile(
    r"\W*(?:(?:article|story|content)? ?continues? (?:after|below)(?: (?:this|the))?(?: (?:ad|advertisement))?|scroll (?:down )?(?:to|"
    r"for) (?:continue|more)\w*(?: reading)?|"
    r"(?:skip|remove|report|close|why this) (?:this )?ads?|(?:advertis(?:e|ing|ements?|er content)|ads?|adverts?|sponsor(?:ed)?|"
    r"sponsored links?|"
    r"sponsor(?:ed)? (?:content|post|message)|(?:paid|promoted|partner|branded) (?:content|post|links?|stories)|anzeigen?|werbung|"
    r"publicit[éeà]|pub|publicidade?|pubblicità|"
    r"annons(?:er)?|annonse|annonce|advertentie|mainos|reklama?|hirdetés|реклама|διαφήμιση|広告|광고|廣告|广告|إعلان|اعلان|פרסומת|โฆษณา|"
    r"quảng cáo|iklan))\W*",
    re.I,
)
_COMMENTS = re.compile(
    r"comments?\s*(?:[-–—:(]|\d|$)|\d+\s*(?:comments?|kommentare|commentaires|comentarios|commenti|reacties|kommentarer)\W*$|"
    r"comments? (?:are|have been) (?:closed|disabled|turned off)|"
    r"(?:leave|post|add|write|view|show|read|see) (?:a |all |the |your |\d+ )*comments?\W*$|join the (?:conversation|discussion)|"
    r".{0,120}\bcommenting (?:system|platform|policy)\b|"
    r"(?:kommentare|commentaires|comentarios|commenti|comentários|reacties)\W*(?:\d+\W*)?$",
    re.I,
)
_NEWSLETTER = re.compile(
    r"(?:sign[ -]?up|subscribe|register)\b.{0,140}\b(?:newsletters?|inbox|e-?mails?|alerts?)\b|.{0,120}\b(?:straight|delivered|sent|"
    r"directly)\b.{0,30}\byour (?:\w+ )?(?:inbox|mailbox|letter ?box|door)\b|"
    r"(?:get|download) (?:the|our) .{0,40}\bapp\b|follow (?:us|\w+ ?\w*) on (?:facebook|twitter|x|instagram|google news|whatsapp|"
    r"telegram|tiktok|linkedin|youtube)\b|"
    r"(?:subscribe|sign up)(?: now| today| here| for free)?\W*$|"
    r"(?:abonnieren sie|melden sie sich|jetzt|inscrivez-vous|abonnez-vous|suscr[íi]b\w+|apúntate|iscriviti|assine|inscreva-se|"
    r"schrijf je in|meld je aan|prenumerera|tilmeld|meld deg)\b"
    r".{0,120}\b(?:newsletters?|lettres? d.info\w*|bolet[íi]n\w*|nyhedsbrev\w*|nyhetsbrev\w*|nieuwsbrief)\b",
    re.I,
)
_NOTICE = re.compile(
    r"[\[(].{0,160}(?:not (?:showing|loading|displaying|visible|appearing|playing|working)|click (?:here|to)|can.?t (?:see|view)|"
    r"unable to (?:see|view|load)|view on mobile)\b.{0,300}[\])]\W*|"
    r"(?:photo )?(?:videos?|galler(?:y|ies)|slideshow|document|map|graphic|audio|player)s? not (?:showing|loading|displaying|visible|"
    r"appearing|playing)\b.{0,300}",
    re.I,
)
_GALLERY_HEADING = re.compile(
    r"(?:photo |picture |image )?(?:galler(?:y|ia)|galerie|galería|galeria|fotogalerie|fotogalería|fotogaleria|bildergalerie|"
    r"fotostrecke|diaporama|slideshow|photos|in pictures)"
    r"\s*(?::|[-–—|]|$)\s*(?P<heading>.*)",
    re.I,
)
_READ_MORE = re.compile(
    r"\W*(?:read (?:more|also|next|the full story|on)|also read|more (?:on this|from)|see also|related(?: (?:articles?|stories|story|"
    r"content|topics|news|coverage))?|recommended(?: stories| reading)?|"
    r"most (?:read|popular)|don.t miss|up next|mehr (?:zum thema|dazu|lesen)|lesen sie (?:auch|mehr|hier)\b.{0,20}|lesen sie|"
    r"auch interessant|das könnte sie auch interessieren|"
    r"(?:à )?lire (?:aussi|la suite|plus|également)|(?:lea|lee|leer) (?:también|más)|te puede interesar|leggi (?:anche|di più|tutto)|"
    r"leia (?:também|mais)|veja também|"
    r"lees (?:ook|meer|verder)|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)|czytaj (?:też|także|więcej|"
    r"również)|zobacz też|"
    r"читайте (?:также|еще)|читать далее|διαβάστε (?:επίσης|ακόμα|περισσότερα)|baca juga|xem thêm|đọc thêm|اقرأ (?:أيضا|أيضًا|المزيد)|"
    r"もっと読む|続きを読む|関連記事|관련기사|相关新闻)"
    r"\s*(?:[:：|>»→…]|[-–—]\s|$).{0,240}",
    re.I,
)
_SHARED = (
    r"shares?|share (?:this|via|on|it|to)|tweet(?: this)?|e-?mail(?: this)?|print(?: this)?|save|saved|bookmark|copy(?: the)? link|"
    r"link copied!?|copied|listen|like|follow|gift|"
    r"facebook|twitter|x|whats ?app|linked ?in|reddit|pinterest|telegram|flipboard|messenger|bluesky|threads|instagram|pocket|"
    r"teilen|drucken|merken|mailen|kopieren|partager|imprimer|compartir|imprimir|guardar|enviar|condividi|stampa|compartilhar|delen|"
    r"dela|del|udostępnij|поделиться|シェア|공유|分享|شارك|"
    r"article|story|page|post|article link|or|and|close|more|this|on|via|to|pin it"
)
_SHARE = re.compile(
    rf"\W*(?:share|tweet|teilen|partager|compartir|condividi|compartilhar|delen|dela|print|copy link|facebook|whatsapp|e-?mail|bookmark|"
    rf"save|listen|シェア|공유|分享|شارك)?\W*(?:(?:{_SHARED})\b\W*){{1,14}}",
    re.I,
)
_OWNER = r"(?-i:(?:(?:[A-Z\d&][\w.&’'/-]*+|of|the|and|for)(?:[ ,]+|$)){0,8})"
_RIGHTS = re.compile(
    rf"©.{{0,120}}$|(?:copyright\b|\(c\))\W{{0,3}}(?:(?:©|\(c\)|by\b|all rights\b|{_OWNER}(?:19|20)\d\d\b).{{0,120}}|{_OWNER})$|"
    r"(?:[^.!?]{0,90}[.,|©–—-]\s*)?all rights reserved\b\s*(?:by (?-i:[A-Z])[^.!?]{0,60})?(?:[.,;|©–—-].{0,160})?$",
    re.I,
)
_FILED = re.compile(
    r"\W*(?:filed (?:under|in)|tagged(?: (?:with|in|as))?|tags?|topics?|keywords?|schlagw(?:orte|örter)|stichw(?:orte|örter)|mots[- ]clés|"
    r"étiquettes?|etiquetas?|palabras clave|palavras-chave|parole chiave|trefwoorden|emneord|ämnesord|asiasanat|słowa kluczowe|теги|"
    r"ключевые слова|标签|關鍵字|关键词|タグ|キーワード|태그|키워드|الكلمات المفتاحية|وسوم)\s*[:：].{0,160}$",
    re.I,
)
"""Under what a story is filed."""
_BROWSER = re.compile(
    r".{0,80}\b(?:enable|activate|aktivieren|activer) (?:java ?script|cookies)\b|.{0,60}\byour browser (?:does not|doesn.t)\b|"
    r"it looks like you.re using\b",
    re.I,
)
_ADDRESS = re.compile(
    r"\bhttps?://[^\s\[\]<>\"'“”]+|(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+[a-z]{2,24}(?:/[^\s\[\]<>\"'“”]*)?(?![\w@])", re.I
)
_VIDEO = re.compile(r"\b(?:videos?|watch|clip|player)\b|youtu\.?be|vimeo|dailymotion", re.I)
_GALLERY = re.compile(r"\b(?:galler\w*|photos?|slideshow|pictures?|images?|galerie|galería)\b", re.I)

_DATELINE = re.compile(r"^([^\n]{2,70}?)\s*(?:\(([^()]{2,40})\)\s*)?(?:--|[—–―]|(?<=[\s)])[-:])\s*(?=\S)")
_DATE_IN_PLACE = re.compile(r",?\s*(?:\d{1,2}\.?\s+[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.?\s+\d{1,2})(?:,?\s+\d{4})?$")
_NO_PLACE = re.compile(
    r"^(?:WATCH|READ|UPDATED?|BREAKING|EXCLUSIV\w*|VIDEOS?|FOTOS?|PHOTOS?|LIVE|NEWS?|OPINION|ANALYSIS|COMMENT|EDITORIAL|NOTE|CORRECTION|"
    r"MORE|SEE|LISTEN|TL;?DR|FAQ|Q|A|AP|AFP|DPA|REUTERS|EIL)\b"
)
_AGENCY_IN_BRACKET = re.compile(
    r"(?:[A-Z]{2,6}|[A-Z]{2,6}[/-][A-Za-z/-]+|dpa\S*|red|eb|sda|apa|kna|epd|Reuters|Bloomberg|Europa Press|EUROPA PRESS|CNN\b.*|"
    r"[A-ZÀ-Ý][\w.’' ]{2,30})"
)

_CONTRIBUTED = (
    re.compile(
        r"^\W*(?:(?:some |additional |further )?(?:information|material|reports?|reporting|details)) (?:for|in|to) this (?:article|"
        r"report|story) (?:was|were) "
        r"(?:also )?(?:contributed|provided|supplied|gathered|compiled)(?: in part)? by (?P<who>.+?)\W*$",
        re.I,
    ),
    re.compile(
        r"^\W*(?P<who>.+?) (?:also )?(?:contributed|provided)(?: additional)?(?: reporting| information)? (?:to|for) this (?:report|"
        r"story|article)\W*$",
        re.I,
    ),
    re.compile(r"^\W*(?:additional|further) reporting by:? (?P<who>.+?)\W*$", re.I),
    re.compile(
        r"^\W*reporting(?: and writing)? by (?P<who>[^;()]{3,300});\s*(?:additional reporting|writing|editing|compiled|graphics)\b"
        r".{0,300}$",
        re.I,
    ),
)
_WRITERS_OF = re.compile(
    r"^(?P<house>.{2,60}?)(?:['’]s?)? (?:staff |news )?(?:writers?|reporters?|journalists?|correspondents?|staffers?|researchers?|"
    r"editors?) (?=[^\W\d_])",
    re.I,
)
_OF_HOUSE = re.compile(r"^(?P<who>.+?) (?:of|from|with|at) (?P<house>(?:[Tt]he )?[^\W\d_][^,;]{2,80})$")
_PLACE_AFTER = re.compile(r"\s+in\s+[^,;]+?(?=,|;|\s+and\s+|$)")
_COUNT = re.compile(r"\W*(?:[^\W\d_]{4,10} )?\d{1,3}\s?(?:/|of|von|de|di|sur|van|av|af)\s?(?P<total>\d{1,3})\W*", re.I)
_PICTURE_COUNT = re.compile(r"(?:image|photo|picture|slide|foto|bild|imagen|immagine) \d{1,3}\s?(?:/|of|von|de|di|sur|van) ?\d{1,3}", re.I)
"""Without the word it may be a verdict: `4/5`."""
_LISTED = re.compile(r"\s*(?:,\s*(?:and\s+)?|;\s*(?:and\s+)?|\s+and\s+)(?:by\s+)?")


def is_furniture(line: str) -> bool:
    """Say whether a line only serves the page it stood on: an advert's label, a share or comment prompt, a notice, a "Read more" link."""
    line = line.strip()
    if len(line) > LONGEST_NOTICE:
        return False
    if not any(character.isalnum() for character in line):
        return True
    if _PICTURE_COUNT.fullmatch(line) or any(pattern.fullmatch(line) for pattern in (_ADVERT, _NOTICE, _SHARE)):
        return True
    if gallery_heading(line) is not None:
        return True
    return any(pattern.match(line) for pattern in (_COMMENTS, _NEWSLETTER, _RIGHTS, _BROWSER, _FILED)) or is_read_more(line)


def total_of(line: str) -> str:
    """Give what a line such as `Image 2 of 5` or `2/5` counts up to; "" where it is no count."""
    counted = _COUNT.fullmatch(line)
    return counted["total"] if counted else ""


def is_read_more(line: str) -> bool:
    """Say whether a line heads or names other stories: `Read more`, `Lesen Sie auch: …`."""
    return len(line) <= LONGEST_NOTICE and bool(_READ_MORE.fullmatch(line))


def gallery_heading(line: str) -> str | None:
    """Give what a gallery's heading such as `Gallery: A day in Minsk` says, "" where it says nothing more; None for any other line."""
    match = _GALLERY_HEADING.fullmatch(line.strip()) if len(line) <= 200 else None
    return match["heading"].strip() if match else None


def notice_links(line: str) -> tuple[Link, ...]:
    """Read the video and gallery addresses out of a notice such as `[Gallery not loading above? …]`; none for any other line."""
    line = line.strip()
    if len(line) > 2 * LONGEST_NOTICE or not _NOTICE.fullmatch(line):
        return ()
    found: list[Link] = []
    before = 0
    for match in list(_ADDRESS.finditer(line))[:20]:
        address = _absolute(match[0].rstrip(".,;:!?)"))
        if address:
            found.append(Link(_link_role(line[before : match.end()]), address))
        before = match.end()
    return tuple(dict.fromkeys(found))


def _link_role(words: str) -> str:
    if _VIDEO.search(words):
        return "video"
    return "gallery" if _GALLERY.search(words) else "link"


def _absolute(address: str) -> str:
    address = address if "://" in address else f"https://{address}"
    try:
        return address if urlsplit(address).hostname else ""
    except ValueError:
        return ""


def find_dateline(paragraph: str) -> str | None:
    """Find the place before the dash that opens a story: `MOSCOW --`, `BERLIN, Sept. 14 (Reuters) -`; without date and agency."""
    match = _DATELINE.match(paragraph.strip())
    if not match:
        return None
    place = _DATE_IN_PLACE.sub("", match[1].strip(" ,.")) if any(character.isdigit() for character in match[1]) else match[1].strip(" ,")
    city, *beyond = (part.strip() for part in place.split(","))
    if not city or len(beyond) > 2 or any(character.isdigit() for character in place) or _NO_PLACE.match(city):
        return None
    in_capitals = city.isupper() and sum(map(str.isalpha, city)) >= 3 and len(city.split()) <= 5
    by_agency = bool(match[2] and _AGENCY_IN_BRACKET.fullmatch(match[2])) and city[0].isupper() and len(city.split()) <= 3
    named_beyond = all(part and part[0].isupper() and len(part) <= 25 for part in beyond)
    return place if (in_capitals or by_agency) and named_beyond else None


def contributors(paragraph: str) -> tuple[tuple[str, ...], str | None] | None:
    """Read who else worked on the story and for which agency, from a line that says nothing but that; None for any other line."""
    match = next((found for pattern in _CONTRIBUTED if (found := pattern.match(paragraph.strip()[:1000]))), None)
    if not match:
        return None
    who, house = _without_writers(match["who"])
    names: list[str] = []
    houses = [house] if house else []
    for segment in re.split(r";\s*|,? and by ", who):
        of = _OF_HOUSE.match(segment)
        houses += [of["house"].strip()] if of else []
        names += _names(of["who"] if of else segment)
    return (distinct(names), ", ".join(distinct(houses)) or None) if names or houses else None


def _without_writers(who: str) -> tuple[str, str]:
    """Take `Associated Press writers` off the front; its house is the agency."""
    match = _WRITERS_OF.match(who)
    if not match:
        return who, ""
    return who[match.end() :], match["house"]


def _names(text: str) -> list[str]:
    bare = _PLACE_AFTER.sub("", text)
    return [name for part in _LISTED.split(bare) for name in ([part] if is_name(part) else split_names(part))]
