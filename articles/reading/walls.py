"""The words of pages that only say why there is nothing to be read: walls that ask for consent, faults, robot checks. Pure."""

import re

from articles.reading.languages import width

LONGEST_HEADLINE = 90
FEWEST_CONSENTS = 3
WIDTH_PER_CONSENT = 170
"""A wall speaks of consent at least once in so much text; a story about it does so less often."""

_CONSENT = re.compile(
    r"cookies?|\bconsent|\bprivacy|personal data|datenschutz|einwillig|personenbezogen|confidentialit|vie privée|données personnelles|"
    r"privacidad|datos personales|privacidade|dati personali|persoonsgegevens|toestemming|samtyck|samtykke|personvern|evästee|tietosuoja|"
    r"çerez|zgod[ay]\b|куки|конфиденциальност|クッキー|プライバシー|쿠키|개인정보|隐私|隱私|ملفات تعريف الارتباط|الخصوصية|פרטיות",
    re.I,
)
_CODE = r"(?:http|error|fehler|erreur|errore?)?\W*(?:40[0134]|410|429|50[0-4])"
_GONE = (
    r"(?:not|n.t|no longer) (?:be )?(?:found|available|exists?)|nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar)|introuvable|"
    r"n.existe (?:pas|plus)|no (?:se ha )?encontrad[ao]|no existe|non (?:è stata )?trovata|não (?:foi )?encontrada|niet gevonden|"
    r"kunde inte hittas|hittades inte|(?:ble )?ikke funnet|(?:blev )?ikke fundet|nie (?:została )?znaleziona|не найдена|bulunamadı|"
    r"見つかりません|찾을 수 없습니다|不存在|未找到|غير موجودة"
)
_PAGE = r"page|article|story|content|seite|artikel|página|pagina|sidan?|siden|strona|страница|sayfa|ページが?|페이지를?|页面|頁面|الصفحة"
_CHECK = (
    r"just a moment|access denied|attention required.{0,30}|are you (?:a robot|human)|checking your browser.{0,60}|"
    r"(?:verify|confirm) (?:that )?you are (?:a )?human.{0,30}"
)
_FAULT = re.compile(
    rf"\W*(?:{_CODE}|(?:{_CODE}\W+)?(?:forbidden|gone|not found|access denied|service unavailable)|"
    rf"(?:{_CODE}\W+)?(?:(?:sorry|oops|ups|hoppla)\W+)?(?:[^\W\d]{{1,6}} ){{0,3}}?(?:{_PAGE})[^.!?]{{0,40}}?(?:{_GONE})|{_CHECK})\W*",
    re.I,
)


def says_fault(headline: str) -> bool:
    """Say whether a page's headline is an error's or a robot check's: `404`, `Page not found`, `Just a moment...`."""
    return len(headline) <= LONGEST_HEADLINE and bool(_FAULT.fullmatch(headline))


def asks_consent(text: str) -> bool:
    """Say whether a short text is made of cookies, consent and privacy: of more than one of them, since cookies are also baked."""
    said = [match[0].casefold().rstrip("s") for match in _CONSENT.finditer(text)]
    return len(said) >= FEWEST_CONSENTS and len(set(said)) >= 2 and len(said) * WIDTH_PER_CONSENT >= width(text)
