"""Who copied whom, and how many independent sources are left."""
