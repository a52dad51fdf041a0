"""The system behind a storyline: its actors and their ties, from mentions, points and copies."""

from stemmata.affair.describe import describe_affairs, list_commitments

__all__ = ["describe_affairs", "list_commitments"]
