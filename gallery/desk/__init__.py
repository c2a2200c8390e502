"""What editors decide: words, pairs of photos, files. No view or form decides any of this."""
