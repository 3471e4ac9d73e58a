"""The words that answers are chosen from: stored as short stable codes, shown through the message catalogue."""
