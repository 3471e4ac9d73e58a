"""Weeks that people on Mastodon, Mobilizon, Gancio and the like can follow (ActivityPub). Only with FEDERATION=1."""
