"""Which tables hold data (results, standings, prices) and do not lay the page out: their cells are read though they are links. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from articles.reading.dom import Outline
from articles.reading.runs import HEADINGS, MOST_LINKS, Run

LONGEST_CELL = 200
"""Width of what one cell of a table of data says at most."""
_CELLS = frozenset({"td", "th"})


def data_cells(outline: Outline, runs: Iterable[Run]) -> dict[int, int]:
    """Give for each line in a table of data, named by where it starts, its table."""
    if "table" not in outline.tags:
        return {}
    tables: dict[int, list[tuple[Run, int, int]]] = defaultdict(list)
    for run in runs:
        cell = row = 0
        for at in outline.ancestors(run.holder):
            tag = outline.tags[at]
            cell = at if tag in _CELLS and not cell else cell
            row = at if tag == "tr" and cell and not row else row
            if tag == "table" and row:
                tables[at].append((run, cell, row))
                break
    return {run.start: table for table, lines in tables.items() if _holds_data(outline, lines) for run, _, _ in lines}


def _holds_data(outline: Outline, lines: list[tuple[Run, int, int]]) -> bool:
    """Tell by at least two rows of at least two cells, each of a few words, most of them no links."""
    cells: Counter[int] = Counter()
    rows: dict[int, set[int]] = defaultdict(set)
    for run, cell, row in lines:
        cells[cell] += run.width
        rows[row].add(cell)
    several = sum(len(row) > 1 for row in rows.values())
    linked = sum(run.linked for run, _, _ in lines) / sum(len(run.text) for run, _, _ in lines)
    small = max(cells.values()) <= LONGEST_CELL and not any(outline.tags[run.holder] in HEADINGS for run, _, _ in lines)
    return several > 1 and small and linked <= MOST_LINKS
