"""What those found could be narrowed down to, in words, with their number; and what they are narrowed down to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language_info

from articles.models import Section
from articles.search.addresses import KINDS, Address
from articles.search.words import words_of
from gallery.models import Name

CHOICES = 8
"""Of a kind; the years are all there."""
TITLES = {
    "section": "Section",
    "place": "Place",
    "photographer": "Photographer",
    "agency": "Agency",
    "year": "Year",
    "month": "Month",
    "language": "Language",
    "photos": "Photos",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be chosen, or was."""

    label: str
    address: Address
    number: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a kind."""

    title: str
    choices: tuple[Choice, ...]


def facets_of(counted: Mapping[str, Counter[str]], address: Address, stories: int) -> list[Facet]:
    """Set out what `stories` found could be narrowed down to: kinds with several values, or one that not all have."""
    offered = {kind: _offered(kind, counted.get(kind, Counter()), address.chosen) for kind in KINDS if kind not in address.chosen}
    said = labels_of([(kind, value) for kind, values in offered.items() for value, _ in values])
    facets = []
    for kind, values in offered.items():
        if len(values) > 1 or (values and values[0][1] < stories):
            choices = (Choice(label, address.with_value(kind, to), n) for value, n in values for label, to in [said[kind, value]])
            facets.append(Facet(TITLES[kind], tuple(choices)))
    return facets


def _offered(kind: str, values: Counter[str], chosen: Mapping[str, str]) -> list[tuple[str, int]]:
    """Choose the most frequent values of a kind; times in their order, the latest first, and months of the chosen year alone."""
    if kind == "year":
        return sorted(values.items(), reverse=True)
    if kind == "month":
        return sorted(((value, n) for value, n in values.items() if value[:4] == chosen.get("year")), reverse=True)
    return _alike(values).most_common(CHOICES) if kind == "place" else values.most_common(CHOICES)


def _alike(places: Counter[str]) -> Counter[str]:
    """Count places under one name that differ in nothing that is looked for: MOSCOW is Moscow."""
    named: dict[tuple[str, ...], str] = {}
    together: Counter[str] = Counter()
    for place, number in sorted(places.items(), key=lambda each: each[0].isupper()):
        together[named.setdefault(tuple(words_of(place)), place)] += number
    return together


def chosen_of(address: Address) -> list[Choice]:
    """Set out what was chosen, each with the address without it."""
    pks = dict(Section.objects.filter(slug=address.chosen.get("section", "")).values_list("slug", "pk"))
    said = [(kind, str(pks.get(value, "")) if kind == "section" else value) for kind, value in address.chosen.items()]
    labels = labels_of(said)
    return [Choice(labels[kind, value][0] or address.chosen[kind], address.without(kind)) for kind, value in said]


def labels_of(values: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Give each value of a kind its words, and what an address says for it."""
    sections = Section.objects.in_bulk([int(value) for kind, value in values if kind == "section" and value])
    people = [(kind, value) for kind, value in values if kind in ("photographer", "agency")]
    names = {row.key: row.name for row in Name.objects.of(people)} if people else {}
    said = {}
    for kind, value in values:
        if kind == "section":
            section = sections.get(int(value or 0))
            said[kind, value] = (section.name, section.slug) if section else (value, value)
        else:
            said[kind, value] = names.get((kind, value)) or _in_words(kind, value), value
    return said


def _in_words(kind: str, value: str) -> str:
    match kind:
        case "photos":
            return "With photos"
        case "photographer" | "agency":
            return value.replace("-", " ").title()
        case "place":
            return value.title() if value.isupper() else value
        case "month" | "language":
            return _named(kind, value)
    return value


def _named(kind: str, value: str) -> str:
    try:
        return f"{date.fromisoformat(f'{value}-01'):%B %Y}" if kind == "month" else get_language_info(value)["name"]
    except (ValueError, KeyError):
        return value
