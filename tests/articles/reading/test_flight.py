import json

from hypothesis import given
from hypothesis import strategies as st

from articles.reading.flight import MAX_CHARACTERS, is_pushed, rows
from gallery.collapse import collapse
from tests.articles.reading.pages import read

PROPS = {"src": "/photos/quay.jpg", "caption": "The new quay on Monday.", "credit": "Ann Ray"}


def push(piece):
    return f"self.__next_f.push({json.dumps([1, piece])})"


def test_rows_cut_into_pushes_are_joined_and_texts_passed_over():
    stream = '1:["$","p",null,{"a":"é"}]\n2:I[77,[],"x"]\n3:T6,1:{é\n4:{"b":1}\n5:null\n'
    pieces = [stream[:9], stream[9:40], stream[40:]]
    assert [json.loads(row) for row in rows(["self.__next_f=self.__next_f||[];", *map(push, pieces)])] == [
        ["$", "p", None, {"a": "é"}],
        {"b": 1},
    ]


def test_what_is_no_stream_gives_no_rows():
    assert list(rows(["self.__next_f.push([0])", "self.__next_f.push([1,2])", "self.__next_f.push([1,", push("no rows")])) == []
    assert not is_pushed("window.__STATE__ = {}")


@given(st.text(max_size=200))
def test_reading_a_stream_never_raises(piece):
    list(rows([push(piece), piece]))


def test_no_more_is_read_than_a_page_may_push():
    assert sum(map(len, rows([push('1:["' + "x" * MAX_CHARACTERS + '"]')]))) <= MAX_CHARACTERS


def test_a_picture_s_caption_that_only_the_stream_says_is_its_caption():
    row = f'7:["$","figure",null,{{"children":["$","$L9",null,{json.dumps(PROPS)}]}}]\n'
    scripts = "".join(f"<script>{push(piece)}</script>" for piece in (row[:60], row[60:]))
    story = read('<figure><img src="/photos/quay.jpg" width=1200 height=800></figure>', outside=scripts)
    assert [(photo.caption, photo.credit) for photo in collapse(story.sightings).photos] == [("The new quay on Monday.", "Ann Ray")]
