"""Stage 2: records to the site, as a pure function."""
