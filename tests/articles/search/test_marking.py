"""Words looked for, marked where they stand."""

from articles.search.marking import LONGEST, has_all, marked, passage
from articles.search.questions import read


def shown(pieces):
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in pieces)


def test_words_are_marked_however_they_are_written():
    terms = read('walesa "black sea" war', is_typing=True).terms
    assert (
        shown(marked("Lech Wałęsa’s Black  Sea; the sea, wars & warnings", terms))
        == "Lech [Wałęsa]’s [Black  Sea]; the sea, [wars] & [warnings]"
    )
    assert shown(marked("東京タワー", read("京タ").terms)) == "東[京タ]ワー"


def test_a_phrase_is_marked_where_it_stands_whole():
    assert shown(marked("the old, the old clock", read('"old clock"').terms)) == "the old, the [old clock]"


def test_the_passage_is_the_text_with_most_of_the_words_cut_around_the_first():
    texts = ["The quay.", f"{'far ' * 60}the quay at dawn {'and ' * 90}"]
    found = passage(texts, read("quay dawn").terms)
    assert "the [quay] at [dawn] and" in shown(found)
    assert found[0] == ("… ", False)
    assert sum(len(text) for text, _ in found) <= LONGEST + 4
    assert passage(texts, read("nowhere").terms) == ()


def test_a_word_without_spaces_is_cut_as_well():
    assert "[京]" in shown(passage(["东" * 400 + "京" + "东" * 400], read("京").terms))


def test_whether_all_words_stand_in_a_text():
    assert has_all("The quay at dawn", read("dawn quay").terms)
    assert not has_all("The quay", read("dawn quay").terms)
