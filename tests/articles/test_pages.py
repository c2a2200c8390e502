"""How a story is set on a page, from data alone."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pages import bands_of, rows_of, spread, turn_to


@dataclass
class APhoto:
    digest: str | None = "d"
    width: int = 3
    height: int = 2


@dataclass
class ACaption:
    role: str = "gallery"
    block: int | None = None
    photo: APhoto = field(default_factory=APhoto)
    photo_id: int = 0


@dataclass
class AnArticle:
    gallery: list
    blocks: list
    dateline: str = ""
    lost_its_lead: bool = False


@dataclass
class AStory:
    section: str | None


@given(
    st.lists(st.builds(ACaption, role=st.sampled_from(["lead", "inline", "gallery"]), block=st.none() | st.integers(0, 9))),
    st.lists(st.just("<p>x</p>"), max_size=5),
)
def test_every_photo_has_exactly_one_place(captions, blocks):
    story = spread(AnArticle(captions, blocks))
    placed = [*filter(None, [story.lead]), *story.gallery, *(plate for block in story.blocks for plate in block.photos)]
    assert sorted(plate.number for plate in placed) == list(range(1, len(captions) + 1))


@pytest.mark.parametrize(
    ("body", "dateline", "set_as"),
    [
        ("<p>MOSCOW -- Snow.</p>", "MOSCOW", '<p><span class="dateline">MOSCOW</span> -- Snow.</p>'),
        ("<p><b>Moscow</b> – Snow.</p>", "MOSCOW", '<p><b><span class="dateline">Moscow</span></b> – Snow.</p>'),
        ("<p>A &amp; B, Ohio (AP) — Snow.</p>", "A & B, Ohio", '<p><span class="dateline">A &amp; B, Ohio</span> (AP) — Snow.</p>'),
        ("<p>Rome's snow.</p>", "Rom", "<p>Rome's snow.</p>"),
        ("<p>Snow in MOSCOW.</p>", "MOSCOW", "<p>Snow in MOSCOW.</p>"),
        ("<p>(x) Snow.</p>", "(x", '<p><span class="dateline">(x</span>) Snow.</p>'),
        ("<h2>MOSCOW</h2>", "MOSCOW", "<h2>MOSCOW</h2>"),
        ("<p>Snow.</p>", "", "<p>Snow.</p>"),
    ],
)
def test_the_dateline_is_marked_only_where_the_first_paragraph_begins_with_it(body, dateline, set_as):
    assert spread(AnArticle([], [body], dateline)).blocks[0].html == set_as


def test_sections_with_too_few_stories_for_a_row_share_the_last_band():
    stories = [AStory(section) for section in ("World", "Science", "World", None, "World")]
    assert [(band.section, [len(row) for row in band.rows]) for band in bands_of(stories)] == [("World", [3]), (None, [2])]


@given(st.lists(st.integers(), min_size=6, max_size=40))
def test_rows_have_three_or_four_stories_each_in_their_order(stories):
    rows = rows_of(stories)
    assert [story for row in rows for story in row] == stories
    assert {len(row) for row in rows} <= {3, 4}


def of_shape(*shapes):
    return [ACaption(photo=APhoto("d" if shape else None, *(shape or (0, 0)))) for shape in shapes]


def test_photos_side_by_side_share_the_width_so_that_both_are_as_high():
    rows = spread(AnArticle(of_shape((3, 2), (2, 3), (3, 1), None, (3, 2), (1, 9), (3, 2)), [])).rows
    assert [(len(row.plates), row.share) for row in rows] == [(2, 69), (1, 100), (2, 50), (2, 30)]


@pytest.mark.parametrize(
    ("blocks", "set_as"),
    [
        (["<h3>A</h3>", "<p>x</p>", "<h3>B</h3>"], ["<h2>A</h2>", "<p>x</p>", "<h2>B</h2>"]),
        (["<h3>A</h3>", "<h2>B</h2>", "<h3>C</h3>"], ["<h2>A</h2>", "<h2>B</h2>", "<h3>C</h3>"]),
        (
            ["<table><tr><td>x</td></tr><tr><th>a</th><th>b</th></tr></table>"],
            ['<table><tr><td colspan="2">x</td></tr><tr><th>a</th><th>b</th></tr></table>'],
        ),
        (["<table><tr></tr><tr><td>a</td></tr></table>"], ["<table><tr></tr><tr><td>a</td></tr></table>"]),
    ],
)
def test_subheadings_skip_no_level_and_rows_of_a_table_are_as_wide_as_each_other(blocks, set_as):
    assert [block.html for block in spread(AnArticle([], blocks)).blocks] == set_as


def test_the_ends_of_a_gallery_have_one_neighbour():
    captions = [ACaption(photo_id=number) for number in (7, 8)]
    first, last = turn_to(captions, 7), turn_to(captions, 8)
    assert (first.previous, first.next.number, last.previous.number, last.next) == (None, 2, 1, None)
    assert turn_to(captions, 9) is None
