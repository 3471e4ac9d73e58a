"""Requests in, one answer out: the public pages."""
