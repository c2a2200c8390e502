"""`manage.py extract`, as quality is measured from outside."""

import gzip
import json
import os
import subprocess
import sys

from tests.conftest import ROOT

PAGE = """<!doctype html><html lang="en"><head><title>The bridge stands | The Paper</title>
<link rel="canonical" href="https://www.paper.example/bridge"></head><body><nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>The bridge stands</h1>
<figure><picture><source srcset="/a.webp 800w"><img src="/a-320.jpg" alt="A dog runs."></picture>
<figcaption>A dog runs. (Staff photo)</figcaption></figure>
<p>The old bridge over the river stood on Sunday as it has stood for three hundred years, to
the surprise of the engineers who measured it.</p>
<p>They had expected it to fall in the flood of the spring, and had closed both banks to walkers, cyclists and the morning bus.</p>
<p>“It will stand for another hundred,” said the mayor, who crossed it first, with her dog,
in front of a crowd of several hundred people.</p>
</article></body></html>"""


def extract(*arguments, stdin=None, **environment):
    """Run the command as a stranger would: no database, no secret key, nothing left behind."""
    env = {"PATH": os.environ["PATH"], **environment}
    command = [sys.executable, "manage.py", "extract", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, env=env, timeout=120)


def answers(run):
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def test_the_seed_gives_exactly_what_is_expected(seed):
    expected = json.loads((seed / "expected.json").read_text())
    run = extract(seed / "arkansasonline-2020-09-15.txt")
    assert run.returncode == 0, run.stderr
    (given,) = answers(run)
    given["body"] = given["body"].splitlines()
    given["photos"] = [{name: photo[name] for name in ("role", "caption", "credit", "sightings")} for photo in given["photos"]]
    for name in ("title", "dateline", "contributors", "agency", "body", "photos", "links", "receipt"):
        assert given[name] == expected[name], name


def test_the_captions_of_the_seed_are_taken_apart(seed):
    (given,) = answers(extract(seed / "arkansasonline-2020-09-15.txt"))
    names = ("photographer", "agency", "via", "pool", "file", "courtesy", "place", "taken")
    lead, meeting = ({name: given["photos"][number][name] for name in names} for number in (0, 3))
    nothing = dict.fromkeys(names[:3]) | dict.fromkeys(names[3:6], False)
    assert lead == nothing | {"agency": "TUT.by", "via": "AP", "place": "Minsk, Belarus", "taken": "2020-09-13"}
    who = {"photographer": "Sergei Chirikov", "via": "AP", "pool": True, "file": True}
    assert meeting == nothing | who | {"place": "Sochi, Russia", "taken": "2019-02-15"}


def test_every_page_of_a_manifest_has_its_line_in_order_and_a_bad_one_keeps_none_back(tmp_path):
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    pages = [("one", "page.html.gz"), ("none", "missing.html"), ("picture", "picture.html"), ("two", "page.html.gz")]
    lines = [json.dumps({"id": name, "path": path, "url": "https://www.paper.example/bridge"}) for name, path in pages]
    (tmp_path / "pages.jsonl").write_text("\n".join(lines))
    run = extract("--manifest", tmp_path / "pages.jsonl")
    assert run.returncode == 1
    assert [(answer["id"], answer["kind"]) for answer in answers(run)] == [
        ("one", "story"),
        ("none", "error"),
        ("picture", "error"),
        ("two", "story"),
    ]
    assert [line.split(b":")[0] for line in run.stderr.splitlines()] == [b"none", b"picture"]


def test_a_page_comes_from_standard_input_with_its_receipt():
    run = extract("-", "--receipt", "--url", "https://www.paper.example/bridge?utm_source=x", stdin=PAGE.encode())
    (answer,) = answers(run)
    assert answer["title"] == "The bridge stands"
    assert [photo["caption"] for photo in answer["photos"]] == ["A dog runs."]
    assert len(answer["sightings"]) == sum(answer["receipt"].values())
    assert "A dog runs" not in answer["body"]


def test_no_page_at_all_is_said_in_a_sentence():
    run = extract()
    assert run.returncode != 0
    assert b"Name a page" in run.stderr


def test_what_can_t_be_read_gives_a_reason_of_one_line_each(tmp_path):
    contents = [b"", b"   \n", b"%PDF-1.7\n...", b"\x00\x01\x02" * 50]
    pages = [tmp_path / f"page-{number}.html" for number in range(len(contents))]
    for page, content in zip(pages, contents, strict=True):
        page.write_bytes(content)
    run = extract(*pages)
    assert run.returncode == 1
    assert all(answer["kind"] == "error" and answer["reason"] for answer in answers(run))
    said = run.stderr.decode().splitlines()
    assert [line.partition(": ")[0] for line in said] == [str(page) for page in pages]


def test_it_leaves_nothing_behind(tmp_path):
    extract("-", stdin=PAGE.encode(), CUTLINE_VAR=str(tmp_path / "var"))
    assert not (tmp_path / "var").exists()
