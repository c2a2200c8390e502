"""What the style desk remarks, and what it rightly says nothing about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.wording.lint import LONGEST, Code, lint
from gallery.wording.scene_words import begins_in_past, sentences
from gallery.wording.spelling import distance, misspelt

GOOD = "Ferry passengers wait at the old pier in Port Vale, Norland, Sunday, Sept. 13, 2020."
CREDIT = "Jane Roe/AP"


def codes(text=GOOD, credit=CREDIT, alt="", language="en"):
    return {str(finding.code) for finding in lint(text, credit, alt, language)}


def marked(text=GOOD, credit=CREDIT):
    """The letters that each remark is about."""
    said = {"text": text, "credit": credit}
    return [said[each.field][slice(*each.span)] for each in lint(text, credit, "", "en") if each.span]


@pytest.mark.parametrize("text", ["Caption goes here", "Lorem ipsum dolor sit amet"])
def test_words_that_only_hold_a_place_are_remarked(text):
    assert "template-leak" in codes(text)


@pytest.mark.parametrize("credit", ["", "AP"])
def test_a_credit_in_the_caption_is_remarked_whatever_stands_in_the_credit_line(credit):
    assert "credit-in-text" in codes(f"{GOOD} (AP Photo/Jane Roe)", credit)


@pytest.mark.parametrize(
    ("text", "credit", "language"),
    [
        (GOOD, CREDIT, "en"),
        ("The mayor (right) opens the bridge in Vale on Sunday. Thousands have waited for years.", "Jane Roe/AP", "en"),
        ("Mayor Ann Ray", "Handout", "en"),
        ("The old bridge", "Jane Roe", "en"),
        ("FILE - The mayor spoke in Port Vale, Norland, May 3, 2019.", "AP Photo/Jane Roe, File", "en"),
        ("The U.S. Sen. Ann Ray, Gov. Max Moe and Dr. Jane Roe meet in Washington, D.C., on Jan. 6, 2021.", "AP", "en"),
        ("Der Bürgermeister war in Vale. Er lachte.", "Jane Roe/dpa", "de"),
        ("Null Grad in Vale: die undefined Küste", "Jane Roe/dpa", "de"),
        ("Le maire : « Oui », à Villeneuve", "JEAN DUPONT / AFP", "fr"),
        ("橋の上の人々。川の水。", "共同通信", "ja"),
        ("A man arrested in Vale on Monday sits in court.", "Jane Roe/Reuters", "en"),
        ("Two ferries stand where a bridge was, in Vale on Monday.", "Jane Roe/Reuters", "en"),
        ("Read more at www.paper.example. The mayor writes at www.vale.example", "Handout", "en"),
    ],
)
def test_a_caption_in_good_style_is_left_alone(text, credit, language):
    assert lint(text, credit, "People on a wooden landing stage", language) == []


@pytest.mark.parametrize(
    ("text", "credit", "code"),
    [
        ("", CREDIT, "no-caption"),
        ("IMG_2041.jpg", CREDIT, "file-name"),
        (GOOD, "", "no-credit"),
        (f"{GOOD} (Jane Roe/AP)", "", "credit-in-text"),
        (GOOD, "Jane Roe/Rueters", "misspelt-agency"),
        (f"{GOOD} &amp; more", CREDIT, "template-leak"),
        ("{{ caption }} waits in Vale on Sunday.", CREDIT, "template-leak"),
        ("A %s waits at the pier in Vale on Sunday.", CREDIT, "template-leak"),
        ('[caption id="3"] Ferry passengers wait in Vale on Sunday.', CREDIT, "template-leak"),
        (GOOD, "undefined/AP", "template-leak"),
        ("null", CREDIT, "template-leak"),
        ("A <b>ferry</b> waits in Vale on Sunday.", CREDIT, "template-leak"),
        ("Der BÃ¼rgermeister in Vale", CREDIT, "garbled"),
        ("A ferry  waits in Vale on Sunday.", CREDIT, "double-space"),
        ("A ferry waits in Vale on Sunday as the …", CREDIT, "cut-off"),
        ("A ferry waits in Vale on Sunday as the", CREDIT, "cut-off"),
        ("A ferry waits in Vale on Sunday,", CREDIT, "cut-off"),
        ("A ferry waits in Vale (the old town on Sunday.", CREDIT, "cut-off"),
        ("A ferry waits in Vale on Sunday. Passengers have been there since the morn", CREDIT, "cut-off"),
        ("A ferry waits in Vale on Sunday. It rains. Nobody cares. So it is there.", CREDIT, "too-long"),
        ("Ferry passengers wait at the pier on Sunday.", CREDIT, "no-place"),
        ("Ferry passengers wait at the pier in Port Vale, Norland.", CREDIT, "no-date"),
        ("Two ferries were stuck in Port Vale on Sunday.", CREDIT, "past-tense"),
    ],
)
def test_what_a_style_desk_would_remark_is_remarked(text, credit, code):
    assert code in codes(text, credit)


def test_a_description_that_only_says_the_caption_again_is_remarked():
    assert codes(alt="Ferry passengers wait at the old pier in Port Vale, Norland") == {"alt-repeats"}
    assert codes(alt="A crowd with umbrellas on a wooden landing stage") == set()


@pytest.mark.parametrize("language", ["de", "", "und"])
def test_of_other_languages_only_what_needs_none_is_said(language):
    assert codes("Two ferries were stuck at the pier for hours and the", language=language) == set()
    assert codes("Zwei  Fähren …", language=language) == {"double-space", "cut-off"}


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Jane Roe/Rueters", [("Rueters", "Reuters")]),
        ("Jane Roe/Reuter", [("Reuter", "Reuters")]),
        ("Asociated Press", [("Asociated Press", "Associated Press")]),
        ("Jane Roe via Geety Images", [("Geety Images", "Getty Images")]),
        ("Agence France-Pres", [("Agence France-Pres", "Agence France-Presse")]),
        ("Blomberg News", [("Blomberg News", "Bloomberg News")]),
        *[
            (line, [])
            for line in ["Reuters", "AP", "APF", "Getty", "THE ASSOCIATED PRESS", "Jane Reuter", "Max Alamy", "Reuters Photo", ""]
        ],
        *[(line, []) for line in ["The Associate", "USA TODAY Sports via Imagn Images", "Keystone/SDA", "AFP via Getty Images", "路透"]],
    ],
)
def test_only_what_is_nearly_an_agency_s_name_is_taken_for_one(line, meant):
    assert list(misspelt(line)) == meant


def test_distance_counts_a_swap_as_one_and_stops_above_the_limit():
    assert (distance("rueters", "reuters", 2), distance("a", "a", 1), distance("kitten", "sitting", 1) > 1) == (1, 0, True)


def test_a_remark_says_which_letters_it_is_about():
    assert marked("A ferry  waits in Vale on Sunday.", "Jane Roe/Rueters") == ["Rueters", "  "]
    assert marked("Two ferries were stuck in Port Vale on Sunday.") == ["were"]


def test_faults_come_before_style():
    found = [finding.is_style for finding in lint("Ferry passengers  were waiting at the old pier", CREDIT, "", "en")]
    assert found == sorted(found)
    assert len(found) >= 3


def test_sentences_are_not_counted_at_abbreviations():
    assert len(sentences("The ferry of Sept. 13 in Port Vale, Calif. The mayor of St. Ives and J. R. Roe wait.")) == 1
    assert sentences("One here. Two here.") == [0, 10]


def test_the_past_of_another_clause_is_nobody_s_fault():
    assert begins_in_past("The man who was hurt sits in Vale.") is None
    assert begins_in_past("Police stand guard where a bridge was.") is None
    assert begins_in_past("Was it you?") is None


@given(text=st.text(max_size=300), credit=st.text(max_size=80), alt=st.text(max_size=80), language=st.sampled_from(["en", "de", ""]))
def test_no_words_are_too_odd_and_every_span_lies_in_its_field(text, credit, alt, language):
    said = {"text": text, "credit": credit, "alt": alt}
    for finding in lint(text, credit, alt, language):
        start, end = finding.span or (0, 0)
        assert 0 <= start <= end <= len(said[finding.field])


def test_words_of_any_length_are_answered_at_once():
    assert [finding.code for finding in lint("a " * LONGEST)] == [Code.TOO_LONG]
    for hostile in ("( " * 2400, "A. " * 1600, "aaaa. " * 800, "<b " * 1600, "in A " * 900, "{{" * 2400, "… " * 2400):
        lint(hostile, "/" * 400, hostile, "en")
