"""What people send in forms and addresses, made fit to be kept and looked for."""

import re

from django.http import QueryDict

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no words have: PostgreSQL refuses the first one, feeds all of them."""


def plain(said: QueryDict) -> QueryDict:
    """Give what was sent without control characters; itself where it has none."""
    if not any(_CONTROL.search(each) for name, values in said.lists() for each in (name, *values)):
        return said
    cleaned = QueryDict(mutable=True)
    for name, values in said.lists():
        cleaned.setlist(_CONTROL.sub("", name), [_CONTROL.sub("", each) for each in values])
    cleaned._mutable = False
    return cleaned


def key_of(said: str) -> int:
    """Read the key of a row out of what a browser sent; 0, which no row has, where it is none."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else 0
