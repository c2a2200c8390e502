"""Made-up pages of every kind, built as real sites build theirs: a header with navigation, the page's matter, a footer, a banner."""

# ruff: noqa: E501 (a made-up page reads best on one line)

import json

SENTENCES = {
    "en": ("On day {n} the ferry to the island left an hour late because a seal had settled on the gangway.", "Its captain, who has sailed this route for years, said that nobody wanted to wake the animal, least of all the {n} schoolchildren."),
    "de": ("Am Tag {n} fuhr die Fähre zur Insel eine Stunde zu spät, weil sich eine Robbe auf die Gangway gelegt hatte.", "Der Kapitän sagte, niemand habe das Tier wecken wollen, am wenigsten die {n} Schulkinder an Bord."),
    "fr": ("Le jour {n}, le ferry pour l’île est parti avec une heure de retard, car un phoque dormait sur la passerelle.", "Le capitaine a expliqué que personne ne voulait réveiller l’animal, surtout pas les {n} écoliers."),
    "es": ("El día {n} el transbordador a la isla salió con una hora de retraso porque una foca dormía en la pasarela.", "El capitán dijo que nadie quería despertar al animal, y menos aún los {n} escolares que iban a bordo."),
    "it": ("Il giorno {n} il traghetto per l’isola è partito con un’ora di ritardo perché una foca dormiva sulla passerella.", "Il comandante ha detto che nessuno voleva svegliare l’animale, tanto meno i {n} scolari a bordo."),
    "pt": ("No dia {n} a balsa para a ilha saiu com uma hora de atraso porque uma foca dormia na passarela.", "O capitão disse que ninguém queria acordar o animal, muito menos as {n} crianças da escola."),
    "tr": ("Gün {n}: Adaya giden vapur, iskelede uyuyan bir fok yüzünden bir saat geç kalktı.", "Kaptan, hayvanı kimsenin uyandırmak istemediğini, hele gemideki {n} öğrencinin hiç istemediğini söyledi."),
    "pl": ("W dniu {n} prom na wyspę odpłynął godzinę później, ponieważ foka położyła się na trapie.", "Kapitan powiedział, że nikt nie chciał budzić zwierzęcia, a już najmniej {n} uczniów na pokładzie."),
    "sv": ("Dag {n} gick färjan till ön en timme för sent eftersom en säl hade lagt sig på landgången.", "Kaptenen sade att ingen ville väcka djuret, allra minst de {n} skolbarnen ombord."),
    "ru": ("В день {n} паром на остров отошёл на час позже, потому что тюлень улёгся на сходнях.", "Капитан сказал, что никто не хотел будить животное, и меньше всего {n} школьников на борту."),
    "ja": ("{n}日目、島へ渡る船はアザラシが通路に居座ったため一時間遅れて出航した。", "船長によると、誰もその動物を起こしたくなかったという。とりわけ乗船していた{n}人の小学生はそうだった。"),
    "ko": ("{n}일째 되는 날 섬으로 가는 배는 물개가 통로에 자리를 잡아 한 시간 늦게 출발했다.", "선장은 아무도 그 동물을 깨우고 싶어 하지 않았으며 특히 배에 탄 초등학생 {n}명이 그랬다고 말했다."),
    "zh": ("第{n}天，前往海岛的渡轮因为一只海豹躺在舷梯上而晚了一个小时出发。", "船长说，没有人愿意叫醒这只动物，尤其是船上的{n}名小学生。"),
    "ar": ("في اليوم {n} تأخرت العبارة المتجهة إلى الجزيرة ساعة كاملة لأن فقمة نامت على الممر.", "وقال القبطان إن أحدا لم يرد إيقاظ الحيوان، ولا سيما {n} تلميذا كانوا على متن العبارة."),
}  # fmt: skip
TITLES = {
    "en": "Seal keeps island ferry waiting", "de": "Robbe hält die Inselfähre auf", "fr": "Un phoque retarde le ferry de l’île",
    "es": "Una foca retrasa el transbordador de la isla", "it": "Una foca ferma il traghetto dell’isola", "pt": "Foca atrasa a balsa da ilha",
    "tr": "Ada vapurunu bir fok bekletti", "pl": "Foka zatrzymała prom na wyspę", "sv": "Säl fick öfärjan att vänta", "ru": "Тюлень задержал паром на остров",
    "ja": "アザラシが島の船を待たせる", "ko": "물개가 섬으로 가는 배를 기다리게 하다", "zh": "海豹让海岛渡轮等候", "ar": "فقمة تؤخر عبارة الجزيرة",
}  # fmt: skip
BANNER = (
    "<div id=cookie-banner role=dialog><p>We and our 812 partners use cookies and similar techniques with your consent to store and read"
    " personal data on your device, as our privacy notice says.</p><button>Accept all</button><button>Settings</button></div>"
)


def sentences(count: int, lang: str = "en", start: int = 2) -> list[str]:
    """Give so many paragraphs of two sentences, no two alike."""
    return [" ".join(one.format(n=number) for one in SENTENCES[lang]) for number in range(start, start + count)]


def paragraphs(count: int, lang: str = "en", start: int = 2) -> str:
    return "".join(f"<p>{words}</p>" for words in sentences(count, lang, start))


def linked(**said: object) -> str:
    """Put JSON-LD into a script."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **said})}</script>'


def article(lang: str = "en", **said: object) -> str:
    """JSON-LD of a news article."""
    return linked(**{"@type": "NewsArticle", "headline": TITLES[lang], "datePublished": "2026-03-04T08:00:00+00:00", **said})


def page(matter: str, head: str = "", lang: str = "en", title: str | None = None, banner: str = "", kind: str = "article") -> str:
    """Put a page's matter between the header and the footer of its site."""
    title = TITLES[lang] if title is None else title
    og = f'<meta property="og:type" content="{kind}">' if kind else ""
    links = "".join(f"<li><a href=/{name}>{name.title()}</a></li>" for name in ("news", "harbour", "sport", "opinion", "weather"))
    return (
        f"<!DOCTYPE html><html lang={lang}><head><meta charset=utf-8><title>{title} | Haven Post</title>{og}"
        f'<meta property="og:site_name" content="Haven Post">{head}</head><body>'
        f"<header><a href=/ class=logo>Haven Post</a><nav><ul>{links}</ul></nav></header><main>{matter}</main>"
        f"<footer><ul><li><a href=/imprint>Imprint</a></li><li><a href=/privacy>Privacy</a></li></ul><p>© 2026 Haven Post</p></footer>"
        f"{banner}</body></html>"
    )


def story(inside: str, lang: str = "en", title: str | None = None) -> str:
    """Set an article element with headline, byline and what else stands in it."""
    heading = TITLES[lang] if title is None else title
    return f"<article><h1>{heading}</h1><p class=byline>Ida Holm</p><time datetime=2026-03-04>4.3.2026</time><div class=article-body>{inside}</div></article>"


def figures(count: int, words: str = "The seal on pier {n} looks back at the harbour.") -> str:
    return "".join(
        f"<figure><img src=/photos/seal-{number}-large.jpg width=1200 height=800 alt=Seal><figcaption>{words.format(n=number)} Photo: Ida Holm"
        f"</figcaption></figure>"
        for number in range(2, count + 2)
    )


def teasers(count: int, summary: bool = True, picture: bool = True, start: int = 2) -> str:
    """List other stories, each a card with a linked headline."""
    cards = []
    for number in range(start, start + count):
        image = f"<img src=/thumbs/{number}.jpg width=300 height=200 alt=''>" if picture else ""
        words = f"<p>{sentences(1, 'en', number)[0]}</p>" if summary else ""
        cards.append(
            f"<article class=teaser><a href=/2026/story-{number}>{image}</a><h3><a href=/2026/story-{number}>The harbour council votes on pier"
            f" number {number}</a></h3>{words}<time>{number} hours ago</time></article>"
        )
    return "".join(cards)


def offer(words: str, button: str, box: str = "paywall") -> str:
    """Set the box with which a paywalled article breaks off."""
    return f"<div class={box}><h2>{words}</h2><ul><li>{button}</li></ul><a class=btn href=/subscribe>{button}</a><a href=/login>Log in</a></div>"


OFFERS = {
    "en": ("Subscribe to continue reading", "Subscribe for 1 € a month"),
    "de": ("Weiterlesen mit dem Digital-Abo", "Jetzt 4 Wochen für 1 € testen"),
    "fr": ("Cet article est réservé aux abonnés", "Il vous reste 78 % de cet article à lire. S’abonner"),
    "es": ("Suscríbete para seguir leyendo", "Suscríbete por 1 € al mes"),
    "it": ("Abbonati per continuare a leggere", "Abbonati a 1 € al mese"),
    "pt": ("Assine para continuar lendo", "Assine por 1 € ao mês"),
    "tr": ("Okumaya devam etmek için abone olun", "Abone ol"),
    "pl": ("Artykuł dostępny tylko dla subskrybentów", "Kup subskrypcję"),
    "sv": ("Prenumerera för att läsa vidare", "Bli prenumerant för 1 € i månaden"),
    "ru": ("Оформите подписку, чтобы дочитать до конца", "Подписаться"),
    "ja": ("この記事は有料会員限定です。残り1234文字", "有料会員に登録する"),
    "ko": ("유료 회원 전용 기사입니다", "구독하고 계속 읽기"),
    "zh": ("订阅后阅读全文", "立即订阅"),
    "ar": ("اشترك لمواصلة القراءة", "اشترك الآن"),
}


def paywalled(lang: str, teased: int = 2, head: str | None = None, box: str = "paywall", kind: str = "article") -> str:
    """An article of which so many paragraphs are shown before the offer."""
    said = article(lang, isAccessibleForFree=False, wordCount=900) if head is None else head
    return page(story(paragraphs(teased, lang) + offer(*OFFERS[lang], box), lang), said, lang, kind=kind)


def live(entries: int, lang: str = "en", head: str = "", marked: str = "class=liveblog") -> str:
    """A live blog of timed entries, the newest first."""
    posts = "".join(
        f'<div class="live-post" id=post-{number}><time datetime="2026-03-04T{23 - number // 4:02}:{(entries - number) % 60:02}:00Z">'
        f"{23 - number // 4}:{(entries - number) % 60:02}</time><h2>Update {number}</h2>{paragraphs(1, lang, number)}</div>"
        for number in range(2, entries + 2)
    )
    return page(f"<article><h1>{TITLES[lang]}</h1><div {marked}>{posts}</div></article>", head, lang)


def video(
    words: str,
    head: str,
    player: str = '<div class="video-player"><video poster=/p.jpg src=/v.mp4></video></div>',
    kind: str = "video.other",
) -> str:
    return page(
        f"<div class=video-page><h1>{TITLES['en']}</h1>{player}<p class=description>{words}</p>{teasers(12, summary=False)}</div>",
        head,
        kind=kind,
    )
