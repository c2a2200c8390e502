"""How often the style desk remarks what, on the annotated captions of real pages: `python -m bench.remarks [FOLDER] [--show CODE]`.

FOLDER holds `truth.json` (by default CUTLINE_BENCH's, or ../shared/bench). Each caption of a page is counted once.
"""

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gallery.wording.lint import lint

ENGLISH = {"us", "uk", "au", "ca", "ie", "nz", "in"}
"""Countries of the pages whose publishers write English."""


def captions(folder: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """Give page, text, credit, description and language of each caption."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    for page, said in truth.items():
        seen = set()
        for image in said.get("images") or []:
            text = image.get("caption") or ""
            if text and text not in seen:
                seen.add(text)
                language = "en" if page.split("/")[0] in ENGLISH else ""
                yield page, text, "/".join(image.get("authors") or []), image.get("description") or "", language


def main() -> None:
    """Count, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("CUTLINE_BENCH", "../shared/bench")))
    parser.add_argument("--show", help="print the captions remarked on so")
    options = parser.parse_args()
    every = list(captions(options.folder))
    counts: dict[str, Counter[str]] = {"": Counter(), "en": Counter()}
    began = time.process_time()
    for page, text, credit, alt, language in every:
        found = {finding.code: finding.says for finding in lint(text, credit, alt, language)}
        counts[language].update(found.keys())
        if options.show in found:
            print(f"{page}: {found[options.show]} | {text} | {credit}")
    spent = time.process_time() - began
    sizes = Counter(language for *_, language in every)
    for language, name in (("en", "English"), ("", "others")):
        rates = ", ".join(f"{code} {n / sizes[language]:.1%}" for code, n in counts[language].most_common())
        print(f"{name}, {sizes[language]} captions: {rates}")
    print(f"{1000 * spent / len(every):.2f} ms a caption")


if __name__ == "__main__":
    main()
