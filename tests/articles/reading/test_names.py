import pytest

from articles.reading.names import split_names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Von Jana Müller und Jörg Groß", ("Jana Müller", "Jörg Groß")),
        ("Par Zoé Lefèvre", ("Zoé Lefèvre",)),
        ("Por Ana López y Juan de la Cruz", ("Ana López", "Juan de la Cruz")),
        ("By Jane Doe, Senior Reporter", ("Jane Doe",)),
        ("Jane Doe jane@news.example @janedoe", ("Jane Doe",)),
        ("Jane Doe (Oslo) | JANE DOE", ("Jane Doe",)),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("大渡 美咲", ("大渡 美咲",)),
        ("Updated 14 May 2024", ()),
        ("https://news.example/author/jane", ()),
        ("", ()),
    ],
)
def test_a_byline_is_split_into_its_names(byline, names):
    assert split_names(byline) == names
