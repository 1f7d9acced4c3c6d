"""Stage 1: files to records."""
