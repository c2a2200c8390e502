"""A photo's record, decided from captions and sightings alone."""

from dataclasses import dataclass, field

import pytest

from articles.reading.reader import read
from gallery.collapse import collapse
from gallery.pixels.picture_metadata import PictureMetadata
from gallery.records import day, facts_of, file_name, files_of, runs_of, showings_of
from gallery.rule_words import RULES, rule_in_words
from tests.conftest import ROOT

IMG = "https://img.paper.example/bridge"


@dataclass
class Article:
    headline: str
    language: str = "en"

    def __str__(self):
        return self.headline


@dataclass
class Caption:
    text: str
    article: Article = field(default_factory=lambda: Article("A story"))
    credit: str = ""
    article_id: int = 1


@dataclass
class Sighting:
    urls: list
    article_id: int = 1
    kind: str = "img"
    text: str = ""
    rule: str = "the picture"


def captions(*texts, language="en"):
    return [Caption(text, Article(f"Story {number}", language), "", number) for number, text in enumerate(texts)]


OLD, NEW = "A ferry waits at the old pier.", "A ferry waits at the new pier."


def test_a_wording_is_compared_with_the_one_before_it():
    newest, first = runs_of(captions(NEW, OLD))
    assert [(each.what, each.text) for each in newest.changed] == [
        ("kept", "A ferry waits at the "),
        ("removed", "old"),
        ("added", "new"),
        ("kept", " pier."),
    ]
    assert (first.before, first.changed, first.other_words) == (None, (), False)


def test_the_same_words_are_said_once_by_the_newest_story():
    shown = captions(NEW, OLD, "a ferry waits at the new pier.")
    assert [run.again for run in runs_of(shown)] == [None, None, shown[0]]


def test_a_story_between_in_other_words_does_not_stand_between_a_wording_and_where_it_came_from():
    shown = captions(NEW, "Two dogs play in a park.", OLD)
    assert runs_of(shown)[0].before is shown[2]


def test_words_that_came_from_none_before_them_are_other_words():
    newest, _ = runs_of(captions("Two dogs play in a park.", OLD))
    assert (newest.other_words, newest.changed) == (True, ())


def test_words_in_another_language_are_not_compared():
    newest, _ = runs_of([*captions("Eine Fähre wartet.", language="de"), *captions(OLD)])
    assert (newest.other_words, newest.before) == (False, None)


def test_a_story_on_the_next_page_is_compared_too():
    (older,) = captions(OLD)
    assert runs_of(captions(NEW), [older])[0].before is older


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [
        (["bridge-640.jpg"], ["bridge-640.jpg"], "The same address as in “Story 1”."),
        (["bridge-640.jpg"], ["bridge-320.jpg"], "The same address as in “Story 1”, sizes and crops aside."),
        (
            ["bridge-640.jpg"],
            ["river.jpg"],
            "No address in common with the stories before it: the pixels say so, or an editor did.",
        ),
    ],
)
def test_a_story_says_what_joins_its_picture_to_that_of_one_before(own, others, said):
    sightings = [Sighting([f"{IMG}/{name}" for name in names], story) for story, names in enumerate([own, others])]
    newest, first = showings_of(captions(NEW, OLD), sightings)
    assert (newest.joined, first.joined) == (said, "")


def test_a_sighting_says_what_it_was_what_it_said_and_why_it_counts():
    sightings = [
        Sighting([f"{IMG}-640.jpg"], 0),
        Sighting([], 0, "figcaption", f"{OLD} (AP)", "the caption"),
        Sighting([], 0, "alt", "Two ships", "describes the picture"),
    ]
    (showing,) = showings_of(captions(OLD), sightings)
    assert [(each.what, each.words, each.file, each.why) for each in showing.seen] == [
        ("Picture", "", "bridge-640.jpg", RULES["the picture"]),
        ("Caption", "", "", RULES["the caption"]),
        ("Description", "Two ships", "", RULES["describes the picture"]),
    ]


def test_every_rule_that_joins_something_in_the_demo_edition_is_said_in_plain_words():
    pages = [page for page in (ROOT / "demo").iterdir() if page.suffix in {".html", ".txt"}]
    lines = [line for page in pages for line in collapse(read(page.read_bytes(), None).sightings).receipt if line.photo is not None]
    assert {line.rule.partition(":")[0] for line in lines} <= {rule.partition(":")[0] for rule in RULES}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("the caption: a credit at its end", "The words under it on the page (a credit at its end)."),
        ("caption from the file", "The caption shown here comes from the picture’s own file."),
        ("caption and credit from the file", "The caption and credit shown here come from the picture’s own file."),
        ("same pixels", "Same pixels."),
    ],
)
def test_a_rule_with_a_sign_or_without_a_sentence_is_said_too(rule, words):
    assert rule_in_words(rule) == words


def test_files_are_listed_once_the_kept_one_first_then_the_largest_with_who_declared_them():
    shown = captions(NEW, OLD)
    sightings = [
        Sighting([f"{IMG}-320.jpg", f"{IMG}-1280.jpg"], 0),
        Sighting([f"{IMG}-1280.jpg"], 0, "og"),
        Sighting([f"{IMG}-1280.jpg", f"{IMG}-640.jpg"], 1),
    ]
    files = files_of(shown, sightings, [f"{IMG}-640.jpg"], (600, 400))
    assert [(file.name, file.width, file.height, file.kept) for file in files] == [
        ("bridge-640.jpg", 600, 400, True),
        ("bridge-1280.jpg", 1280, None, False),
        ("bridge-320.jpg", 320, None, False),
    ]
    assert files[1].where == ((shown[0], ("picture", "sharing picture")), (shown[1], ("picture",)))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://img.paper.example/a%20bridge.jpg?w=640", "a bridge.jpg"),
        ("page_files/bridge.jpg", "bridge.jpg"),
        ("data:image/png;base64,iVBORw0KGgo", "in the page itself"),
        (f"https://img.paper.example/{'b' * 100}.jpg", f"{'b' * 30}…{'b' * 16}.jpg"),
        ("http://[", "http://["),
    ],
)
def test_a_file_is_called_what_its_address_calls_it(url, name):
    assert file_name(url) == name


def test_date_and_place_are_the_caption_s_where_it_says_them_and_else_the_file_s():
    in_file = PictureMetadata(taken="2019-05", city="Minsk", country="Belarus")
    said = facts_of([Caption("A ferry waits in Port Vale, Norland, Monday, Sept. 14, 2020.")], in_file)
    assert (said.taken, said.place) == ("14 September 2020", "Port Vale, Norland")
    said = facts_of([Caption("A ferry.")], in_file)
    assert (said.taken, said.place) == ("May 2019 (from its file)", "Minsk, Belarus (from its file)")
    assert facts_of([], PictureMetadata()) == facts_of([Caption("")], PictureMetadata())


@pytest.mark.parametrize(("iso", "said"), [("2020-09-04", "4 September 2020"), ("2020-09", "September 2020"), ("2020", "2020")])
def test_a_day_is_printed_as_exactly_as_it_is_known(iso, said):
    assert day(iso) == said
