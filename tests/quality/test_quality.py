"""The quality gate: on the annotated pages no figure may fall below its floor (`floors.toml`).

The pages are no part of the project; CUTLINE_BENCH names their folder. Without them the gate is skipped, and says so at the end.
"""

import importlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, bench_folder

pytestmark = pytest.mark.quality

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text())


@pytest.fixture(scope="module")
def bench() -> Path:
    folder = bench_folder()
    if folder is None:
        pytest.skip("the annotated pages are not on this machine (CUTLINE_BENCH)")
    return folder


@pytest.fixture
def score(bench, monkeypatch) -> ModuleType:
    """The scorer that lies beside the pages, so that nobody measures with another."""
    monkeypatch.syspath_prepend(bench)
    return importlib.import_module("score")


def extracted(manifest: Path) -> dict[str, dict]:
    """Answer for every page as `manage.py extract` does, by the pages' ids."""
    command = [sys.executable, "manage.py", "extract", "--manifest", str(manifest)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    return {answer["id"]: answer for answer in map(json.loads, run.stdout.splitlines())}


def short_of(figures: dict[str, float], floors: dict[str, dict[str, float]]) -> list[str]:
    """Name each figure that has crossed its floor, with what it was and is."""
    fallen = [
        f"{name} was at least {floor} and is {figures[name]:.4f}" for name, floor in floors["at_least"].items() if figures[name] < floor
    ]
    risen = [f"{name} was at most {roof} and is {figures[name]:.4f}" for name, roof in floors["at_most"].items() if figures[name] > roof]
    return fallen + risen


def test_no_figure_on_the_pages_has_fallen_and_each_is_a_story(bench, score):
    answers = extracted(bench / "pages.jsonl")
    assert not short_of(score.score_pages(answers, *score.load_pages(bench / "pages.jsonl")), FLOORS["html"])
    assert not {name: answer["reason"] for name, answer in answers.items() if answer["kind"] != "story"}


def test_no_figure_on_the_text_twins_has_fallen_and_each_is_a_story(bench, score, tmp_path):
    subprocess.run([sys.executable, bench / "twins.py", bench / "pages.jsonl", tmp_path], check=True, timeout=120)
    answers = extracted(tmp_path / "pages.jsonl")
    pages, truth = score.load_pages(bench / "pages.jsonl")
    twins = {name: (tmp_path / f"{name.replace('/', '__')}.txt").read_text() for name in pages}
    assert not short_of(score.score_text(answers, pages, truth, twins), FLOORS["text"])
    assert not {name: answer["reason"] for name, answer in answers.items() if answer["kind"] != "story"}


def test_a_figure_that_has_crossed_its_floor_is_named_with_what_it_was():
    floors = {"at_least": {"body_f1": 0.96, "date": 0.98}, "at_most": {"leak_rate": 0.0}}
    assert short_of({"body_f1": 0.95, "date": 0.98, "leak_rate": 0.01}, floors) == [
        "body_f1 was at least 0.96 and is 0.9500",
        "leak_rate was at most 0.0 and is 0.0100",
    ]
