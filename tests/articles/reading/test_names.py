import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.names import MOST_NAMES, introduces_names, is_name, looks_like_person, split_names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Von Jana Müller und Jörg Groß", ("Jana Müller", "Jörg Groß")),
        ("Par Zoé Lefèvre", ("Zoé Lefèvre",)),
        ("Por Ana López y Juan de la Cruz", ("Ana López", "Juan de la Cruz")),
        ("By Jane Doe, Senior Reporter", ("Jane Doe",)),
        ("Interview: Jane Doe", ("Jane Doe",)),
        ("By Jane Doe on Tue, 03/10/2026 - 08:12", ("Jane Doe",)),
        ("Von Jana Müller am 10. März 2026", ("Jana Müller",)),
        ("Jane Doe jane@news.example @janedoe", ("Jane Doe",)),
        ("Jane Doe (Oslo) | JANE DOE", ("Jane Doe",)),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("大渡 美咲", ("大渡 美咲",)),
        ("John Roe, Jr., and Jane Doe", ("John Roe, Jr", "Jane Doe")),
        ("JANE DOE FOR THE HARBOUR POST", ("JANE DOE",)),
        ("Jana Groß, Wirtschaftsredakteurin", ("Jana Groß",)),
        ("Автор: Анна Берег, фото: Олег Мол", ("Анна Берег",)),
        ("كتب: سالم بحري", ("سالم بحري",)),
        ("[섬=통신] 홍길동·김바다 기자 = hong@post.example", ("홍길동", "김바다")),
        ("本报记者 张三", ("张三",)),
        ("記者王小明／台北報導", ("王小明",)),
        ("取材・文：山田太郎", ("山田太郎",)),
        ("山田太郎記者", ("山田太郎",)),
        ("ジョン・スミス", ("ジョン・スミス",)),
        ("Updated 14 May 2024", ()),
        ("https://news.example/author/jane", ()),
        ("", ()),
    ],
)
def test_a_byline_is_split_into_its_names(byline, names):
    assert split_names(byline) == names


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("By Jane Doe", True),
        ("Írta: Kovács János", True),
        ("홍길동 기자", True),
        ("记者 张三", True),
        ("Jane Doe", False),
        ("Byron Bay", False),
    ],
)
def test_a_byline_says_itself_that_names_follow(text, does):
    assert introduces_names(text) is does


@pytest.mark.parametrize(
    ("text", "does"),
    [("Jane Doe", True), ("홍길동", True), ("张三", True), ("편집국 기자", False), ("Jane", False), ("ferry left late", False)],
)
def test_a_person_has_two_names_or_one_of_chinese_japanese_or_korean(text, does):
    assert looks_like_person(text) is does


@given(st.text(max_size=200))
def test_whatever_is_written_only_names_come_of_it(text):
    found = split_names(text)
    assert len(found) <= MOST_NAMES
    assert all(map(is_name, found))
    introduces_names(text)
