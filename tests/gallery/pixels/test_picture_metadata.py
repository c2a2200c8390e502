"""The words in picture files: made-up files beside what is read from them."""

import io
import random
import struct
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gallery.pixels.iim import decoded, read_iim
from gallery.pixels.picture_metadata import NOTHING, PictureMetadata, read_metadata
from gallery.pixels.xmp import read_xmp
from tests.gallery.described_pictures import dataset, described, exif, in_languages, listed, packet, photoshop, segment

UTF_8 = dataset(90, b"\x1b%G", record=1)
WIRE = (
    UTF_8
    + dataset(120, "Ferries wait at the old pier in Port Vale, Norland, Monday, Sept. 14, 2020. (AP Photo/Jane Roe)")
    + dataset(105, "Norland Ferries")
    + dataset(80, "Jane Roe")
    + dataset(110, "AP")
    + dataset(55, "20200914")
    + dataset(90, "Port Vale")
    + dataset(101, "Norland")
)


def test_an_agency_s_iptc_block_is_read():
    assert read_metadata(described(iim=WIRE)) == PictureMetadata(
        caption="Ferries wait at the old pier in Port Vale, Norland, Monday, Sept. 14, 2020.",
        credit="AP Photo/Jane Roe",
        headline="Norland Ferries",
        creator="Jane Roe",
        taken="2020-09-14",
        city="Port Vale",
        country="Norland",
    )


def test_the_place_is_said_in_words():
    assert read_metadata(described(iim=WIRE)).place == "Port Vale, Norland"


XMP = packet(
    in_languages("dc:description", de="Fähren am Pier.", default="Ferries at the pier.")
    + in_languages("Iptc4xmpCore:AltTextAccessibility", default="Two white ships side by side")
    + listed("dc:creator", "Jane Roe", "Max Moe")
    + "<photoshop:Credit>Getty Images</photoshop:Credit>",
    'photoshop:City="Port Vale" photoshop:DateCreated="2020-09-14T11:20:00+03:00" photoshop:Headline="Ferries wait"',
)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "AVIF"])
def test_an_xmp_packet_is_read_from_every_format_that_carries_one(kind):
    assert read_metadata(described(kind, xmp=XMP)) == PictureMetadata(
        caption="Ferries at the pier.",
        credit="Jane Roe, Max Moe/Getty Images",
        headline="Ferries wait",
        creator="Jane Roe, Max Moe",
        taken="2020-09-14",
        city="Port Vale",
        alt="Two white ships side by side",
    )


def test_a_camera_s_exif_is_read():
    said = exif("Ferries at the old pier.", "Jane Roe; Max Moe", "2020:09:14 11:20:00")
    assert read_metadata(described(exif=said)) == PictureMetadata(
        caption="Ferries at the old pier.", credit="Jane Roe, Max Moe", creator="Jane Roe, Max Moe", taken="2020-09-14"
    )


def test_what_a_later_program_wrote_goes_before_what_the_camera_wrote_word_by_word():
    picture = described(xmp=packet(in_languages("dc:description", default="The newest words.")), iim=WIRE, exif=exif("The oldest words."))
    said = read_metadata(picture)
    assert (said.caption, said.creator) == ("The newest words.", "Jane Roe")


def test_where_the_camera_stood_is_never_read():
    said = read_metadata(described(exif=exif("Ferries at the pier.", position=("N", (48.0, 51.0, 29.6)))))
    assert said == PictureMetadata(caption="Ferries at the pier.")
    assert set(asdict(said)) == {"caption", "credit", "headline", "creator", "taken", "city", "country", "alt"}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman"])
@pytest.mark.parametrize("words", ["Café à l’École – “déjà vu”", "Die Größe von München", "El niño, España", "ÉCOLE SUPÉRIEURE"])
def test_words_of_which_nobody_says_the_encoding_are_read_in_the_one_in_which_they_are_words(words, encoding):
    assert read_metadata(described(iim=dataset(120, words.encode(encoding)))).caption == words


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis", "koi8-r", "big5"])
def test_words_that_read_as_words_in_no_encoding_are_left_out(encoding):
    words = {"shift_jis": "橋の上の人々と川", "big5": "橋上的人們與河流"}.get(encoding, "Мост над рекой в порту")
    assert decoded(words.encode(encoding)) == ""


def test_utf_8_in_exif_s_ascii_is_read_as_what_it_is():
    assert read_metadata(described(exif=exif("Мост над рекой, утро.".encode()))).caption == "Мост над рекой, утро."


def test_characters_broken_by_a_program_before_are_mended_where_that_is_certain():
    assert read_metadata(described(iim=dataset(120, "The cafÃ© on the pier"))).caption == "The café on the pier"


def test_control_characters_and_line_breaks_go():
    assert read_metadata(described(iim=dataset(120, "Ferries\r\n at\x07 the\x1b[31m pier.\0\0rest"))).caption == "Ferries at the[31m pier."


@pytest.mark.parametrize(
    "words",
    [
        "OLYMPUS DIGITAL CAMERA",
        "SONY DSC",
        "IMG_2041.JPG",
        "dsc_0042",
        "Exif_JPEG_PICTURE",
        "Processed with VSCO",
        "untitled-3",
        "12345",
        "-",
    ],
)
def test_what_machines_write_where_nobody_wrote_is_no_caption(words):
    assert read_metadata(described(iim=dataset(120, words), exif=exif(words))) == NOTHING


@pytest.mark.parametrize("name", ["unknown", "Owner", "Picasa", "photographer", " ", "?"])
def test_nobody_is_no_creator(name):
    assert read_metadata(described(exif=exif(artist=name))).credit == ""


@pytest.mark.parametrize(
    ("creator", "credit", "line"),
    [
        ("Jane Roe", "AP", "Jane Roe/AP"),
        ("Jane Roe", "Jane Roe/AP", "Jane Roe/AP"),
        ("JANE ROE", "Jane Roe / The Paper", "Jane Roe / The Paper"),
        ("Jane Roe", "", "Jane Roe"),
        ("", "Getty Images", "Getty Images"),
        ("Photo: Jane Roe", "", "Jane Roe"),
        ("? Jane Roe", "AP", "Jane Roe/AP"),
        ("unknown", "AP", "AP"),
    ],
)
def test_creator_and_credit_are_one_credit_line(creator, credit, line):
    assert read_metadata(described(iim=UTF_8 + dataset(80, creator) + dataset(110, credit))).credit == line


def test_a_source_is_credited_where_no_credit_is_given():
    assert read_metadata(described(iim=dataset(115, "Vale News"))).credit == "Vale News"


def test_a_description_that_only_repeats_the_caption_is_none():
    both = in_languages("dc:description", default="Ferries at the pier. (AP)") + in_languages(
        "Iptc4xmpCore:AltTextAccessibility", default="Ferries at the pier"
    )
    assert read_metadata(described(xmp=packet(both))).alt == ""


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("2020-09-14T11:20", "2020-09-14"),
        ("2020-09", "2020-09"),
        ("2020", "2020"),
        ("20200914", "2020-09-14"),
        ("2020-02-31", ""),
        ("0000-00-00", ""),
        ("14 September", ""),
        ("99999", ""),
    ],
)
def test_a_date_is_as_exact_as_it_is_said(said, taken):
    assert read_metadata(described(xmp=packet(attributes=f'photoshop:DateCreated="{said}"'))).taken == taken


@pytest.mark.parametrize("clock", ["0000:00:00 00:00:00", "1970:01:01 00:00:00", "1980:01:01 00:00:08", "    :  :     :  :  "])
def test_a_clock_that_was_never_set_tells_no_date(clock):
    assert read_metadata(described(exif=exif(taken=clock))).taken == ""


def test_what_is_said_of_a_picture_s_ingredients_is_not_said_of_the_picture():
    inner = f"<xmpMM:Pantry><rdf:Bag><rdf:li><rdf:Description>{in_languages('dc:description', default='Another picture.')}"
    packed = packet(f"{inner}</rdf:Description></rdf:li></rdf:Bag></xmpMM:Pantry>")
    assert read_metadata(described(xmp=packed)) == NOTHING


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "before",
    [
        BOMB,
        '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        '<!doctype x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY c "x">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_packet_with_entities_of_its_own_is_not_read(before, encoding):
    packed = packet(in_languages("dc:description", default="Words &c; words."), before=before).replace("\ufeff", "")
    assert read_xmp(packed.encode(encoding)) == {}


def test_a_packet_in_utf_16_is_read():
    packed = packet(in_languages("dc:description", default="Über den Fluß.")).replace("\ufeff", "")
    assert read_xmp(packed.encode("utf-16"))["dc:description"] == ("Über den Fluß.",)


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\0",
        b"<",
        b"no xml",
        b"<x:xmpmeta",
        "<a>" * 5000,
        "<a " + 'b="c" ' * 20_000 + "/>",
        packet("<dc:description/>"),
        packet("<dc:description><rdf:Alt/></dc:description>"),
        packet("<dc:creator><rdf:Seq><rdf:li/></rdf:Seq></dc:creator>"),
        packet("<dc:description>&nothing;</dc:description>"),
        packet(f"<dc:description>{'x' * 300_000}</dc:description>"),
    ],
    ids=lambda packed: repr(packed[:40]),
)
def test_a_packet_that_says_nothing_readable_says_nothing(packed):
    packed = packed.encode() if isinstance(packed, str) else packed
    assert read_xmp(packed).get("dc:description", ()) == ()


def test_what_stands_before_damage_in_a_packet_is_kept():
    packed = packet(in_languages("dc:description", default="Ferries at the pier."), before="\x01").partition("</rdf:Description>")[0]
    assert read_xmp(packed.encode())["dc:description"] == ("Ferries at the pier.",)


@pytest.mark.parametrize(
    "broken",
    [
        struct.pack(">BBBH", 0x1C, 2, 120, 30_000) + b"short",
        struct.pack(">BBBH", 0x1C, 2, 120, 0x8004) + b"\x7f\xff\xff\xff",
        struct.pack(">BBBH", 0x1C, 2, 120, 0xFFFF) + b"\xff" * 40,
        struct.pack(">BBBH", 0x1C, 2, 120, 0x8002) + b"\0",
        b"\x1c\x02",
        b"\0" * 100,
    ],
)
def test_a_dataset_that_lies_about_its_length_takes_nothing_from_those_before_it(broken):
    assert read_iim(dataset(105, "Norland Ferries") + broken) == {(2, 105): ("Norland Ferries",)}


def test_an_extended_dataset_is_read():
    extended = struct.pack(">BBBH", 0x1C, 2, 120, 0x8004) + struct.pack(">I", 12) + b"Twelve chars"
    assert read_iim(extended) == {(2, 120): ("Twelve chars",)}


def test_a_block_of_datasets_without_end_is_read_to_a_limit():
    assert sum(map(len, read_iim(dataset(80, "x") * 50_000).values())) <= 2000


def test_words_without_end_are_no_caption():
    assert read_metadata(described(iim=dataset(120, "words " * 5000))).caption == ""


def test_a_resource_that_lies_about_its_length_takes_nothing_from_the_packet():
    whole = described(xmp=XMP)
    lying = segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", 0x7FFFFFFF) + WIRE)
    assert read_metadata(whole[:2] + lying + whole[2:]).caption == "Ferries at the pier."


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\xff\xd8\xff", described()[:40], described("PNG")[:60]])
def test_what_is_no_picture_says_nothing(data):
    assert read_metadata(data) == NOTHING


def test_no_pixel_of_a_picture_is_decoded(monkeypatch):
    def fail(self, *args):
        raise AssertionError("decoded")

    pictures = [described(kind, xmp=XMP) for kind in ("JPEG", "PNG", "WEBP")]
    for name in ("load", "getexif"):
        monkeypatch.setattr(Image.Image, name, fail)
    assert [read_metadata(picture).caption for picture in pictures] == ["Ferries at the pier."] * 3


def test_damaged_files_say_less_or_nothing_but_nothing_is_raised():
    chance = random.Random(7)
    whole = described(xmp=XMP, iim=WIRE, exif=exif("Ferries at the pier.", "Jane Roe", "2020:09:14 11:20:00"))
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(8):
            data[chance.randrange(min(2500, len(data)))] = chance.randrange(256)
        read_metadata(bytes(data[: chance.randrange(len(data))]) if chance.random() < 0.3 else bytes(data))


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_nothing_in_a_block_or_packet_raises_and_no_control_character_comes_through(data):
    read_xmp(data)
    read_iim(data)
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "JPEG", xmp=data)
    whole = picture.getvalue()
    said = read_metadata(whole[:2] + photoshop(data) + photoshop(dataset(120, b"Two " + data)) + whole[2:])
    assert all(
        character.isprintable() or character.isspace() for words in asdict(said).values() for character in words if ord(character) < 160
    )
