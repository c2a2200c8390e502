import json
import sys

import pytest

from bench import photos
from bench.photographs import plain_hash
from tests.gallery.scenes import encoded, scene


@pytest.fixture
def folder(tmp_path):
    for seed in (1, 2, 3):
        (tmp_path / f"{seed}.jpg").write_bytes(encoded(scene(seed)))
    (tmp_path / "copy.webp").write_bytes(encoded(scene(1).crop((20, 20, 480, 320)), "WEBP"))
    (tmp_path / "notes.txt").write_text("no picture")
    return tmp_path


def run(monkeypatch, capsys, *arguments):
    monkeypatch.setattr(sys, "argv", ["bench.photos", *map(str, arguments)])
    photos.main()
    printed = capsys.readouterr()
    return json.loads(printed.out.splitlines()[-1]), printed.err


def test_given_pairs_are_decided_and_what_cannot_be_read_costs_a_line(folder, monkeypatch, capsys):
    lines = [
        {"a": "1.jpg", "b": "copy.webp", "same": True},
        {"a": "1.jpg", "b": "2.jpg", "same": False},
        {"a": "1.jpg", "b": "notes.txt", "same": False},
        {"a": "1.jpg", "b": "gone.jpg", "same": True},
        {"a": "1.jpg"},
    ]
    (folder / "pairs.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n\nno json\n")
    result, said = run(monkeypatch, capsys, "--pairs", folder / "pairs.jsonl")
    assert result.pop("ms_per_pair") > 0
    assert result == {"pairs": 2, "recall": 1.0, "false_merges": 0, "doubtful": 0, "unreadable": 4}
    assert "notes.txt: it is no JPEG, PNG, WebP, GIF or AVIF picture" in said
    assert "gone.jpg: it can't be read (No such file or directory)" in said


def test_a_folder_of_photographs_is_judged(folder, monkeypatch, capsys):
    (folder / "copy.webp").unlink()
    result, _ = run(monkeypatch, capsys, folder, "--most", "2")
    assert (result["different"], result["false_merges"]) == (1, 0)
    assert set(result) >= {"pairs", "recall", "false_merges", "ms_per_pair"}


def test_a_folder_that_is_not_there_is_a_sentence(monkeypatch, capsys):
    with pytest.raises(SystemExit):
        run(monkeypatch, capsys, "/no/such/folder")
    assert "there is no such folder" in capsys.readouterr().err


def test_the_plain_hash_has_64_bits():
    assert 0 <= plain_hash(scene(1)) < 2**64
