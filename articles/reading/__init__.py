"""Bytes in, a frozen Story out. Pure."""
