"""What pages out of a WARC file cost beside the same pages as plain files.

`python -m bench.archives` makes 200 pages up, as files and as a WARC file packed record by record, and reads both in turns. Counted is
the processor's time of this process and of its children.
"""

import statistics
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from articles.isolation import Reader
from articles.openings import openings

PAGES = 200
PARAGRAPHS = 30
ROUNDS = 5
SENTENCE = "The ferry to the island left {number} minutes late on Sunday, since a seal had lain down on the gangway and would not move. "


def page(number):
    """Give a page of about 50 kB: a story between the scripts and lists that stand around one."""
    around = "".join(f'<li><a href="/{number}/{each}">Another story, number {each}</a></li>' for each in range(150))
    script = f"<script>var data = {list(range(number, number + 4_000))};</script>"
    text = "".join(f"<p>{SENTENCE.format(number=number + each) * 3}</p>" for each in range(PARAGRAPHS))
    photo = f'<figure><img src="/img/{number}.jpg" alt="A seal"><figcaption>A seal, seen for the {number}th time.</figcaption></figure>'
    return f"<!doctype html><html><head><title>Seal {number}</title>{script}</head><body><nav><ul>{around}</ul></nav><article><h1>Seal {number}</h1>{photo}{text}</article></body></html>".encode()  # noqa: E501


def made(folder):
    """Write the pages both ways; give the files' names and the archive's."""
    files = []
    archive = folder / "pages.warc.gz"
    with archive.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(PAGES):
            data = page(number)
            files.append(folder / f"{number:03}.html")
            files[-1].write_bytes(data)
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(f"https://p.example/{number}", "response", BytesIO(data), http_headers=http))
    return [str(file) for file in files], str(archive)


def seconds(arguments):
    """Give the processor's seconds of reading everything."""
    before = spent()
    with Reader() as reader:
        read = sum(bool(reader.read(each.data, each.url, each.charset).headline) for name in arguments for each in openings(name))
    assert read == PAGES, read
    return spent() - before


def spent():
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def main():
    with tempfile.TemporaryDirectory() as folder:
        files, archive = made(Path(folder))
        rounds = [(seconds(files), seconds([archive])) for _ in range(ROUNDS)]
        size = sum(Path(file).stat().st_size for file in files) / 1000 / PAGES
    plain, packed = (statistics.median(times) for times in zip(*rounds, strict=True))
    ratio = statistics.median(packed / plain for plain, packed in rounds)
    print(f"{PAGES} pages of {size:.0f} kB, {ROUNDS} rounds: files {PAGES / plain:.0f} pages/s, WARC {PAGES / packed:.0f} pages/s")
    print(f"a page out of a WARC file costs {ratio:.2f} of one in a file")


if __name__ == "__main__":
    sys.exit(main())
