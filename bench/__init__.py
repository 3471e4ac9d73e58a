"""How fast the site answers: what `make bench` runs."""
