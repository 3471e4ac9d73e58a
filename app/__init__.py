"""The registry of Co-production Week: submission, moderation, catalogue, its faces, outcomes."""
