"""The rules of the receipt in plain words, for readers of a photo's page. Pure."""

KINDS = {
    "img": "Picture",
    "figcaption": "Caption",
    "caption": "Caption",
    "alt": "Description",
    "json-ld": "Page data",
    "og": "Sharing picture",
    "json": "Page data",
    "line": "Caption line",
    "file": "Picture file",
}
"""What a sighting is, by its kind."""
RULES = {
    "the picture": "The picture as the page shows it.",
    "the caption": "The words under it on the page.",
    "editor: same": "An editor said that both are one photo.",
    "same figure": "It stands in one figure with the picture.",
    "clone of the same picture": "The page itself marks it as a copy of the picture.",
    "same address": "It has the very same address.",
    "same address once sizes are off": "It has the same address, sizes and crops aside.",
    "same asset id": "Its address carries the same archive number.",
    "same words": "It says the same words, and no other picture claims them.",
    "same words, cut off": "It says how the same words begin.",
    "says the caption again": "It says the caption again.",
    "describes the picture": "It describes the picture for those who can’t see it.",
    "metadata names it": "The page’s own data name this picture.",
    "other words for the same picture": "Other words that stand with the same picture.",
    "the same picture elsewhere on the page": "The same picture, shown again elsewhere on the page.",
    "one photo in the library": "The library knew it: the same file, or an address seen before.",
}


def kind_in_words(kind: str) -> str:
    """Say what a sighting is."""
    return KINDS.get(kind, kind.capitalize())


def rule_in_words(rule: str) -> str:
    """Say in a sentence why a sighting counts as the photo; a rule without a sentence of its own is said as it is."""
    name, _, sign = rule.partition(": ")
    if rule in RULES:
        return RULES[rule]
    if name in RULES:
        return f"{RULES[name][:-1]} ({sign})."
    if name.endswith(" from the file"):
        given = name.removesuffix(" from the file")
        return f"The {given} shown here {'come' if ' and ' in given else 'comes'} from the picture’s own file."
    return f"{rule[:1].upper()}{rule[1:]}."
