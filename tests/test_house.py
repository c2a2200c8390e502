"""The house rules that code can hold: which room may import which, and how large a room may grow."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["newsroom", "articles", "gallery"]
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)
PURE = [
    *sorted((ROOT / "articles" / "reading").glob("*.py")),
    ROOT / "articles" / "answers.py",
    ROOT / "articles" / "receipts.py",
    ROOT / "articles" / "editions.py",
    ROOT / "articles" / "previews.py",
    ROOT / "articles" / "uploads.py",
    ROOT / "articles" / "pages.py",
    ROOT / "articles" / "markdown.py",
    ROOT / "articles" / "reading_time.py",
    ROOT / "articles" / "public_addresses.py",
    ROOT / "articles" / "manners.py",
    ROOT / "articles" / "asked_for.py",
    ROOT / "articles" / "appearances" / "likeness.py",
    *[
        ROOT / "articles" / "feeds" / f"{name}.py"
        for name in ["markup", "documents", "entry", "media", "rss", "atom", "json_feed", "formats", "opml"]
    ],
    *[ROOT / "articles" / "webarchives" / f"{name}.py" for name in ["parts", "bodies", "records", "mhtml", "child"]],
    ROOT / "articles" / "subscriptions" / "keeping.py",
    *[
        ROOT / "articles" / "subscriptions" / f"{name}.py"
        for name in [
            "feed",
            "reading",
            "media",
            "json_feed",
            "site_map",
            "schedule",
            "settling",
            "entry",
            "words",
            "wholeness",
            "finding",
            "scanning",
        ]
    ],
    *[ROOT / "articles" / "search" / f"{name}.py" for name in ["words", "questions", "documents", "marking", "addresses"]],
    *sorted((ROOT / "gallery" / "wording").glob("*.py")),
    *sorted((ROOT / "gallery" / "pixels").glob("*.py")),
    *[
        ROOT / "gallery" / f"{name}.py"
        for name in ["sightings", "photo_urls", "evidence", "collapse", "records", "rule_words", "sizes", "arranging"]
    ],
]
IMPURE = (
    "django",
    "requests",
    "urllib3",
    "socket",
    "gallery.models",
    "articles.models",
    "gallery.library",
    "gallery.renditions",
    "articles.fetch",
)


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PURE, ids=name)
def test_a_pure_room_imports_neither_django_nor_models_nor_the_network(path):
    assert not [module for module in imports(path) if module.startswith(IMPURE)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_run_from_newsroom_to_articles_to_gallery(path):
    room = path.relative_to(ROOT).parts[0]
    above = tuple(f"{other}." for other in ROOMS[: ROOMS.index(room)])
    assert not [module for module in imports(path) if above and f"{module}.".startswith(above)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_file_stays_under_250_lines_and_its_functions_under_40(path):
    source = path.read_text()
    assert len(source.splitlines()) <= 250
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f"{f.name}: {f.end_lineno - f.lineno + 1}" for f in functions if f.end_lineno - f.lineno >= 40] == []


def test_nothing_in_the_project_imports_inside_a_function():
    inside = [
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []
