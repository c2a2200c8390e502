"""What is measured, beside its peers; the figures stand in RESULTS.md."""
