"""What stands in every reader's page itself, so that the page waits for no further answer: its first script, and its icon."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

_ROOT = Path(__file__).resolve().parent.parent
FIRST_SCRIPT = (_ROOT / "templates" / "paper" / "reader" / "choices.js").read_text(encoding="utf-8")
"""Puts on the page what the reader chose before anything is drawn."""
FIRST_SCRIPT_SOURCE = f"'sha256-{b64encode(sha256(FIRST_SCRIPT.encode()).digest()).decode()}'"
"""What lets it run, and nothing else that may stand in a page (Content Security Policy Level 3, 6.7.2)."""
ICON = f"data:image/svg+xml,{quote((_ROOT / 'static' / 'favicon.svg').read_text(encoding='utf-8'))}"
