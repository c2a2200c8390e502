import gzip
import io
import random
import struct
import warnings
import zlib
from contextlib import suppress

import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw

from gallery.pixels import checking as pixels
from gallery.pixels.checking import BadPicture, avif_renditions, check, renditions, widths

RED, BLUE = (200, 30, 30), (30, 30, 200)


def encoded(image, kind="JPEG", **settings):
    buffer = io.BytesIO()
    image.save(buffer, kind, **settings)
    return buffer.getvalue()


def halves(width=640, height=400, mode="RGB"):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), RED)
    ImageDraw.Draw(image).rectangle([width // 2, 0, width, height], fill=BLUE)
    return image.convert(mode)


def noise(width, height):
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))


def near(colour, other, distance=12):
    return all(abs(one - two) <= distance for one, two in zip(colour, other, strict=True))


def png_header(width, height):
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"\0\0\0\0IDAT" + bytes(40)


def png_of_16_bits(pixels, width, colour_type):
    """Written by hand, since Pillow writes no 16-bit colour; `pixels` are 16-bit samples, one row."""
    row = b"\0" + struct.pack(f">{len(pixels)}H", *pixels)
    rows = zlib.compress(row * 20)
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, data in [(b"IHDR", struct.pack(">IIBBBBB", width, 20, 16, colour_type, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]:
        parts.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
    return b"".join(parts)


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif"), ("AVIF", "avif")])
def test_every_format_of_the_web_is_taken(kind, extension):
    picture = check(encoded(halves(), kind))
    assert (picture.width, picture.height, picture.format, picture.image.mode) == (640, 400, extension, "RGB")
    assert near(picture.image.getpixel((40, 40)), RED)
    assert near(picture.image.getpixel((600, 40)), BLUE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"<html><body>Not found</body></html>", "it is no JPEG, PNG, WebP, GIF or AVIF picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"/>', "it is no JPEG, PNG, WebP, GIF or AVIF picture"),
        (encoded(halves(), "TIFF"), "it is no JPEG, PNG, WebP, GIF or AVIF picture"),
        (encoded(halves(), "BMP"), "it is no JPEG, PNG, WebP, GIF or AVIF picture"),
        (encoded(noise(400, 300))[:20_000], "it is damaged or cut off"),
        (encoded(noise(400, 300), "PNG")[:20_000], "it is damaged or cut off"),
        (encoded(noise(400, 300), "WEBP")[:20_000], "it is damaged or cut off"),
        (encoded(noise(400, 300), "GIF")[:20_000], "it is damaged or cut off"),
        (encoded(noise(400, 300), "AVIF")[:20_000], "it is no JPEG, PNG, WebP, GIF or AVIF picture"),
        (encoded(halves(1, 1), "GIF"), "it is too small for a photo (1 × 1 pixels)"),
        (encoded(halves(728, 9), "PNG"), "it is too small for a photo (728 × 9 pixels)"),
        (png_header(60_000, 60_000), "it is too large to decode"),
        (png_header(10_000, 9_500), "it is too large to decode"),
        (png_header(10_000, 7_000), "it is too large to decode (10000 × 7000 pixels)"),
        (png_header(16_001, 20), "it is too large to decode (16001 × 20 pixels)"),
        (encoded(halves()) + b"\xff\xda" * 51, "it is packed in too many passes"),
        (bytes(30 * 1024 * 1024 + 1), "it is larger than 30 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_picture_is_refused_in_one_sentence(data, reason):
    with warnings.catch_warnings(action="error"), pytest.raises(BadPicture) as refusal:
        check(data)
    assert str(refusal.value) == reason


def test_damaged_bytes_are_refused_or_taken_but_nothing_else_is_raised():
    chance = random.Random(11)
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "AVIF"):
        whole = encoded(noise(60, 40), kind)
        for _ in range(40):
            data = bytearray(whole)
            for _ in range(6):
                data[chance.randrange(len(data))] = chance.randrange(256)
            with suppress(BadPicture):
                check(bytes(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_photo_taken_on_its_side_stands_upright(kind):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    picture = check(encoded(halves(), kind, exif=exif))
    assert (picture.width, picture.height) == picture.image.size == (400, 640)
    assert near(picture.image.getpixel((200, 40)), RED)
    assert near(picture.image.getpixel((200, 600)), BLUE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_very_large_photo_taken_on_its_side_keeps_its_true_size(kind):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 8
    picture = check(encoded(halves(5000, 8000), kind, exif=exif))
    assert (picture.width, picture.height) == (8000, 5000)
    assert picture.image.size == (2000, 1250)
    assert near(picture.image.getpixel((50, 1200)), RED)
    assert renditions(picture)[-1].height == 200


def test_what_shows_through_becomes_white():
    image = Image.new("RGBA", (100, 100), (*RED, 255))
    image.paste((0, 0, 0, 0), (50, 0, 100, 100))
    for kind in ("PNG", "WEBP"):
        picture = check(encoded(image, kind, lossless=True))
        assert near(picture.image.getpixel((10, 10)), RED)
        assert picture.image.getpixel((90, 10)) == (255, 255, 255)


def test_a_palette_with_a_transparent_colour_becomes_white_there():
    image = halves(mode="RGB").quantize(2)
    data = encoded(image, "PNG", transparency=image.getpixel((600, 10)))
    assert check(data).image.getpixel((600, 10)) == (255, 255, 255)
    assert near(check(data).image.getpixel((10, 10)), RED)


@pytest.mark.parametrize("mode", ["L", "1", "LA", "P", "CMYK"])
def test_every_mode_becomes_rgb(mode):
    image = Image.new("RGB", (64, 64), "white").convert(mode)
    data = encoded(image, "JPEG" if mode == "CMYK" else "PNG")
    picture = check(data)
    assert picture.image.mode == "RGB"
    assert near(picture.image.getpixel((32, 32)), (255, 255, 255), 3)


def test_16_bit_grey_keeps_its_tones():
    picture = check(png_of_16_bits([n * 1024 for n in range(64)], 64, 0))
    assert [picture.image.getpixel((x, 5))[0] for x in (0, 16, 32, 63)] == pytest.approx([0, 64, 128, 251], abs=2)


def test_16_bit_colour_keeps_its_tones():
    picture = check(png_of_16_bits([51400, 7710, 7710] * 64, 64, 2))
    assert near(picture.image.getpixel((9, 9)), RED, 2)


def test_only_the_first_frame_of_an_animation_is_taken():
    frames = [Image.new("RGB", (50, 50), colour) for colour in (RED, BLUE)]
    for kind in ("GIF", "WEBP", "AVIF"):
        picture = check(encoded(frames[0], kind, save_all=True, append_images=frames[1:]))
        assert near(picture.image.getpixel((9, 9)), RED)


def test_the_first_frame_of_an_animated_png_is_taken():
    frames = [Image.new("RGB", (50, 50), colour) for colour in (RED, BLUE)]
    assert near(check(encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])).image.getpixel((9, 9)), RED)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_of_too_many_frames_is_refused_before_a_pixel_is_decoded(kind, monkeypatch):
    frames = [Image.new("RGB", (20, 20), (number * 20, 0, 0)) for number in range(6)]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
    assert check(data).format == kind.lower()
    monkeypatch.setattr(pixels, "MOST_FRAMES", 5)
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("it was decoded"))
    with pytest.raises(BadPicture, match="it has too many frames"):
        check(data)


POLYGLOTS = [b"<html><script>alert(1)</script></html>", b"PK\x03\x04" + b"hidden archive" * 20, b"<?php system($_GET['c']); ?>"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("tail", POLYGLOTS, ids=["html", "zip", "php"])
def test_what_is_hidden_behind_a_picture_goes_into_no_rendition(kind, tail):
    picture = check(encoded(halves(), kind) + tail)
    assert (picture.width, picture.height) == (640, 400)
    for file in (*renditions(picture), *avif_renditions(picture)):
        assert tail[:8] not in file.data


def test_what_is_hidden_in_a_comment_goes_into_no_rendition():
    picture = check(encoded(halves(), comment=POLYGLOTS[0]))
    assert not any(b"<script>" in file.data for file in renditions(picture))


def test_another_file_with_a_picture_in_it_is_refused():
    with pytest.raises(BadPicture, match="it is no JPEG"):
        check(POLYGLOTS[0] + encoded(halves()))


def test_a_png_that_says_it_is_larger_than_its_pixels_is_refused():
    whole = bytearray(encoded(noise(64, 64), "PNG"))
    whole[16:24] = struct.pack(">II", 640, 640)
    whole[29:33] = struct.pack(">I", zlib.crc32(bytes(whole[12:29])))
    with pytest.raises(BadPicture, match="it is damaged or cut off"):
        check(bytes(whole))


def test_a_jpeg_that_says_it_is_larger_than_its_pixels_is_refused():
    whole = encoded(noise(64, 64))
    at = whole.index(b"\xff\xc0")
    with pytest.raises(BadPicture, match="it is damaged or cut off"):
        check(whole[: at + 5] + struct.pack(">HH", 4000, 4000) + whole[at + 9 :])


def test_cmyk_as_photoshop_writes_it_keeps_its_colours():
    inverted = encoded(halves().convert("CMYK"))
    assert b"Adobe" in inverted
    picture = check(inverted)
    assert near(picture.image.getpixel((40, 40)), RED, 20)
    assert near(picture.image.getpixel((600, 40)), BLUE, 20)


def test_the_place_where_a_photo_was_taken_goes_into_no_rendition():
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Hidden Camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (53.0, 54.0, 8.0), 3: "E", 4: (27.0, 33.0, 42.0)})
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        picture = check(encoded(halves(), kind, exif=exif))
        assert dict(picture.image.getexif()) == {}
        for file in (*renditions(picture), *avif_renditions(picture)):
            image = Image.open(io.BytesIO(file.data))
            assert dict(image.getexif()) == {}
            assert b"Hidden" not in file.data
            assert b"Exif\0\0" not in file.data


@pytest.mark.parametrize(
    "svg",
    [
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
        gzip.compress(b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ids=["script", "entity", "svgz"],
)
def test_an_svg_is_refused(svg):
    with pytest.raises(BadPicture, match="it is no JPEG"):
        check(svg)


def profile(space):
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


def test_colours_are_translated_by_the_pictures_own_profile():
    swapped = profile("sRGB").replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    picture = check(encoded(halves(), "PNG", icc_profile=swapped))
    assert near(picture.image.getpixel((9, 9)), BLUE)
    assert near(picture.image.getpixel((600, 9)), RED)


@pytest.mark.parametrize("given", [profile("sRGB"), profile("LAB"), b"no profile at all", profile("sRGB")[:300]])
def test_a_profile_that_is_broken_or_not_the_pictures_is_ignored(given):
    picture = check(encoded(halves(), "PNG", icc_profile=given))
    assert near(picture.image.getpixel((9, 9)), RED, 2)


def test_neither_place_nor_comment_goes_into_a_rendition():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "hidden artist"
    picture = check(encoded(halves(), exif=exif, comment=b"hidden comment", icc_profile=profile("sRGB")))
    for file in renditions(picture):
        assert b"hidden" not in file.data
        assert not {"exif", "icc_profile", "comment"} & set(Image.open(io.BytesIO(file.data)).info)


def test_the_dominant_colour_is_the_most_frequent_one():
    image = Image.new("RGB", (300, 200), BLUE)
    image.paste(RED, (0, 0, 80, 200))
    assert near(bytes.fromhex(check(encoded(image, "PNG")).colour[1:]), BLUE, 8)


@pytest.mark.parametrize(
    ("width", "made"),
    [
        (5000, (320, 640, 1280, 1920)),
        (1920, (320, 640, 1280, 1920)),
        (1919, (320, 640, 1280, 1919)),
        (1000, (320, 640, 1000)),
        (640, (320, 640)),
        (320, (320,)),
        (200, (200,)),
    ],
)
def test_no_rendition_is_wider_than_the_photo(width, made):
    assert widths(width) == made


def test_renditions_are_webp_and_progressive_jpeg_in_every_width():
    files = renditions(check(encoded(halves(1000, 500))))
    assert sorted((file.width, file.height, file.format) for file in files) == [
        (width, width // 2, kind) for width in (320, 640, 1000) for kind in ("jpg", "webp")
    ]
    for file in files:
        image = Image.open(io.BytesIO(file.data))
        assert image.size == (file.width, file.height)
        assert image.format == {"jpg": "JPEG", "webp": "WEBP"}[file.format]
        assert file.format == "webp" or image.info["progressive"]


def test_avif_is_made_in_the_same_widths():
    picture = check(encoded(halves(1000, 500)))
    files = avif_renditions(picture)
    assert [(file.width, file.height, file.format) for file in files] == [(1000, 500, "avif"), (640, 320, "avif"), (320, 160, "avif")]
    assert all(Image.open(io.BytesIO(file.data)).format == "AVIF" for file in files)


def test_a_photo_twice_as_wide_as_needed_is_decoded_at_half_its_size():
    picture = check(encoded(halves(3840, 400)))
    assert (picture.width, picture.image.size) == (3840, (1920, 200))
    assert renditions(picture)[0].width == 1920


def test_a_strip_has_at_least_one_row_of_pixels():
    assert {file.height for file in renditions(check(encoded(halves(12_000, 10), "PNG")))} == {1, 2}
