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
