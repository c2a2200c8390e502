"""Pages that mean harm, each read as any other page is: what it costs, what is said, and whether the next page is read as before.

    python -m bench.hostile [WORD]        (only the pages whose name holds the word)

Every page is written to a temporary folder, read by `sources` and given to the isolated reader; then an ordinary page is given to
the same reader. Exit status 1 where a page cost more than the limits allow, had to be killed, or harmed the page after it.
"""

import gzip
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from articles.isolation import Limits, Reader
from articles.reading.story import Story, Unreadable
from articles.sources import read_file

MB = 1 << 20
WORDS = "The ferry to the island left an hour late on Monday because a seal had settled on the gangway. "
TITLE = "Seal keeps ferry waiting"
PARAGRAPHS = "".join(f"<p>{WORDS} It was day {day} of her stay on the island, said the harbour master.</p>" for day in range(9))
ORDINARY = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{PARAGRAPHS}"
FIGURE = '<figure><img src="/{0}.jpg"><figcaption>Seal {0} on its way</figcaption></figure>'
NAMED = '{"@type":"NewsArticle","image":["/a.jpg"]},'


def page(inside: str, head: str = "") -> bytes:
    """Put something into the middle of an ordinary page."""
    return f"{ORDINARY.replace('<title>', head + '<title>')}{inside}<p>{WORDS}</p></article></body></html>".encode()


def nested(opening: str, closing: str, times: int) -> str:
    return opening * times + WORDS + closing * times


def alternating(size: int) -> bytes:
    pieces = [WORDS.replace("seal", "Seehündin über").encode(name) for name in ("utf-8", "cp1252", "utf-16-le", "gb18030")]
    return page("<p>@</p>").replace(b"@", b"".join(pieces) * (size // len(b"".join(pieces))))


PAGES: dict[str, Callable[[], bytes]] = {
    "50 MB of flat text": lambda: (WORDS * (50 * MB // len(WORDS))).encode(),
    "9 MB of flat text": lambda: (WORDS * (9 * MB // len(WORDS))).encode(),
    "9 MB of one line in a page": lambda: page(WORDS * (7 * MB // len(WORDS))),
    "5 MB of paragraphs": lambda: page(f"<p>{WORDS}</p>" * (5 * MB // len(WORDS))),
    "2 MB of paragraphs": lambda: page("".join(f"<p>{WORDS}On day {day} too.</p>" for day in range(2 * MB // len(WORDS)))),
    "4 MB of lines": lambda: f"{WORDS}\n".encode() * (4 * MB // len(WORDS)),
    "2 MB without a space": lambda: b"x" * (2 * MB),
    "2 MB of short lines": lambda: b"a b\n" * (MB // 2),
    "text node of 20 MB": lambda: page("<p>" + "x" * (20 * MB)),
    "text node of 7 MB": lambda: page("<p>" + "x " * (7 * MB // 2)),
    "100,000 nested elements": lambda: page(nested("<div>", "</div>", 100_000)),
    "1,400 nested elements": lambda: page(nested("<div>", "</div>", 1_400)),
    "10,000 nested tables": lambda: page(nested("<table><tr><td>", "</td></tr></table>", 10_000)),
    "100,000 attributes": lambda: page("<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">Words.</p>"),
    "5,000 unclosed b and p": lambda: page("".join(f"<b id={number}><p>" for number in range(5_000))),
    "400 unclosed b and p": lambda: page("".join(f"<b id={number}><p>{WORDS}" for number in range(400))),
    "1,000,000 tiny elements": lambda: page("<i></i>" * 1_000_000),
    "190,000 tiny elements": lambda: page("<i>a</i> " * 190_000),
    "190,000 empty paragraphs": lambda: page("<p>" * 190_000),
    "gzip bomb of 100 MB": lambda: gzip.compress(bytes(100 * MB), 9),
    "gzip bomb of 9 MB": lambda: gzip.compress(page("<p>" + " " * (9 * MB))),
    "deep json-ld": lambda: page("", f"<script type='application/ld+json'>{'[' * 100_000}{']' * 100_000}</script>"),
    "wide json-ld": lambda: page("", f"<script type='application/ld+json'>[{NAMED * 40_000}{{}}]</script>"),
    "a srcset of 1 MB": lambda: page('<img src="/a.jpg" srcset="' + "".join(f"/a-{n}.jpg {n}w, " for n in range(60_000)) + '">'),
    "an attribute of 1 MB": lambda: page(f'<img src="/{"a" * MB}.jpg" alt="{WORDS * 5_000}">'),
    "a class of 2 MB": lambda: page('<div class="' + "a-b " * (MB // 2) + f'">{WORDS}</div>'),
    "a style of 2 MB": lambda: page('<div style="' + "width:1px;" * (MB // 5) + f'">{WORDS}</div>'),
    "50,000 links": lambda: page("".join(f'<a href="/{number}">The seal moves on to pier {number}</a> ' for number in range(50_000))),
    "29,000 links": lambda: page("".join(f'<a href="/{number}">The seal moves on to pier {number}</a> ' for number in range(29_000))),
    "100,000 pictures": lambda: page("".join(f'<img src="/{number}.jpg" alt="Seal {number}">' for number in range(100_000))),
    "9,000 figures": lambda: page("".join(FIGURE.format(n) for n in range(9_000))),
    "9,000 equal captions": lambda: page("<figure><img src=/a.jpg><figcaption>A seal on its way</figcaption></figure>" * 9_000),
    "a title of 5 MB": lambda: page("", f"<title>{WORDS * (5 * MB // len(WORDS))}</title>"),
    "a heading of 5 MB": lambda: page(f"<h1>{WORDS * (5 * MB // len(WORDS))}</h1>"),
    "29,000 headings": lambda: page("".join(f"<h2>Seal {number}</h2>" for number in range(29_000))),
    "100,000 meta elements": lambda: page("", "".join(f'<meta property="og:image" content="/{n}.jpg">' for n in range(100_000))),
    "alternating encodings": lambda: alternating(2 * MB),
    "mojibake without end": lambda: page("<p>" + "Ã¤â€™".encode().decode("latin-1") * MB),
    "nul bytes": lambda: page(WORDS.replace(" ", " \0") * 20),
    "9 MB of nul bytes": lambda: bytes(9 * MB),
    "9 MB of noise": lambda: bytes(range(256)) * (9 * MB // 256),
    "unclosed comment": lambda: page("<!-- " + WORDS * 10_000),
    "100,000 unclosed comments": lambda: page("<!--" * 100_000),
    "unclosed script": lambda: page("<script>" + "<div>" * 1_000_000),
    "100,000 unclosed scripts": lambda: page("<script>" * 100_000),
    "unclosed cdata": lambda: page("<![CDATA[" * 50_000),
    "unclosed attribute": lambda: page('<p title="' + WORDS * 50_000),
    "only opening brackets": lambda: page("<" * (4 * MB)),
    "only ampersands": lambda: page("&" * (2 * MB)),
    "entities": lambda: page("&#x41;" * (MB // 2)),
    "wide style in a drawing": lambda: page("<svg><style>" + "a{b:c}" * 500_000 + "</style></svg>"),
    "deep lists": lambda: page(nested("<ul><li>", "</li></ul>", 5_000)),
    "unclosed font": lambda: page("".join(f"<font size={n}><a href=/{n}>" for n in range(20_000))),
    "29,000 meta elements": lambda: page("", "".join(f'<meta property="og:image" content="/{n}.jpg">' for n in range(29_000))),
    "a table of 150,000 cells": lambda: page("<table>" + "<tr>" + "<td>a</td>" * 150_000 + "</tr></table>"),
    "a table of 18,000 cells": lambda: page("<table>" + "<tr><td>a</td><td>b</td></tr>" * 9_000 + "</table>"),
    "29,000 tiny elements": lambda: page("<i>a</i> " * 29_000),
    "29,000 empty paragraphs": lambda: page("<p>" * 29_000),
    "29,000 pictures": lambda: page("".join(f'<img src="/{number}.jpg" alt="Seal {number}">' for number in range(29_000))),
    "100,000 attributes, brackets quoted": lambda: page("<p " + " ".join(f'a{n}="<"' for n in range(100_000)) + ">Words.</p>"),
    "spaces before a tag": lambda: page((" " * 5_000 + "<br>") * 800),
    "29,000 line breaks": lambda: page("<br>" * 29_000),
    "dots and commas": lambda: page("<p>" + ", . - " * 300_000 + "</p>"),
    "brackets in text": lambda: page("<p>" + "((((" * 200_000 + "</p>"),
    "initials": lambda: page("<figcaption>" + "A. B. " * 100_000 + "</figcaption>"),
    "a credit without end": lambda: page("<figure><img src=/a.jpg><figcaption>(" + "AP Photo/" * 100_000 + "</figcaption></figure>"),
}  # fmt: skip


class Peak:
    """Watches the memory of this process's children while the `with` lasts: `megabytes` is the most that one of them took."""

    def __enter__(self) -> "Peak":
        self.megabytes = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            for child in Path("/proc/self/task").glob("*/children"):
                for number in child.read_text().split():
                    self.megabytes = max(self.megabytes, _peak_of(number))


def _peak_of(process: str) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def told(reader: Reader, path: Path) -> tuple[str, Story | None]:
    try:
        story = reader.read(read_file(path), None)
    except Unreadable as refusal:
        return f"refused: {refusal}", None
    said = [f"{story.kind}, {len(story.body):,} characters", *([story.reason] if story.reason else []), *story.cuts]
    return "; ".join(said), story


def measure(name: str, folder: Path) -> dict[str, object]:
    """Read one hostile page and an ordinary one after it."""
    hostile, ordinary = folder / "hostile.html", folder / "ordinary.html"
    hostile.write_bytes(PAGES[name]())
    ordinary.write_bytes(page(""))
    with Reader() as reader:
        _, before = told(reader, ordinary)
        start = time.monotonic()
        with Peak() as peak:
            said, _ = told(reader, hostile)
        seconds = time.monotonic() - start
        after = told(reader, ordinary)[1]
    return {
        "name": name,
        "seconds": round(seconds, 1),
        "peak_mb": round(peak.megabytes),
        "said": said,
        "killed": "reading it took" in said or "crashed" in said,
        "next": after == before is not None,
    }


def main() -> None:
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for name in filter(lambda name: word in name, PAGES):
            results.append(one := measure(name, Path(folder)))
            harmed = "" if one["next"] else "THE NEXT PAGE SUFFERED "
            print(f"{one['seconds']:5.1f} s {one['peak_mb']:5} MB  {harmed}{name}: {one['said'][:170]}", flush=True)
    limits = Limits()
    # The memory limit counts from what the imports took.
    slow = [one["name"] for one in results if one["seconds"] > limits.seconds + 1 or one["peak_mb"] > limits.memory / MB]
    harmed = [one["name"] for one in results if not one["next"]]
    killed = [one["name"] for one in results if one["killed"]]
    worst = {"seconds": max(one["seconds"] for one in results), "peak_mb": max(one["peak_mb"] for one in results)}
    print(json.dumps({"pages": len(results), **worst, "killed": killed, "beyond_limits": slow, "next_page_harmed": harmed}))
    sys.exit(bool(slow or harmed or killed))


if __name__ == "__main__":
    main()
