from articles.reading.kinds import Signs, judge
from articles.reading.story import Kind

PARAGRAPH = "The ferry to the island left an hour late because a seal had settled on the gangway. " * 6


def test_running_text_is_a_story_whatever_else_stands_there():
    assert judge(Signs("The seal", PARAGRAPH, photos=40, teasers=80, types=["VideoObject"], has_video=True)) == (Kind.STORY, None)


def test_hardly_any_text_is_a_stub_and_says_so():
    kind, reason = judge(Signs("Please accept", "We value your privacy."))
    assert kind is Kind.STUB
    assert "hardly any text" in reason


def test_photos_without_text_are_a_gallery():
    assert judge(Signs("The year in pictures", "Twelve months.", photos=12))[0] is Kind.GALLERY


def test_teasers_without_text_are_an_index():
    assert judge(Signs("World", "", teasers=60, photos=9))[0] is Kind.INDEX


def test_a_video_with_little_text_is_a_video():
    assert judge(Signs("Watch the seal", "A seal.", types=["VideoObject"], has_video=True))[0] is Kind.VIDEO


def test_a_live_blog_says_what_it_is():
    assert judge(Signs("Storm: live", PARAGRAPH, types=["LiveBlogPosting"]))[0] is Kind.LIVE


def test_a_short_report_is_a_story():
    assert judge(Signs("Seal moves on", PARAGRAPH[:170]))[0] is Kind.STORY


def test_a_short_text_in_a_dense_script_is_a_story():
    assert judge(Signs("島の話", "島へ渡る船は一時間遅れて出航した。" * 8))[0] is Kind.STORY


def test_paragraphs_under_linked_headlines_are_an_index():
    assert judge(Signs("Harbour Post", PARAGRAPH * 4, teased=0.95, types=["website", "ItemList", "NewsArticle"]))[0] is Kind.INDEX


def test_a_page_that_calls_itself_an_article_is_one_whatever_it_links_to():
    assert judge(Signs("Ten piers to see", PARAGRAPH, teased=0.9, types=["article"]))[0] is Kind.STORY


def test_not_found_is_a_stub_though_it_says_so_at_length():
    kind, reason = judge(Signs("Page not found", PARAGRAPH[:400]))
    assert kind is Kind.STUB
    assert "nothing to be read" in reason


def test_a_story_about_a_missing_page_that_is_an_article_stays_a_story():
    assert judge(Signs("Page not found", PARAGRAPH, types=["NewsArticle"]))[0] is Kind.STORY


CONSENT = "We and our partners use cookies with your consent, as our privacy notice says. " * 8


def test_a_long_cookie_wall_is_a_stub():
    assert judge(Signs("Before you continue", CONSENT)) == (Kind.STUB, "it is not an article: it asks for consent to cookies")


def test_a_signed_text_about_cookies_is_a_story():
    assert judge(Signs("How walls are built", CONSENT, signed=True))[0] is Kind.STORY


def test_data_is_no_story():
    assert judge(Signs(None, '{"a": [1, 2.5, 3], "b": {}}, ' * 40))[0] is Kind.STUB
