"""Stage 4: layouts, a page and its bodies to bytes, as a pure function."""
