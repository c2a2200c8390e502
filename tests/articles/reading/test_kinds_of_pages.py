"""Whole made-up pages, each with the kind that a reader would say it is."""

# ruff: noqa: E501 (a made-up page reads best on one line)

import pytest

from articles.reading.reader import read
from articles.reading.story import STORED_KINDS, Kind, Unreadable
from tests.articles.reading.made_pages import (
    BANNER,
    OFFERS,
    SENTENCES,
    TITLES,
    article,
    figures,
    linked,
    live,
    offer,
    page,
    paragraphs,
    paywalled,
    sentences,
    story,
    teasers,
    video,
)

VIDEO = linked(**{"@type": "VideoObject", "name": TITLES["en"], "description": "A seal.", "contentUrl": "https://x.example/v.mp4"})
CONSENT = (
    "<div class=consent><h1>Before you continue</h1><p>We and our partners store or access information on a device, such as cookies, and process"
    " personal data with your consent.</p><p>You may change your privacy settings at any time. Some partners do not ask for your consent.</p>"
    "<button>Accept all cookies</button><button>Manage privacy settings</button></div>"
)
MUR = (
    "<div><h1>Zeitung mit Werbung lesen</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Einwilligung können Sie im"
    " Datenschutz jederzeit widerrufen.</p><p>Oder nutzen Sie das Pur-Abo ohne Cookies und ohne Werbetracking für 3,99 € im Monat.</p>"
    "<button>Einwilligen und weiter</button><p>Wir und unsere 150 Partner verarbeiten personenbezogene Daten mithilfe von Cookies.</p></div>"
)
CSS = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".premium-body"}
LIVE = linked(
    **{"@type": "LiveBlogPosting", "headline": TITLES["en"], "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Update"}] * 3}
)
MOST_READ = "<aside class=most-read><h2>Most read</h2><ol>" + teasers(30, summary=False) + "</ol></aside>"
RECIPE = linked(**{"@type": "Recipe", "name": "Seaweed soup", "recipeIngredient": ["1 onion", "2 l water"], "datePublished": "2026-03-04"})
SOUP = (
    "<article><h1>Seaweed soup</h1><figure><img src=/photos/soup.jpg width=1200 height=800><figcaption>The soup. Photo: Ida Holm</figcaption>"
    f"</figure>{paragraphs(1)}<h2>Ingredients</h2><ul><li>1 onion</li><li>2 l water</li><li>300 g seaweed, washed</li><li>salt</li></ul>"
    "<h2>Method</h2><ol><li>Chop the onion and fry it gently in a large pot until it is soft.</li><li>Add the water and let it boil.</li>"
    "<li>Stir in the seaweed and let it stand for ten minutes before you serve it.</li></ol></article>"
)
OPINION = (
    "Cookies are the salt of the web: a little consent here, a little privacy there, and the soup is ruined before anybody has tasted it.",
    "Last week I clicked away 312 banners, which took me an hour and eleven minutes, and I read four stories about ferries and their seals.",
    "Nobody in the ministry could say who had asked for this. The banners were meant to give us a choice, and the choice became a chore.",
    "What would help is simple: one setting in the browser, honoured by all. The harbour, too, has one rule of the road and no banners.",
)
PLAYER = '<div class="jwplayer" data-video-id=12><iframe src="https://player.example/embed/12"></iframe></div>'

STORIES = {
    **{f"a story in {lang}": page(story(paragraphs(6, lang), lang), article(lang), lang) for lang in SENTENCES},
    **{f"a story in {lang} of which nothing is said": page(story(paragraphs(6, lang), lang), "", lang, kind="") for lang in SENTENCES},
    "a story behind a cookie banner": page(story(paragraphs(6)), article(), banner=BANNER),
    "a story below a consent text": page(CONSENT.replace("h1>", "h2>") + story(paragraphs(6)), article()),
    "two sentences of breaking news": page(story(paragraphs(1)), article()),
    "two sentences of breaking news with pictures of others": page(story(paragraphs(1)) + teasers(20, summary=False), article()),
    "two sentences of breaking news in Japanese": page(story(paragraphs(1, "ja"), "ja"), article("ja"), "ja"),
    "an opinion about cookies": page(story("".join(f"<p>{one}</p>" for one in OPINION), title="The banners must go"), article(), title="The banners must go"),
    "a story with a list of the most read": page(story(paragraphs(5)) + MOST_READ, article()),
    "a story with thirty teasers with summaries": page(story(paragraphs(8)) + f"<section class=more>{teasers(30)}</section>", article()),
    "a free story with a video": page(story(PLAYER + paragraphs(5)), article() + VIDEO),
    "a short story with a video": page(story(PLAYER + paragraphs(2)), article() + VIDEO),
    "a metered story, all of it there": page(
        story(f"<div class=premium-body>{paragraphs(9)}</div>") + offer(*OFFERS["en"], "paywall-overlay"),
        article(isAccessibleForFree=False, hasPart=CSS),
    ),
    "a short metered story, all of it there": page(
        story(paragraphs(1) + f"<div class=premium-body>{paragraphs(2, start=20)}</div>") + offer(*OFFERS["en"], "paywall"),
        article(isAccessibleForFree=False, hasPart=CSS, wordCount=110),
    ),
    "a free story with an advert for the subscription": page(
        story(paragraphs(3) + offer("Support us: subscribe to the Haven Post", "Subscribe now", "subscribe-box")), article(isAccessibleForFree=True)
    ),
    "a free story with an offer in its middle": page(
        story(paragraphs(2) + offer("Subscribe to the Haven Post", "Subscribe now", "inline-paywall") + paragraphs(3, start=20)), article()
    ),
    "a paid story given whole to a subscriber": page(story(paragraphs(4)), article(isAccessibleForFree=False)),
    "an obituary": page(
        story(f"<p>Ole Dahl, who kept the lighthouse of Haven for forty years, died on Monday. He was 91.</p>{paragraphs(2)}", title="Ole Dahl, 1934–2026"),
        article(headline="Ole Dahl, 1934–2026"), title="Ole Dahl, 1934–2026",
    ),
    "a recipe": page(SOUP, RECIPE, title="Seaweed soup", kind=""),
    "a story told in fifteen pictures and much text": page(story(figures(15) + paragraphs(8)), article()),
    "a story about a live blog": page(story(paragraphs(5)), article(about="liveblog")),
    "a story with a chronology": page(story("".join(f"<p><strong>{hour}:00</strong> {one}</p>" for hour, one in enumerate(sentences(6), 8))), article()),
    "a story on a page that lists its comments with times": page(
        story(paragraphs(6)) + "<section class=comments>" + "".join(f"<div><time>{n}:00</time><p>Well said, {n}!</p></div>" for n in range(20)) + "</section>",
        article(),
    ),
    "a listicle whose entries are linked headings": page(
        story("".join(f"<h2><a href=/pier-{at}>Pier number {at} in the north</a></h2><p>{one}</p>" for at, one in enumerate(sentences(8)))), article()
    ),
    "an interview": page(story("".join(f"<p><b>And on day {at}?</b></p><p>{one}</p>" for at, one in enumerate(sentences(5)))), article()),
    "a story named after an error": page(story(paragraphs(5), title="404 seals counted on the northern piers"), article(), title="404 seals counted on the northern piers"),
    "a story for which one may register": page(story(paragraphs(5) + "<div class=newsletter>Register for our newsletter</div>"), article()),
    "a table of results": page(
        story(paragraphs(2) + "<table>" + "".join(f"<tr><td>Pier {n}</td><td>{n * 3} seals</td></tr>" for n in range(20)) + "</table>"), article()
    ),
}  # fmt: skip
GALLERIES = {
    "a photo essay of fifteen figures": page(story(figures(15)), article()),
    "a photo essay with long captions": page(
        story(f"<p>A year on the piers.</p>{figures(15, 'On pier {n} the seal returned every evening, and the children of the harbour street came to watch it until the lamps were lit along the quay.')}"),
        article(),
    ),
    "three photos and one sentence": page(story(f"<p>Pictures from the harbour.</p>{figures(3)}"), article()),
    "a gallery of an image site": page(
        "<h1>The week in pictures</h1><div class=gallery>" + figures(9) + "</div>", linked(**{"@type": "ImageGallery", "name": "The week in pictures"}),
        title="The week in pictures", kind="",
    ),
    "a gallery with related galleries below": page(f"{story(figures(12))}<section class=related>{teasers(12, summary=False)}</section>", article()),
}  # fmt: skip
LIVES = {
    "a live blog that says so": live(20, head=LIVE),
    "a live blog that says so only in its classes": live(20, head=article()),
    "a live ticker in German": live(24, "de", head=article("de"), marked='class="liveticker"'),
    "a live blog known by its times": live(20, head=article(), marked='class="entries"'),
    "a live blog in Japanese": live(20, "ja", head=article("ja"), marked="class=timeline"),
}
VIDEOS = {
    "a video page": video("A seal sleeps on the gangway while the ferry waits.", VIDEO),
    "a video page with a paragraph": video(sentences(1)[0], VIDEO),
    "a video page that calls itself an article": video(sentences(1)[0], VIDEO, kind="article"),
    "a video page known by its player alone": video("A seal sleeps on the gangway.", "", PLAYER, kind="video"),
    "a video page with a news article's data": video("A seal sleeps on the gangway.", article(video={"@type": "VideoObject", "name": "A seal"}), kind="video.other"),
    "a video page that names nothing but its video": video(
        "A seal sleeps on the gangway while the ferry waits for an hour.", linked(**{"@type": "WebPage", "mainEntity": {"@type": "VideoObject", "name": "A seal"}}), kind="website"
    ),
}  # fmt: skip
INDEXES = {
    "a section front with summaries": page(f"<h1>Harbour</h1>{teasers(30)}", title="Harbour", kind="website"),
    "a section front without summaries": page(f"<h1>Harbour</h1>{teasers(40, summary=False)}", title="Harbour", kind="website"),
    "a front page without pictures": page(teasers(40, picture=False), title="Haven Post: news from the harbour", kind="website"),
    "a front page of links alone": page(
        "<ul>" + "".join(f"<li><a href=/2026/{n}>The harbour council votes on pier number {n}</a></li>" for n in range(60)) + "</ul>", title="News", kind=""
    ),
    "a tag page": page(f"<h1>Tag: seals</h1><p>All stories about seals.</p>{teasers(12)}", linked(**{"@type": "CollectionPage", "name": "seals"}), title="seals", kind="website"),
    "an author's page": page(
        f"<div class=author><h1>Ida Holm</h1><p>Ida Holm has reported from the harbour for the Haven Post since 2011.</p></div>{teasers(15)}",
        linked(**{"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": "Ida Holm"}}), title="Ida Holm", kind="profile",
    ),
    "a search's results": page(f"<h1>Search</h1><form><input name=q value=seal></form><p>214 results for “seal”</p>{teasers(20)}", title="Search: seal", kind="website"),
    "a section front that names its stories": page(
        f"<h1>Harbour</h1>{teasers(30)}", linked(**{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": f"Pier {n}"} for n in range(20)]}),
        title="Harbour", kind="website",
    ),
    "a list of ten teasers": page(f"<h1>Latest</h1>{teasers(10)}", title="Latest", kind="website"),
}  # fmt: skip
STUBS = {
    **{f"a paywalled article in {lang}": paywalled(lang) for lang in SENTENCES},
    **{f"a paywalled article in {lang} without data": paywalled(lang, head="") for lang in SENTENCES},
    "a paywalled article of four paragraphs": paywalled("en", 4),
    "a paywalled article in a box without a name": paywalled("en", 3, box="x7f2a"),
    "a paywalled article whose locked part is empty": page(
        story(paragraphs(2) + "<div class=premium-body></div>") + offer("Become a member", "Join us", "box"), article(isAccessibleForFree="False", hasPart=CSS)
    ),
    "a paywalled article whose locked part is missing": page(story(paragraphs(2)), article(isAccessibleForFree=False, hasPart=CSS, wordCount=800)),
    "a paywalled article that Open Graph calls locked": page(
        story(paragraphs(2) + offer("Become a member", "Join us", "regwall")), '<meta property="article:content_tier" content="locked">'
    ),
    "a registration wall": page(story(paragraphs(1) + offer("Register for free to continue reading", "Create an account", "regwall")), article()),
    "a paywalled article with many teasers below": page(
        story(paragraphs(2) + offer(*OFFERS["de"])) + teasers(30), article("de", isAccessibleForFree=False), "de"
    ),
    "a cookie wall": page(CONSENT, title="Before you continue", kind=""),
    "a cookie wall in German": page(MUR, lang="de", title="Zeitung", kind=""),
    "a cookie wall that calls itself an article": page(CONSENT, article(), title="Seal"),
    "not found": page("<h1>Page not found</h1><p>Sorry, we could not find the page that you were looking for.</p>" + teasers(8, summary=False), title="Page not found", kind=""),
    "not found, and thirty stories instead": page("<h1>404</h1><p>The page does not exist. These may interest you:</p>" + teasers(30), title="404", kind="website"),
    "not found in Spanish": page("<h1>Página no encontrada</h1><p>Lo sentimos, la página que busca no existe.</p>", lang="es", title="Página no encontrada", kind=""),
    "not found in Korean": page("<h1>페이지를 찾을 수 없습니다</h1><p>요청하신 페이지가 존재하지 않습니다.</p>", lang="ko", title="오류", kind=""),
    "not found in Japanese": page("<h1>お探しのページは見つかりませんでした</h1><p>URLをご確認ください。</p>", lang="ja", title="エラー", kind=""),
    "not found in Arabic": page("<h1>الصفحة غير موجودة</h1><p>عذرا، الصفحة التي تبحث عنها غير موجودة.</p>", lang="ar", title="خطأ", kind=""),
    "not found that calls itself an article": page("<h1>Page not found</h1><p>Sorry, this page does not exist.</p>", article(headline="Page not found"), title="Page not found"),
    "a story taken down": page(story("<p>This article has been removed at the request of the agency.</p>"), "", kind=""),
    "a robot check": page("<h1>Just a moment...</h1><p>Checking your browser before you go on. Enable JavaScript and cookies to continue.</p>", title="Just a moment...", kind=""),
    "a robot check with a number": page(
        "<h1>Please verify you are a human</h1><p>Access to this page has been denied because we believe you are using automation tools to browse"
        " the website. Reference ID: 3f8a-11e9</p>", title="Access to this page has been denied", kind="",
    ),
    "a login wall": page("<h1>Log in</h1><form><input name=email><input type=password name=p><button>Log in</button></form><p>Log in to read on.</p>", title="Log in", kind=""),
    "a page that needs JavaScript": page("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>", title="Haven Post", kind=""),
    "an empty page": page("", title="", kind=""),
    "a page under maintenance": page("<h1>We'll be right back</h1><p>The site is down for maintenance.</p>", title="Maintenance", kind=""),
}  # fmt: skip
CASES = [
    *((Kind.STORY, name, markup) for name, markup in STORIES.items()),
    *((Kind.GALLERY, name, markup) for name, markup in GALLERIES.items()),
    *((Kind.LIVE, name, markup) for name, markup in LIVES.items()),
    *((Kind.VIDEO, name, markup) for name, markup in VIDEOS.items()),
    *((Kind.INDEX, name, markup) for name, markup in INDEXES.items()),
    *((Kind.STUB, name, markup) for name, markup in STUBS.items()),
]


@pytest.mark.parametrize(("kind", "name", "markup"), CASES, ids=[f"{kind}: {name}" for kind, name, _ in CASES])
def test_a_page_is_what_a_reader_would_say_it_is(kind, name, markup):
    said = read(markup.encode(), "https://haven.example/2026/seal")
    assert said.kind == kind
    assert (said.kind in STORED_KINDS) == (said.reason is None)
    assert said.reason is None or "\n" not in said.reason


@pytest.mark.parametrize(
    "data",
    [
        b"[" + b'{"headline": "Seal keeps ferry waiting", "body": ["On day 2", 3, null]}, ' * 40 + b"{}]",
        b"%PDF-1.7\n%\xe2\xe3",
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Haven</title></feed>',
        b'<?xml version="1.0"?>\n<!-- made -->\n<rss version="2.0"><channel><item><title>Seal</title></item></channel></rss>',
        b"<?xml version='1.0'?><urlset><url><loc>https://haven.example/</loc></url></urlset>",
        bytes(range(256)) * 30,
        b"",
        b"  \n ",
    ],
    ids=["json", "pdf", "atom", "rss", "site map", "binary", "empty", "spaces"],
)
def test_what_is_no_page_is_refused_with_a_reason(data):
    with pytest.raises(Unreadable):
        read(data)
