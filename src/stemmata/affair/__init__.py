"""The system behind a storyline: its actors and their ties, from mentions, points and copies."""

from stemmata.affair.describe import describe_affairs

__all__ = ["describe_affairs"]
