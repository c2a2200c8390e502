"""Thin doors: arguments only."""
