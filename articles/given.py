"""What comes with a source besides its bytes. Pure but for its types."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.kept_pages import AsRead


@dataclass(frozen=True, slots=True)
class Given:
    """What came with a source besides its bytes."""

    name: str
    """The path or address it was given by, for messages."""
    url: str | None = None
    """The address of the page, where known."""
    asked: str | None = None
    """The address that was asked for, where the page was found at another one."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures saved beside the page, by the address under which the page shows them."""
    page: AsRead | None = None
    """The page itself, to be kept."""
