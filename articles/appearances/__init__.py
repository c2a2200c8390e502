"""One story at several addresses and publishers: how that is found, decided, shown and taken back."""
