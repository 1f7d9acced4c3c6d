"""Stage 3: the site to routes and views, as pure functions."""
