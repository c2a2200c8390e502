"""The XMP packet of a picture file (ISO 16684-1), read as far as it describes the picture. Pure.

Parsed without entities, document types or network: a packet that brings any of its own is no packet.
"""

import re
from collections.abc import Iterator

from lxml import etree

from gallery.pixels.iim import decoded

MOST_BYTES = 256 * 1024
"""Longer ones hold an editor's history and previews."""
MOST_ITEMS = 20
"""Of a list; a picture has a few creators."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "core",
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_BYTE_ORDERS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def read_xmp(packet: bytes) -> dict[str, tuple[str, ...]]:
    """Give what the packet says of the picture, by names such as `dc:description`; of a text in several languages the default.

    Only what stands at the top is said of this picture: deeper down are its ingredients and its history. Never raises.
    """
    if len(packet) > MOST_BYTES:
        return {}
    text = _NOT_XML.sub("", _text(packet))
    if _DECLARES.search(text):
        return {}
    # `decoded` took care of the encoding; a declaration of another one would only mislead.
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.strip().encode(), parser)
    except etree.LxmlError:
        return {}
    said: dict[str, tuple[str, ...]] = {}
    for name, values in _properties(root) if root is not None else ():
        said.setdefault(name, values)
    return said


def _text(packet: bytes) -> str:
    order = _BYTE_ORDERS.get(packet[:2])
    return packet.decode(order, errors="ignore") if order else decoded(packet.removeprefix(b"\xef\xbb\xbf"))


def _properties(root: etree._Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    for group in root.iter(f"{_RDF}RDF"):
        for description in group.iterchildren(f"{_RDF}Description"):
            for name, value in description.attrib.items():
                yield _short(str(name)), (str(value),)
            for child in description.iterchildren(etree.Element):
                if values := _values(child):
                    yield _short(child.tag), values


def _short(tag: str) -> str:
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    return f"{_NAMESPACES.get(namespace, '')}:{name}"


def _values(element: etree._Element) -> tuple[str, ...]:
    """Give a property's own text, the items of its list, or of its alternatives the default one."""
    container = next(element.iterchildren(f"{_RDF}Alt", f"{_RDF}Seq", f"{_RDF}Bag"), None)
    if container is None:
        return (element.text,) if element.text and element.text.strip() else ()
    items = [item for _, item in zip(range(MOST_ITEMS), container.iterchildren(f"{_RDF}li"), strict=False) if item.text]
    if container.tag == f"{_RDF}Alt":
        items = sorted(items, key=lambda item: item.get(_LANG, "x-default") != "x-default")[:1]
    return tuple(item.text for item in items)
