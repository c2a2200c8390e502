"""Stories: read, stored, set on pages."""
