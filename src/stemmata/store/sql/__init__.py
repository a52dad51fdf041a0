"""SQL that every database speaks; what differs is in the package of each."""
