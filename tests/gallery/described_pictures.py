"""Pictures with words in them, written as cameras, agencies and archives write them."""

import io
import struct

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
)


def packet(properties="", attributes="", before=""):
    """An XMP packet whose one description has these elements and attributes."""
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {RDF}>'
        f'<rdf:Description rdf:about="" {SPACES} {attributes}>{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def in_languages(name, **texts):
    """A text in several languages; `default` is the one that stands for all."""
    items = "".join(f'<rdf:li xml:lang="{"x-default" if lang == "default" else lang}">{text}</rdf:li>' for lang, text in texts.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def listed(name, *texts):
    return f"<{name}><rdf:Seq>{''.join(f'<rdf:li>{text}</rdf:li>' for text in texts)}</rdf:Seq></{name}>"


def dataset(number, value, record=2):
    """One dataset of an IIM block; `value` is the bytes, or text for UTF-8."""
    value = value.encode() if isinstance(value, str) else value
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def photoshop(block):
    """An IIM block as a JPEG carries it: a Photoshop resource in an APP13 segment."""
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(block)) + block + b"\0" * (len(block) % 2)
    return segment(0xED, b"Photoshop 3.0\0" + resource)


def segment(marker, payload):
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def described(kind="JPEG", xmp="", iim=b"", exif=None, size=(400, 300), colour="navy"):
    """A picture's bytes with the words given; IIM is for JPEGs alone."""
    settings = {}
    if xmp and kind == "PNG":
        settings["pnginfo"] = PngInfo()
        settings["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp)
    elif xmp:
        settings["xmp"] = xmp.encode()
    if exif:
        settings["exif"] = exif
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, kind, **settings)
    whole = data.getvalue()
    return whole[:2] + photoshop(iim) + whole[2:] if iim else whole


def exif(description=None, artist=None, taken=None, position=None):
    """EXIF as a camera writes it."""
    tags = Image.Exif()
    if description is not None:
        tags[ExifTags.Base.ImageDescription] = description
    if artist is not None:
        tags[ExifTags.Base.Artist] = artist
    if taken is not None:
        tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if position is not None:
        place = tags.get_ifd(ExifTags.IFD.GPSInfo)
        place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = position
    return tags
