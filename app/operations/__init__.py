"""Starting the site and keeping it up."""
