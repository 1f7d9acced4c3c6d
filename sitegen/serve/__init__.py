"""The site served as it would be built, from memory and rendered when it is asked for."""
