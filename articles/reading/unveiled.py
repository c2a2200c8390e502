"""Pages that show their story only to readers without scripts, or keep it in templates for a script to set. Pure."""

from lxml.html import HtmlElement

from articles.reading.dom import Outline, folded

LEAST = 350
"""Characters of words in a `noscript` or `template` from which on it can hold a story: more than a request to turn scripts on."""
_VEILS = frozenset({"noscript", "template"})
_NO_WORDS = frozenset({"script", "style", "textarea", "select", "svg", "iframe", "button"})
_BLANKS = ("{{", "${", "<%")
"""What a template for many stories has in the place of words."""


def unveil(outline: Outline) -> bool:
    """Make blocks of the `noscript` and `template` elements that hold text; False where there are none. The outline is stale then."""
    silent = (outline.tags[at] in _VEILS and not outline.silent[outline.parents[at]] for at in range(len(outline.tags)))
    veils = [element for element, veils in zip(outline.elements, silent, strict=True) if veils and _holds_text(outline, element)]
    for element in veils:
        element.tag = "div"
        element.attrib.pop("hidden", None)
    return bool(veils)


def _holds_text(outline: Outline, element: HtmlElement) -> bool:
    inside = outline.elements[outline.order[element] : outline.last[element] + 1]
    said = folded(" ".join(text for one in inside for text in ("" if one.tag in _NO_WORDS else one.text, one.tail) if text))
    return len(said) >= LEAST and not any(blank in said for blank in _BLANKS)
