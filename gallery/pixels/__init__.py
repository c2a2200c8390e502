"""Pictures: bytes checked and made smaller, found again, compared, asked what is written in them. Pure."""
