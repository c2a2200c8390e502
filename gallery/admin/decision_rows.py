"""The rows that a decision changed, as its page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from gallery.desk.history import shown_words
from gallery.models import Caption, Change


@dataclass(frozen=True, slots=True)
class Row:
    """One row that a decision changed: what it is called, where it is at the desk, and each change as name, before and after."""

    name: str
    url: str
    fields: list[tuple[str, str, str]]


def rows_of(changes: Iterable[Change]) -> list[Row]:
    """Read what each row is called now, and what was changed in it."""
    changes = list(changes)
    named = _names(changes)
    return [Row(named.get((change.subject, change.row), _called(change, "")), _url(change), _fields(change)) for change in changes]


def _names(changes: list[Change]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for subject in {change.subject for change in changes}:
        some = [change for change in changes if change.subject == subject]
        rows = some[0].model._base_manager.in_bulk([change.row for change in some])
        found |= {(subject, each.row): _called(each, str(rows[each.row])) for each in some if each.row in rows}
    return found


def _called(change: Change, name: str) -> str:
    """Give a row's kind and name; its number, where it has no name or is not there any more."""
    kind = capfirst(change.model._meta.verbose_name)
    return name if name.startswith(kind) else f"{kind} “{name}”" if name else f"{kind} {change.row}"


def _url(change: Change) -> str:
    try:
        return reverse(f"admin:{change.subject.replace('.', '_')}_change", args=[change.row])
    except NoReverseMatch:
        return ""


def _fields(change: Change) -> list[tuple[str, str, str]]:
    """Give what changed: of a caption the words that were shown, of other rows each field."""
    if not change.differing:
        return []
    if change.model is Caption:
        text, credit = zip(shown_words(change.before) or ("", ""), shown_words(change.after) or ("", ""), strict=True)
        said = [("Caption", *text), ("Credit line", *credit)]
        return [each for each in said if each[1] != each[2]] or [("The same words are shown", *text)]
    before, after = change.before or {}, change.after or {}
    return [(_label(change, name), _plain(before.get(name)), _plain(after.get(name))) for name in change.differing]


def _label(change: Change, name: str) -> str:
    return capfirst(str(change.model._meta.get_field(name).verbose_name))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
