"""Model to bytes, read back by others' parsers."""
