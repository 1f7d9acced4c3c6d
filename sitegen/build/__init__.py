"""Stage 5: what is stale, made and written safely."""
