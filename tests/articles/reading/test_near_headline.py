from lxml import html

from articles.reading.near_headline import MAX_INSIDE, find_heading, is_small, lines_after, texts_about


def page(body):
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def test_the_headline_stands_in_the_first_h1():
    tree = page("<p>Seal keeps ferry waiting</p><h1>Island</h1><h1>Seal keeps ferry waiting</h1>")
    assert find_heading(tree, "Seal keeps ferry waiting").text == "Island"


def test_below_a_site_s_name_it_stands_in_the_h2_that_says_it():
    tree = page("<h1>Harbour Post</h1><h2>Weather</h2><h2>Seal keeps ferry waiting</h2>")
    assert find_heading(tree, "Seal keeps ferry waiting").text == "Seal keeps ferry waiting"


def test_without_an_h1_it_stands_where_a_text_begins_with_it():
    tree = page("<p>Island</p><div class=big>Seal keeps ferry waiting</div>")
    assert find_heading(tree, "Seal keeps ferry waiting").get("class") == "big"
    assert find_heading(tree, "Mayor resigns") is None
    assert find_heading(tree, None) is None


def test_texts_after_the_headline_come_before_those_above_it_and_joined_ones_last():
    tree = page("<p>Island</p><h1>Seal</h1><p><b>3</b> <b>May</b></p>")
    assert list(texts_about(tree, tree.find(".//h1"), 40)) == ["3", "May", "Island", "3 May", "3", "May", "Island"]


def test_a_line_after_the_headline_is_short_and_small():
    tree = page(f"<h1>Seal</h1><p>Harbour</p><p>{'The ferry left late. ' * 9}</p><div>{'<i>x</i>' * (MAX_INSIDE + 1)}</div>")
    assert [text for element, text in lines_after(tree.find(".//h1"), 40) if element.tag != "i"] == ["Harbour"]
    assert not is_small(tree.find(".//div"))
