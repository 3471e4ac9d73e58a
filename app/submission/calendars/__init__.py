"""Bringing events from calendars on the web: once, or followed daily. What changes there is proposed, never done."""
