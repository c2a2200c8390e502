"""Many rows written at once, each with values of its own."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import connections, models, router

BATCH = 500
"""Rows that are read or written by one question."""


def write(model: type[models.Model], rows: Mapping[int, Mapping[str, Any]]) -> None:
    """Write values by field name into rows by key: one statement for all rows with the same fields. Who calls holds the rows."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for pk, values in rows.items():
        if values:
            alike[tuple(values)].append(pk)
    connection = connections[router.db_for_write(model)]
    quoted = connection.ops.quote_name
    for names, pks in alike.items():
        fields = [model._meta.get_field(name) for name in names]
        put = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
        key = quoted(model._meta.pk.column)
        said = (
            [*(field.get_db_prep_save(rows[pk][name], connection) for name, field in zip(names, fields, strict=True)), pk] for pk in pks
        )
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {quoted(model._meta.db_table)} SET {put} WHERE {key} = %s", said)  # noqa: S608
