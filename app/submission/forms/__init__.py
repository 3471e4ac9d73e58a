"""What may be said, one form a page."""
