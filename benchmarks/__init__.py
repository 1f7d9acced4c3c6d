"""sitegen and Hugo side by side: the same articles, equivalent layouts, one run. `make bench` starts it."""
