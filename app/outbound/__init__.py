"""Asking other people's servers, without ever being led to our own network."""
