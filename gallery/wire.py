"""Wire captions taken apart. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gallery.credit_names import is_house, is_proper


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit line taken apart; what it does not say is empty or False."""

    photographer: str = ""
    agency: str = ""
    via: str = ""
    pool: bool = False
    file: bool = False
    courtesy: bool = False
    """Handed out by who is credited, not taken for the paper."""


def parse_credit(line: str) -> Credit:
    """Take a credit line apart: `Photographer/Agency Pool Photo via Agency, File`."""
    rest, file = _without(line, r",?\s*\b(?:file(?: photo)?|archiv\w*)\b\.?\s*$")
    rest, pool = _without(rest, r"\bpool(?: photo)?\b")
    rest, courtesy = _without(rest, r"^(?:photo )?courtesy(?: of| photo)?:?\s*|\bhandout\b(?: photo)?(?: via)?")
    rest, _, via = rest.partition(" via ")
    rest = re.sub(r"^(?:photos?|images?|pictures?|foto|©)\s*(?:by|:|von|de)?\s+", "", rest.strip(), flags=re.I)
    rest = re.sub(r"\bphotos?\b", "", rest, flags=re.I)
    photographer, agency = _who(part.strip(" ,") for part in re.split(r"[/|]", rest))
    return Credit(photographer, agency, via.strip(" ,/"), pool, file, courtesy)


def _without(line: str, pattern: str) -> tuple[str, bool]:
    shorter, count = re.subn(pattern, " ", line, flags=re.I)
    return re.sub(r"\s+", " ", shorter).strip(" ,"), bool(count)


def _who(parts: Iterable[str]) -> tuple[str, str]:
    """Tell the person from the house among the parts between slashes."""
    person, house = "", ""
    for part in filter(None, parts):
        if not person and len(part.split()) > 1 and is_proper(part) and not is_house(part):
            person = part
        elif not house:
            house = part
    return person, house
