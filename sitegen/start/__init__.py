"""The first five minutes: a new site, a new article, schemas for editors, and every problem explained."""
