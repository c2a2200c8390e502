"""Stories and photos found: the same on either database."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model

from articles.models import Article, Correction, Due, Section
from articles.search import finding
from articles.search.questions import read
from articles.search.triggers import keep_index
from articles.search.upkeep import take_in
from gallery.desk import withdrawing, words
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


def found(typed="", best_first=False, is_typing=False, **filters):
    """The headlines of the stories that are found."""
    take_in()
    question = read(typed, is_typing, filters.items())
    page = finding.find(question, None, best_first)
    return [hit.article.headline for hit in finding.hits_of(page.keys, question.terms)]


def photos(typed):
    take_in()
    return [sight.caption.text for sight in finding.sights(read(typed), 10)[0]]


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


TYPED = ["Zèbra", '"zebra at dawn"', "dawn zebra", "zebra -giraffe", '"at daw', "東京", "Москва", "zeb", "الخبر", "it's"]


@pytest.mark.parametrize("field", ["headline", "standfirst", "body", "dateline", "caption", "credit", "authors", "correction"])
def test_a_word_is_found_wherever_the_page_shows_it(field):
    text = "Zebra at dawn, 東京タワー, Москва. It’s الخَبَر"
    make_article(headline="Another", body="<p>Nothing.</p>")
    own = {field: [text] if field == "authors" else text} if field not in ("caption", "credit", "correction") else {}
    story = make_article(**{"headline": "This one"} | own)
    if field in ("caption", "credit"):
        add_caption(story, **{"text": "", ("text" if field == "caption" else "credit"): text})
    if field == "correction":
        Correction.objects.create(article=story, text=text)
    assert [typed for typed in TYPED if found(typed, is_typing=True) != [story.headline]] == []


def test_all_words_must_be_there_and_phrases_stand_together_in_one_text():
    make_article(headline="Old clock", standfirst="tower bells")
    assert found("clock bells") == ["Old clock"]
    assert found('"old clock"') == ["Old clock"]
    assert found('"clock old"') == []
    assert found('"clock tower"') == []
    assert found("clock nowhere") == []
    assert found("clock -tower") == []


def test_a_phrase_does_not_run_from_one_caption_into_the_next():
    story = make_article()
    add_caption(story, "The old")
    add_caption(story, "clock")
    assert found('"old clock"') == []


def test_the_newest_come_first_and_pages_follow_by_key():
    for number in range(25):
        make_article(headline=f"Quay {number}")
    take_in()
    first = finding.find(read("quay"))
    second = finding.find(read("quay"), first.keys[-1])
    names = [hit.article.headline for page in (first, second) for hit in finding.hits_of(page.keys, ())]
    assert names == [f"Quay {number}" for number in reversed(range(25))]
    assert (first.more, second.more, len(first.places)) == (True, False, 25)


def test_the_best_come_first_on_request_page_by_page():
    make_article(headline="Old quay")
    add_caption(make_article(headline="Caption"), "A quay.")
    make_article(headline="Opening", standfirst="A quay.")
    for number in range(20):
        make_article(headline=f"Text {number}", body="<p>A quay.</p>")
    names = found("quay", best_first=True)
    assert names[:4] == ["Old quay", "Opening", "Caption", "Text 19"]
    question = read("quay")
    first = finding.find(question, None, best_first=True)
    second = finding.find(question, first.keys[-1], best_first=True)
    assert [hit.article.headline for hit in finding.hits_of(second.keys, ())] == ["Text 2", "Text 1", "Text 0"]


def test_filters_narrow_down_and_nobody_can_type_one():
    science = Section.objects.create(name="Science", slug="science")
    when = datetime(2020, 2, 3, tzinfo=UTC)
    story = make_article(headline="Harbour", section=science, dateline="MOSCOW", language="pt-BR", dated_at=when, agency="AP")
    add_caption(story, "A quay.", make_photo(), credit="Jane Roe/Reuters")
    make_article(headline="Harbour two")
    for value in [
        {"section": str(science.pk)},
        {"place": "Moscow"},
        {"photographer": "jane-roe"},
        {"agency": "reuters"},
        {"agency": "associated-press"},
        {"year": "2020"},
        {"month": "2020-02"},
        {"photos": "yes"},
        {"language": "pt"},
    ]:
        assert found("harbour", **value) == ["Harbour"], value
        assert found(**value) == ["Harbour"], value
    assert found("harbour", year="2021") == []
    assert found("year 2020") == found("year·2020·") == []
    assert found("-harbour") == []
    assert finding.values_among(finding.find(read("harbour")).places)["photographer"] == {"jane-roe": 1}


def test_a_story_of_new_year_s_night_is_of_the_year_that_it_is_where_the_paper_is(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    make_article(headline="Fireworks", dated_at=datetime(2025, 12, 31, 15, 30, tzinfo=UTC))
    assert found(year="2026") == found(month="2026-01") == ["Fireworks"]
    assert found(year="2025") == []
    counted = finding.values_among(finding.find(read("fireworks")).places)
    assert (counted["year"], counted["month"]) == ({"2026": 1}, {"2026-01": 1})


def test_years_are_counted_anew_where_the_paper_has_moved(settings):
    make_article(headline="Fireworks", dated_at=datetime(2025, 12, 31, 15, 30, tzinfo=UTC))
    assert found(year="2025") == ["Fireworks"]
    settings.TIME_ZONE = "Asia/Tokyo"
    keep_index()
    assert found(year="2026") == ["Fireworks"]
    take_in()
    keep_index()
    assert not Due.objects.exists()


def test_words_under_a_photo_find_the_photo_once():
    photo = make_photo()
    add_caption(make_article(), "The quay at dawn.", photo)
    add_caption(make_article(), "Dawn at a quay.", photo)
    assert photos("quay dawn") == ["Dawn at a quay."]
    assert photos("story") == []


def test_an_editor_s_words_are_found_at_once_and_the_old_ones_never(editor):
    caption = add_caption(make_article(headline="Harbour"), "A bridge.")
    assert found("bridge") == ["Harbour"]
    words.edit(caption, 1, "A quay.", "Jane Roe/AP", editor)
    assert found("quay roe") == ["Harbour"]
    assert photos("quay roe") == ["A quay."]
    assert found("bridge") == photos("bridge") == []


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_readers_may_not_see_is_never_found(status):
    story = make_article(headline="Harbour")
    add_caption(story, "A quay.")
    assert found("harbour") == ["Harbour"]
    Article.objects.update(status=status)
    assert found("harbour") == photos("quay") == []
    Article.objects.update(status="published")
    assert found("harbour") == ["Harbour"]
    story.delete()
    assert found("harbour") == photos("quay") == []
    assert not Due.objects.exists()


def test_neither_is_a_withdrawn_photo(editor):
    photo = make_photo()
    add_caption(make_article(headline="Harbour"), "A quay.", photo)
    assert found("quay") == ["Harbour"]
    withdrawing.withdraw(photo, "A complaint.", editor)
    assert found("quay") == photos("quay") == []


def test_an_index_that_lags_behind_shows_nothing_that_was_withdrawn():
    add_caption(make_article(headline="Harbour"), "A quay.")
    take_in()
    Article.objects.update(status="withdrawn")
    question = read("quay")
    assert finding.hits_of(finding.find(question).keys, question.terms) == []
    assert finding.sights(question, 5) == ([], None)


def test_a_story_filed_at_another_time_takes_its_new_place():
    story = make_article(headline="Quay old", dated_at=datetime(2020, 1, 1, tzinfo=UTC))
    make_article(headline="Quay new")
    assert found("quay") == ["Quay new", "Quay old"]
    Article.objects.filter(pk=story.pk).update(dated_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert found("quay") == ["Quay old", "Quay new"]


def test_what_waits_is_taken_in_by_so_many_at_once():
    for _ in range(5):
        make_article()
    assert [take_in(2), take_in(2), take_in(2), take_in(2)] == [2, 2, 1, 0]


def test_a_story_of_very_many_words_is_found_by_its_first():
    make_article(headline="Long", body=f"<p>begin {'word ' * 70_000} finish</p>")
    assert found("begin") == ["Long"]
    assert found("finish") == []
