import pytest

from articles.reading.languages import width
from articles.reading.lines import Line, Shape
from articles.reading.picture_lines import with_captions
from articles.reading.scrape import read_scrape
from gallery.collapse import collapse
from gallery.sightings import Kind, Outcome, Role

TEXT = [f"The ferry to the island left an hour late on day {day}, because a seal had settled on its gangway." for day in range(8)]
HEAD = ["Seal keeps ferry waiting for an hour", "By Jane Doe"]
FOQMA = "الفقمة على رصيف الميناء القديم في الجزيرة (رويترز)"
SEAL = "The seal lies on the gangway of the island ferry in the old harbour"


def page(*inside):
    return read_scrape("\n".join([*HEAD, *TEXT[:4], *inside, *TEXT[4:]]), None)


def captions(story):
    return [(one.text, one.credit, one.sign) for one in story.sightings if one.kind is Kind.LINE]


def stands(story, words):
    return words in story.body


@pytest.mark.parametrize(
    ("inside", "text", "credit", "sign"),
    [
        ([f"{SEAL} (Photo: Ann Bay)"], SEAL, "Ann Bay", "carries a credit"),
        ([f"Image caption, {SEAL}."], f"{SEAL}.", "", "carries a credit"),
        ([f"{SEAL}.", f"{SEAL}. Ann Bay, Harbour"], f"{SEAL}.", "Ann Bay, Harbour", "says the description above it again"),
        ([SEAL, SEAL], SEAL, "", "says the description above it again"),
        ([f"{SEAL}.", "3", f"{SEAL}."], f"{SEAL}.", "", "says the description above it again"),
        ([SEAL, "Getty Images"], SEAL, "Getty Images", "stands over a credit"),
        ([f"{SEAL}.", "Foto: dpa"], f"{SEAL}.", "dpa", "stands over a credit"),
        (["Foto: Ann Bay", SEAL], SEAL, "Ann Bay", "stands under a credit"),
        ([f"{SEAL}. Ann Bay"], f"{SEAL}.", "Ann Bay", "ends with a name"),
        ([f"{SEAL} in 2023. Ann Bay"], f"{SEAL} in 2023.", "Ann Bay", "ends with a name"),
        ([f"{SEAL} (Reuters)"], SEAL, "Reuters", "ends with a bracket such as a credit's"),
        ([f"{SEAL}, pictured last year"], f"{SEAL}, pictured last year", "", "points into a picture"),
        ([f"{SEAL} on Sunday, Sept. 13, 2020."], f"{SEAL} on Sunday, Sept. 13, 2020.", "", "ends with a date"),
        (["桟橋に居座るアザラシを見守る島の住民たち＝共同"], "桟橋に居座るアザラシを見守る島の住民たち", "共同", "ends with a name"),
        (["桟橋のアザラシを見る住民（３日、港町で）"], "桟橋のアザラシを見る住民（３日、港町で）", "", "ends with a date"),
        (["▲ 항구의 트랩에 누워 있는 바다표범과 주민들"], "▲ 항구의 트랩에 누워 있는 바다표범과 주민들", "", "points into a picture"),
        (["图为海豹躺在老码头渡轮的舷梯上"], "图为海豹躺在老码头渡轮的舷梯上", "", "points into a picture"),
        (
            ["الفقمة على رصيف الميناء القديم في الجزيرة (رويترز)"],
            "الفقمة على رصيف الميناء القديم في الجزيرة",
            "رويترز",
            "ends with a bracket such as a credit's",
        ),
        (["Тюлень лежит на трапе парома. Фото: Анна Бухта"], "Тюлень лежит на трапе парома.", "Анна Бухта", "carries a credit"),
    ],
)
def test_a_caption_leaves_the_body_and_names_the_sign_that_told_it(inside, text, credit, sign):
    story = page(*inside)
    ((told, by, why),) = captions(story)
    assert (told, by) == (text, credit)
    assert sign in why.split(", ")
    assert not stands(story, text)


@pytest.mark.parametrize(
    "inside",
    [
        ["“It slept well on the old gangway,” said the harbour master."],
        ["What the seal said", "The seal said nothing, and the harbour master said even less about it."],
        [
            "The harbour master counted the ferries, the seals and the hours, and in the end he sent everybody home for the day.",
            "Quelle: dpa",
        ],
        ["The party's left wing left the pier, and so did its right wing."],
        ["In 2020 the seal came back, and in 2021 it left the island again."],
    ],
)
def test_paragraphs_stay(inside):
    story = page(*inside)
    assert captions(story) == []
    assert stands(story, inside[-1] if len(inside[-1]) > 40 else inside[0])


def test_a_description_goes_with_its_caption_and_leaves_the_body():
    alt = "A seal lying on a gangway, with two boats in the background."
    story = page(alt, f"{SEAL}. (Photo: Ann Bay)")
    assert not stands(story, alt)
    (photo,) = collapse(story.sightings).photos
    assert (photo.alt, photo.credit) == (alt, "Ann Bay")


def test_a_description_said_again_is_one_photo():
    story = page(f"{SEAL}.", f"{SEAL}. © Ann Bay | Harbour")
    gallery = collapse(story.sightings)
    assert [photo.caption for photo in gallery.photos] == [f"{SEAL}."]
    assert [line.outcome for line in gallery.receipt] == [Outcome.COLLAPSED, Outcome.SHOWN]
    assert "says the description above it again" in gallery.receipt[1].rule


def test_a_credit_belongs_to_one_caption_only():
    story = page("The seal on its favourite gangway", "Getty Images", "What the harbour master has to say about it")
    assert [(text, credit) for text, credit, _ in captions(story)] == [("The seal on its favourite gangway", "Getty Images")]


def test_a_credit_with_nothing_to_belong_to_is_no_subhead():
    assert "Getty" not in page("Getty Images").body


def test_teasers_said_twice_are_no_captions():
    for inside in (
        ["Mayor opens the pier at last after many years", "Mayor opens the pier at last after many years", "3 May"],
        ["Read more", SEAL, SEAL],
    ):
        story = page(*inside)
        assert captions(story) == []
        assert not stands(story, inside[-2])


def test_a_caption_said_again_elsewhere_with_its_date_is_one_photo():
    said = "Riot police stand before the seal in the harbour on Sunday, Sept. 13, 2020. It had slept on the gangway of the ferry."
    story = read_scrape("\n".join([*HEAD, *TEXT[:4], said, *TEXT[4:], said]), None)
    assert len(collapse(story.sightings).photos) == 1
    assert not stands(story, said)


def test_captions_far_behind_the_story_are_left_out_with_a_reason():
    teasers = [f"Teaser {number}" for number in range(9)]
    story = read_scrape("\n".join([*HEAD, *TEXT, f"{SEAL} (Photo: Ann Bay)", *teasers, "Another seal (Photo: Bo Cape)"]), None)
    assert [one.dropped for one in story.sightings] == ["", "stands away from the story"]
    assert story.sightings[0].role is Role.GALLERY


def test_the_headline_said_twice_is_no_caption():
    story = read_scrape("\n".join(["Seal keeps ferry waiting for an hour", *HEAD, *TEXT]), None)
    assert story.headline == HEAD[0]
    assert captions(story) == []


def test_no_line_is_lost_or_moved():
    lines = [Line(text, Shape.PARAGRAPH, width(text)) for text in [*TEXT, SEAL, SEAL]]
    assert [line.text for line in with_captions(lines, None, 0, len(lines))] == [*TEXT, SEAL, SEAL]


@pytest.mark.parametrize("label", ["READ MORE: The harbour that moved in one night", "Lesen Sie auch: Der Hafen, der umzog"])
def test_a_label_that_names_its_story_says_nothing_about_the_picture_below_it(label):
    story = page(label, f"{SEAL}. (Reuters)")
    assert captions(story)[0][:2] == (f"{SEAL}.", "Reuters")


def test_a_label_that_names_no_story_teases_with_the_lines_below_it():
    assert captions(page("Read more:", f"{SEAL}. (Reuters)")) == []


def test_a_line_that_says_another_captions_credit_is_a_credit():
    other = "Ferries wait in the harbour."
    story = page(f"{SEAL}. (Foto: Coastlight/Ann Bay)", other, "Coastlight/Ann Bay")
    assert [said[:2] for said in captions(story)] == [(f"{SEAL}.", "Coastlight/Ann Bay"), (other, "Coastlight/Ann Bay")]
    assert not stands(story, "Coastlight")


def test_an_authors_name_that_is_also_a_photographers_stays_a_name():
    story = page(f"{SEAL} (Photo: Ann Bay)", "The harbour has had its seal for many years now.", "Ann Bay")
    assert stands(story, "The harbour has had its seal")


@pytest.mark.parametrize("above", ["By Jane Doe", "3 May 2024, 17:47"])
def test_a_long_sentence_over_a_credit_leads_the_story_where_a_date_or_byline_stands_above(above):
    lead = "After the seal had settled on the gangway of the island ferry the harbour master closed the pier to all passengers for a day."
    story = read_scrape("\n".join([HEAD[0], above, lead, "Coastlight/Reuters", *TEXT]), None)
    assert [said[:2] for said in captions(story)] == [(lead, "Coastlight/Reuters")]


def test_a_long_sentence_over_a_credit_amid_the_story_stays():
    said = "After the seal had settled on the gangway of the island ferry the harbour master closed the pier to all passengers for a day."
    assert stands(page(said, "Coastlight/Reuters"), said)
