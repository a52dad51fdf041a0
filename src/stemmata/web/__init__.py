"""The archive in a browser, over REST, as feeds: one application over one store."""

from stemmata.web.app import create_app

__all__ = ["create_app"]
