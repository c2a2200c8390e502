"""What differs between two states of a story, in words."""

from dataclasses import replace

from articles.editions import MOST_PARAGRAPHS, Difference, Edition, Print, differences

ONE = Print(1, "lead", "The bridge.", "AP", "", "The bridge. (AP)", False, "", 0, 0)
TWO = replace(ONE, photo=2, role="gallery", text="The river.", said="The river. (AP)")
BEFORE = Edition({"Headline": "It stands", "Standfirst": ""}, ("One.", "Two.", "Three."), (ONE, TWO))


def found(**changes):
    return list(differences(BEFORE, replace(BEFORE, **changes)))


def test_nothing_differs_where_nothing_changed():
    assert found() == []


def test_a_headline_is_shown_before_and_after():
    assert found(words={"Headline": "It fell", "Standfirst": ""}) == [Difference("Headline", "It stands", "It fell")]


def test_only_the_paragraphs_that_changed_are_shown():
    assert found(paragraphs=("One.", "2.", "Three.", "Four.")) == [Difference("Text", "Two.", "2."), Difference("Text", "", "Four.")]


def test_of_a_whole_other_text_only_the_beginning_is_shown():
    many = found(paragraphs=tuple(map(str, range(100))))
    assert len(many) == MOST_PARAGRAPHS + 1
    assert many[-1].remark == f"{100 - MOST_PARAGRAPHS} more paragraphs differ"


def test_a_photo_that_comes_and_one_that_goes_are_told_with_their_captions():
    said = [(each.what, each.before, each.after) for each in found(prints=(ONE, replace(TWO, photo=3)))]
    assert said == [("Photo 2", "", "The river. (AP)"), ("Photo 2 of now", "The river. (AP)", "")]


def test_captions_credits_and_descriptions_are_shown_each():
    changed = replace(TWO, text="A river.", credit="Reuters", alt="Water")
    assert [each.what for each in found(prints=(ONE, changed))] == ["Photo 2, caption", "Photo 2, credit line", "Photo 2, alt text"]


def test_another_order_is_told():
    assert [each.remark for each in found(prints=(TWO, ONE))] == ["would stand in another order"]


def test_other_words_of_the_source_under_an_editor_s_are_told():
    edited = replace(BEFORE, prints=(replace(ONE, edited=True),))
    (told,) = differences(edited, replace(edited, prints=(replace(ONE, edited=True, said="Bridge."),)))
    assert (told.before, told.after) == ("The bridge. (AP)", "Bridge.")
    assert "stay" in told.remark


def test_a_first_file_and_another_file_are_told():
    assert [each.remark for each in found(prints=(replace(ONE, digest="a"), TWO))] == ["would get a file"]
