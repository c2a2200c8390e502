"""Photos: one each, with one caption in an article."""
