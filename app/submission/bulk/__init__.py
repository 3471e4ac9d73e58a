"""Many events at once: a spreadsheet or a calendar is read, checked, shown, and made into drafts."""
