"""Alerts: what a person wants to be told of, found in the log of changes, told once."""

from stemmata.alerts.following import Follower
from stemmata.alerts.noticing import Alert
from stemmata.alerts.rules import Rule, Rules, read_rules

__all__ = ["Alert", "Follower", "Rule", "Rules", "read_rules"]
