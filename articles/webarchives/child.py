"""What the child process is asked of archives. Pure."""

from pathlib import Path

from articles.webarchives import records
from articles.webarchives.mhtml import unbundled
from articles.webarchives.parts import Bundle, Payload, Scan

LARGEST_MHTML = 100 * 1024 * 1024


def answer(work: str, path: str, offset: int = 0) -> Bundle | Payload | Scan:
    """Do one of three works on a file: `scan` a stretch of a WARC file, give the `payload` of its record, or take an MHTML file apart.

    Raises Unreadable.
    """
    if work == "scan":
        return records.scan(path, offset)
    if work == "payload":
        return records.payload(path, offset)
    return unbundled(Path(path).read_bytes())
