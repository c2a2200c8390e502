"""What templates can say about photos."""
