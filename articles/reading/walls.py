"""The words of pages that keep their story back or have none: consent, offers, faults, robot checks. Pure."""

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
    r"見つかりません(?:でした)?|찾을 수 없습니다|不存在|未找到|غير موجودة"
)
_PAGE = (
    r"page|article|story|content|seite|artikel|página|pagina|sidan?|siden|strona|страница|sayfa|"
    r"(?:お探しの)?ページ[がは]?|페이지를?|页面|頁面|الصفحة"
)
_ERROR = (
    r"errors?|fehler|erreur|errore|erro|fout|fel|feil|fejl|virhe|błąd|chyba|hiba|ошибка|помилка|hata|lỗi|エラー|오류|错误|錯誤|خطأ|שגיאה"
)
_CHECK = (
    r"just a moment|access (?:to this page )?(?:has been |is )?denied|attention required.{0,30}|are you (?:a robot|human)|"
    r"checking your browser.{0,60}|(?:please )?(?:verify|confirm) (?:that )?you are (?:a )?human.{0,30}"
)
_FAULT = re.compile(
    rf"\W*(?:{_CODE}|{_ERROR}|(?:{_CODE}\W+)?(?:forbidden|gone|not found|access denied|service unavailable)|"
    rf"(?:{_CODE}\W+)?(?:(?:sorry|oops|ups|hoppla)\W+)?(?:[^\W\d]{{1,6}} ){{0,3}}?(?:{_PAGE})[^.!?]{{0,40}}?(?:{_GONE})|{_CHECK})\W*",
    re.I,
)
_ROBOT = re.compile(
    r"(?:verify|confirm|make sure|prove) (?:that )?you(?: a|.)re (?:a )?(?:human|not a robot)|are you a robot|unusual (?:traffic|activity)|"
    r"checking your browser|automation tools|\bcaptcha\b|kein roboter|pas un robot|no (?:soy|eres) un robot|não (?:sou|é) um robô|"
    r"non sono un robot|geen robot|не робот|robot olmadığınızı|ロボットではありません|로봇이 아닙니다|我不是机器人|人机验证|安全验证",
    re.I,
)
_ACCOUNT = r"subscrib\w+|register\w*|sign(?:ing)?[ -]?(?:in|up)|log(?:ging)?[ -]?in|join|member(?:ship)?|account|trial"
_READ_ON = (
    r"to (?:continue(?! (?:the|this) (?:conv|disc|comm))|(?:keep|finish) reading|read (?:on|the (?:full|whole|rest|entire)|this (?:article|"
    r"story))|unlock)|(?:continue|keep|finish) reading|full (?:article|story)"
)
_OFFER = re.compile(
    rf"\b(?:{_ACCOUNT})\b[^.!?]{{0,60}}\b(?:{_READ_ON})\b|\b(?:{_READ_ON})\b[^.!?]{{0,40}}\b(?:{_ACCOUNT})\b|"
    r"already a (?:subscriber|member)|"
    r"\b(?:for|to) (?:our )?(?:paying )?(?:subscribers|members) only|exclusive (?:to|for) (?:our )?(?:subscribers|members)|"
    r"weiterlesen (?:mit|als)|jetzt weiterlesen|um weiterzulesen|(?:exklusiv|nur) für (?:abonnent|mitglieder)|artikel freischalten|"
    r"bereits (?:abonnent|ein abo)|réservée? (?:aux|à nos) (?:abonné|membres)|il vous reste [\d,.]+ ?%|déjà abonné|"
    r"(?:abonnez|connectez|inscrivez)-vous pour (?:lire|continuer|accéder)|para seguir leyendo|ya eres suscriptor|"
    r"(?:exclusivo|solo|sólo) para suscriptores|abbonat[iao] per|per continuare a leggere|riservat[oai] agli abbonati|sei già abbonato|"
    r"para continuar (?:lendo|a ler)|exclusivo para assinantes|já é assinante|(?:alleen|exclusief) voor (?:abonnees|leden)|"
    r"om verder te lezen|al abonnee|(?:bara|endast|kun|bare) (?:för|for) (?:prenumeranter|abonnenter)|för att läsa (?:vidare|hela)|"
    r"for å lese (?:videre|hele|saken)|for at læse videre|læs videre med|vain tilaajille|jatka lukemista|"
    r"(?:tylko )?dla (?:subskrybentów|prenumeratorów)|wykup (?:dostęp|subskrypcję)|pro předplatitele|előfizetőink|"
    r"подписк[уие]\W.{0,30}(?:читать|дочитать)|только для подписчиков|доступ\w* по подписке|для передплатників|"
    r"(?:devam etmek|okumak) için.{0,30}(?:abone|üye|giriş)|abonelere özel|"
    r"この(?:記事|続き|先)は?[^。]{0,20}(?:会員|有料)|有料会員限定|残り\W{0,3}[\d,]+\W{0,2}文字|続きを読むには|続きは[^。]{0,20}(?:会員|登録|ログイン)|"
    r"유료 ?(?:회원|구독자|독자) ?전용|구독자 전용|(?:구독|로그인|가입)(?:하고|하면|후|하시면).{0,12}(?:계속|이어|전체|전문)|"
    r"(?:订阅|訂閱|登录|登入|付费|付費).{0,6}(?:阅读|閱讀|全文|继续|繼續)|(?:会员|會員|订户|訂戶)(?:专享|專享|专属|專屬)|"
    r"اشترك (?:لمواصلة|للقراءة|لقراءة|لمتابعة)|للمشتركين فقط|למנויים בלבד|(?:μόνο )?για συνδρομητές|dành cho (?:thuê bao|hội viên)|"
    r"berlangganan untuk",
    re.I,
)


def says_fault(headline: str) -> bool:
    """Say whether a page's headline is an error's or a robot check's: `404`, `Page not found`, `Just a moment...`."""
    return len(headline) <= LONGEST_HEADLINE and bool(_FAULT.fullmatch(headline))


def asks_consent(text: str) -> bool:
    """Say whether a short text is made of cookies, consent and privacy: of more than one of them, since cookies are also baked."""
    said = [match[0].casefold().rstrip("s") for match in _CONSENT.finditer(text)]
    return len(said) >= FEWEST_CONSENTS and len(set(said)) >= 2 and len(said) * WIDTH_PER_CONSENT >= width(text)


def checks_reader(text: str) -> bool:
    """Say whether a short page asks its reader to prove to be human."""
    return bool(_ROBOT.search(text))


def offers_the_rest(text: str) -> bool:
    """Say whether a text offers the rest of a story for a subscription, a login or a registration."""
    return bool(_OFFER.search(text))
