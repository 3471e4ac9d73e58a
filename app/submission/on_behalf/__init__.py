"""A moderator enters an event for somebody on the phone: the same pages, and a letter to read out or post."""
