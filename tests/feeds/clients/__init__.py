"""Real calendar programs, run on our feeds: each function gives back what its program understood."""
