"""The desk's template tags."""

from django.template import Context, Template


def drawn(old, new):
    return Template("{% load desk %}{% word_diff old new %}").render(Context({"old": old, "new": new}))


def test_what_went_and_what_came_are_marked_and_said():
    page = drawn("An old bridge.", "A bridge.")
    assert "<del" in page
    assert " removed: </span>An old" in page
    assert " added: </span>A<" in page


def test_markup_in_a_wording_is_shown_as_text():
    page = drawn("A <b>bridge</b>.", "A <script>bridge</script>.")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;" in page


def test_a_wording_stands_in_its_own_direction():
    assert '<span class="difference" dir="rtl">' in drawn("גשר ישן", "גשר חדש")
