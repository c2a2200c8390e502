import json

import pytest
from lxml import html

from articles.reading.dom import Outline
from articles.reading.metadata import linked_data, read_metadata

URL = "https://www.post.example/harbour/seal"
LONG = "The ferry left an hour late. " * 20
ISO_DAY = "2024-05-03"
DAY = "2024-05-03T00:00:00+00:00"
TITLE = "Seal keeps ferry waiting for an hour"


def told(head="", body="", linked=None, url=URL, attributes=""):
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked is not None else ""
    tree = html.document_fromstring(f"<html {attributes}><head>{head}{script}</head><body>{body}</body></html>")
    return read_metadata(Outline(tree), linked_data(tree), url)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{TITLE} | Harbour Post</title>", ""),
        (f"<title>{TITLE} - Island - Harbour Post</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>Harbour Post: {TITLE}</title>", f"<h1>Harbour Post</h1><h1>{TITLE}</h1>"),
        (f"<title>Harbour Post: {TITLE}</title>", ""),
        (f'<meta property="og:title" content="{TITLE}">', f"<h1><span>Island : </span>{TITLE}</h1>"),
        (f'<meta property="og:title" content="{TITLE} - Harbour Post">', "<h1>Subscribe to our newsletter</h1>"),
        (f"<title>Seal</title><meta property='og:title' content='{TITLE}'>", f"<h1>{TITLE}</h1>"),
    ],
)
def test_the_headline_is_what_the_titles_agree_on(head, body):
    assert told(f'<meta property="og:site_name" content="Harbour Post">{head}', body).headline == TITLE


OTHER = "Ferry is late because of a seal"


def test_what_a_maker_calls_the_application_may_be_the_page_s_own_title():
    named = f"<meta property='og:site_name' content='Post'><meta name='application-name' content='{TITLE}'>"
    head = f"<title>{TITLE}</title><meta property='og:title' content='{TITLE}'>{named}"
    assert told(head, f"<h1><a href=/>post, back to the front</a></h1><h1>{TITLE}</h1>").headline == TITLE


def test_where_the_h1_is_the_site_s_name_and_the_title_says_it_first_metadata_tells_the_headline():
    head = f"<title>Notes from the pier: {TITLE}</title><meta property='og:title' content='{TITLE}'>"
    assert told(head, "<h1>Notes from the pier</h1>").headline == TITLE


def test_a_title_that_in_small_letters_would_be_a_name_of_code_is_one():
    assert told("<title>A.Seal.A.Day</title>", "<h1>A.Seal.A.Day</h1>").headline == "A.Seal.A.Day"


@pytest.mark.parametrize("named", ["<meta name='application-name' content='The Haven Daily Herald'>", ""])
def test_a_site_s_name_in_every_page_s_open_graph_is_no_headline(named):
    head = f"<title>{TITLE} | The Haven Daily Herald</title><meta property='og:title' content='The Haven Daily Herald'>{named}"
    assert told(head, f"<h1>{TITLE}</h1>").headline == TITLE


def test_an_address_in_metadata_stays_what_it_is():
    head = "<meta property='og:url' content='https://www.post.example/a?id=5&amp;section=12'>"
    assert told(head, url=None).canonical_url == "https://www.post.example/a?id=5&section=12"


def test_what_is_escaped_twice_in_metadata_is_read_as_meant():
    assert told("<meta name=description content='The seal&amp;rsquo;s friends'>").standfirst == "The seal’s friends"


def test_the_address_decides_between_json_ld_and_open_graph():
    head, linked = f"<title>{OTHER}</title><meta property='og:title' content='{OTHER}'>", {"@type": "NewsArticle", "headline": TITLE}
    spelling = "https://www.post.example/seal-keeps-ferry-waiting-for-an-hour"
    assert told(head, f"<h1>{OTHER}</h1>", linked, spelling).headline == TITLE
    assert told(head, f"<h1>{OTHER}</h1>", linked).headline == OTHER


def test_the_address_has_no_say_where_metadata_agrees():
    head, linked = f"<meta property='og:title' content='{TITLE}'>", {"@type": "NewsArticle", "headline": TITLE}
    assert told(head, f"<h1>{OTHER}</h1>", linked, "https://www.post.example/ferry-is-late-because-of-a-seal").headline == TITLE


def test_what_the_page_s_maker_calls_a_kicker_is_no_part_of_the_headline_where_nothing_else_tells_it():
    assert told(f"<title>Island: {TITLE}</title>", f"<h1><span class=kicker>Island</span> <span>{TITLE}</span></h1>").headline == TITLE


UNDER = f"<h2>Weather</h2><ul><li>Rain</ul><h2>{TITLE}</h2><p>By Ada Lund</p><p>{LONG}</p>"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (f"{TITLE} - The Harbour Post", "<h1><a href=/>The Harbour Post</a></h1>"),
        (f"The Harbour Post: {TITLE}", "<h1>The Harbour Post</h1>"),
        ("The Harbour Post", "<h1><a href=/index.html>The Harbour Post</a></h1>"),
        ("The Harbour Post", "<h1><img src=logo.png alt='The Harbour Post logo'></h1>"),
        ("", "<div><a href=https://post.example/><img src=logo.png alt='Harbour Post'></a></div><h1>Harbour Post</h1>"),
    ],
)
def test_where_the_h1_is_the_paper_s_name_the_headline_is_the_h2_with_the_text_under_it(title, body):
    said = told(f"<title>{title}</title>", body + UNDER)
    assert said.headline == TITLE
    assert said.authors == ("Ada Lund",)


def test_an_h2_that_links_to_its_own_page_is_the_headline_of_a_blog_s_post():
    post = f"<h1>Notes from the pier</h1><h2><a href={URL}>{TITLE}</a></h2><p>{LONG}</p><h2>Comments</h2>"
    assert told("<title>Notes from the pier</title>", post).headline == TITLE


def test_an_h2_below_the_headline_stays_a_subhead():
    assert (
        told(f"<title>{TITLE} | Harbour Post</title>", f"<h1>{TITLE}</h1><h2>Why the captain waited so long</h2><p>{LONG}</p>").headline
        == TITLE
    )
    assert told("", f"<h1>Seal waits</h1><h2>Why the captain waited so long</h2><p>{LONG}</p>").headline == "Seal waits"


def test_the_link_to_the_front_page_names_the_publisher_where_no_data_do():
    assert told("", f"<a href=/><img src=logo.png alt='Harbour Post'></a><h1>{TITLE}</h1>").publisher == "Harbour Post"


def test_what_any_site_says_of_its_front_page_is_no_name():
    assert told("", f"<a href=/>Home</a><a href=/>Startseite</a><h1>{TITLE}</h1>").publisher == "post.example"


def test_words_added_to_a_headline_do_not_make_it_another():
    more = f"{TITLE} off the north island"
    linked = {"@type": "NewsArticle", "headline": more}
    assert told(f"<meta property='og:title' content='Seal keeps ferry waiting'><title>{TITLE}</title>", "", linked).headline == more
    short = "Seal keeps the last ferry of the evening waiting"
    linked = {"@type": "NewsArticle", "headline": f"{short} for an hour"}
    assert told(f"<meta property='og:title' content='{short}'>", f"<h1>{short} for an hour</h1>", linked).headline == short


@pytest.mark.parametrize("title", ["Seal keeps ferry waiting…", "Seal keeps ferry <em>waiting</em> for an hour", f"{TITLE}_Harbour_Post"])
def test_a_title_cut_off_marked_up_or_signed_counts_for_the_whole(title):
    linked = {"@type": "NewsArticle", "headline": title}
    assert told("<meta property='og:site_name' content='Post'>", f"<h1>{TITLE}</h1>", linked).headline == TITLE


def test_a_kicker_that_other_titles_say_too_stays():
    head = f"<meta property='og:title' content='Island / {TITLE}'><title>Island {TITLE}</title>"
    assert told(head, f"<h1><span>Island</span>{TITLE}</h1>", {"@type": "NewsArticle", "headline": TITLE}).headline == f"Island / {TITLE}"


def test_a_page_without_titles_has_no_headline():
    assert told().headline is None


@pytest.mark.parametrize(
    ("head", "body", "linked", "authors"),
    [
        ("", "", {"@type": "NewsArticle", "author": [{"name": "Jane Doe"}, {"name": "John Roe"}]}, ("Jane Doe", "John Roe")),
        ("", "", {"@type": "NewsArticle", "author": "By Jane Doe and John Roe"}, ("Jane Doe", "John Roe")),
        ("", "", {"@type": "NewsArticle", "author": {"givenName": "Jane", "familyName": "Doe"}}, ("Jane Doe",)),
        ("", "", {"@graph": [{"@type": "NewsArticle", "author": {"@id": "#1"}}, {"@id": "#1", "name": "Jane Doe"}]}, ("Jane Doe",)),
        ('<meta name="author" content="Jane Doe, Staff Writer">', "", None, ("Jane Doe",)),
        ('<meta name="author" content="https://a.example/j"><meta name="parsely-author" content="Jane Doe">', "", None, ("Jane Doe",)),
        ("", '<a rel="author" href="/jane">Jane Doe</a>', None, ("Jane Doe",)),
        ("", '<div class="article-byline">By <a href="/j">Jane Doe</a>, Harbour reporter</div>', None, ("Jane Doe",)),
        ("", f'<h1>Seal</h1><a href="/authors/j">Jane Doe</a><p>{LONG}<a href="/authors/bo">Bo Cape</a></p>', None, ("Jane Doe",)),
        ("", "", {"@type": "NewsArticle", "author": {"name": "HP24 Redaktion"}}, ("HP24 Redaktion",)),
        ("", "", {"@type": "NewsArticle", "author": {"name": ["Jane Doe", "John Roe"]}}, ("Jane Doe", "John Roe")),
        ("", "", {"@type": "NewsArticle", "author": "<a href='/j'>Jane Doe</a>; jane@post.example"}, ("Jane Doe",)),
        ("", "", {"@type": "NewsArticle", "author": {"name": "https://a.example/j"}}, ()),
        ("", '<aside><div class="byline">Bo Cape</div></aside>', None, ()),
        ("", "", {"@type": "NewsArticle", "author": [7, None, {"name": 3}, []]}, ()),
    ],
)  # fmt: skip
def test_authors_are_found_where_they_are_said_best(head, body, linked, authors):
    assert told(head, body, linked).authors == authors


def test_the_publisher_is_an_author_only_where_no_person_is_named():
    house = {"@type": "Organization", "name": "Harbour Post"}
    article = {"@type": "NewsArticle", "publisher": house, "author": [house]}
    assert told(linked=article).authors == ("Harbour Post",)
    assert told('<meta name="author" content="Jane Doe">', linked=article).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("head", "body", "linked", "published"),
    [
        ("", "", {"@type": "NewsArticle", "datePublished": "2024-05-03T16:19:08+02:00"}, "2024-05-03T16:19:08+02:00"),
        ('<meta property="article:published_time" content="2024-05-03T16:19">', "", None, "2024-05-03T16:19:00+00:00"),
        ('<meta name="date" content="2024-05-03T16:19Z">', "", {"@type": "Report", "datePublished": ISO_DAY}, "2024-05-03T16:19:00+00:00"),
        ("", '<time datetime="2001-01-01"></time><h1>Seal</h1><time datetime="2024-05-03T16:19Z">', None, "2024-05-03T16:19:00+00:00"),
        ("", "<h1>Seal</h1><p>Jane Doe</p><p>3. Mai 2024, 16:19 Uhr</p>", None, "2024-05-03T16:19:00+00:00"),
        ("", "<h1>Seal</h1><p><b>3</b> <b>May</b> <b>2024</b></p>", None, DAY),
        ("<title>Seal</title>", "<p>1 May 2024</p><h2>Seal</h2><p>3 May 2024</p>", None, DAY),
        ('<script type="application/ld+json">{"name": "a "seal"", "datePublished": "2024-05-03"}</script>', "", None, DAY),
        ("", "", {"@type": "NewsArticle", "datePublished": ["soon", {"a": 1}]}, None),
    ],
)  # fmt: skip
def test_the_time_of_publication_is_found_and_has_a_zone(head, body, linked, published):
    moment = told(head, body, linked).published
    assert (moment and moment.isoformat()) == published


def test_the_day_in_the_address_serves_where_the_page_says_none():
    assert told(url="https://www.post.example/2024/05/03/seal").published.isoformat() == DAY


def test_the_rest_is_read():
    page = told(
        '<meta property="og:site_name" content="Harbour Post"><meta property="article:section" content="Island">'
        '<meta property="article:modified_time" content="2024-05-04T08:00:00Z"><meta name="description" content="A seal slept.">'
        f'<link rel="canonical" href="{URL}?utm_source=feed">',
        attributes='lang="en_gb"',
    )
    assert (page.publisher, page.section, page.standfirst, page.language, page.direction) == (
        "Harbour Post",
        "Island",
        "A seal slept.",
        "en-GB",
        "ltr",
    )
    assert page.canonical_url == URL
    assert page.updated.isoformat() == "2024-05-04T08:00:00+00:00"


def test_the_story_is_chosen_among_several_objects():
    others = [{"@type": "NewsArticle", "headline": "Another story", "datePublished": "2020-01-01"}] * 3
    own = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-05-03", "mainEntityOfPage": {"@id": URL}}
    assert told(linked=[*others, own]).published.year == 2024


def test_a_page_in_arabic_runs_from_right_to_left():
    words = "غادرت العبارة المتجهة إلى الجزيرة متأخرة ساعة كاملة لأن فقمة استقرت على الممشى"
    page = told(body=f"<p>{words}</p>", attributes="lang=en dir=ltr")
    assert (page.language, page.direction) == ("ar", "rtl")


@pytest.mark.parametrize("odd", [None, 7, [], {}, [[]], [None], "http://[", {"@id": 5}, True, "x" * 100_000])
def test_no_odd_type_in_linked_data_makes_it_fail(odd):
    names = (
        "headline",
        "author",
        "publisher",
        "datePublished",
        "dateModified",
        "articleSection",
        "inLanguage",
        "url",
        "mainEntityOfPage",
        "image",
        "description",
        "@id",
    )
    told(
        linked=[
            dict.fromkeys(names, odd) | {"@type": "NewsArticle"},
            {"@type": "BreadcrumbList", "itemListElement": [odd, odd, odd]},
            {"@type": odd},
        ],
        url="http://[",
    )


def test_the_language_of_a_page_without_paragraphs_is_told_by_its_lines():
    body = "<div>Die Fähre fuhr zu spät ab, weil eine Robbe auf dem Steg lag.<br><br>Der Kapitän wollte das Tier nicht wecken.</div>"
    assert told("", body).language == "de"
