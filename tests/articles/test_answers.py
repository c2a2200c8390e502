from articles.answers import plain_text


def test_items_rows_and_set_lines_are_lines_of_their_own_and_only_set_ones_keep_their_indentation():
    body = "<ul><li>One</li><li>two  three</li></ul>\n<pre>if a:<br>    b()</pre>\n<table><tbody><tr><td>4<td>5</tr></tbody></table>"
    assert plain_text(body).split("\n") == ["One", "two three", "if a:", "    b()", "4 5"]


def test_the_mark_of_a_footnote_does_not_run_into_its_word():
    assert (
        plain_text('<p>It opened in 2015<sup><a href="https://paper.example/a#note-1">12</a></sup> at last.</p>')
        == "It opened in 2015¹² at last."
    )
