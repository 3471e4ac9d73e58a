"""How public answers leave: one validator for all of them, kept finished and compressed until something changes."""
