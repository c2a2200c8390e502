"""Pages out of web archives: WARC files, and pages saved as one MHTML file."""
