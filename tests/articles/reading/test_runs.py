from lxml import html

from articles.reading.dom import Outline
from articles.reading.runs import runs_of

SENTENCE = "The ferry to the island left an hour late because of a seal on the pier."


def runs(body, taken=""):
    outline = Outline(html.document_fromstring(f"<html><body>{body}</body></html>"))
    return runs_of(outline, [element for element in outline.elements if taken and element.get("class") == taken])


def test_every_line_of_the_page_is_a_run():
    assert [run.text for run in runs("<div>One<p>two <b>three</b></p>four</div><ul><li>five</ul>")] == ["One", "two three", "four", "five"]


def test_pictures_and_what_was_taken_are_no_lines():
    body = f"<figure>A <p>caption</p></figure><p class=cap>{SENTENCE}</p><p>Text</p>"
    assert [run.text for run in runs(body, "cap")] == ["Text"]


def test_a_sentence_is_prose_and_a_label_is_not():
    assert [run.weight > 0 for run in runs(f"<p>{SENTENCE}</p><p>Politics</p><h2>{SENTENCE}</h2>")] == [True, False, False]


def test_a_line_that_is_all_link_is_no_prose():
    (run,) = runs(f"<p><a href=/x>{SENTENCE}</a></p>")
    assert (run.weight, run.linked) == (0, len(SENTENCE))


def test_a_sentence_in_a_script_without_spaces_weighs_as_much():
    (run,) = runs("<p>島へ渡る船は、あざらしが桟橋で寝ていたため一時間遅れて出航した。</p>")
    assert run.weight > 60


def test_a_label_before_a_link_teases():
    assert [
        run.teases for run in runs("<p>Read this too: <a href=/x>The seal moves on</a></p><li>Ferry | <a href=/y>Late again</a></li>")
    ] == [
        True,
        True,
    ]


def test_a_sentence_that_ends_in_a_link_teases_nothing():
    assert not runs(f"<p>{SENTENCE} See <a href=/x>the timetable</a></p>")[0].teases
    assert not runs('<p>He wrote it <a href="/x">in a letter</a>.</p>')[0].teases
