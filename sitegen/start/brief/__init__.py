"""A brief as it reaches a desk, plain text, read into what an article needs."""
