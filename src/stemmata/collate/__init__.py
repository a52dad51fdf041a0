"""The points of a story against its articles, as textual critics collate manuscripts."""
