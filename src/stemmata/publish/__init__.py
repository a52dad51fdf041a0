"""Findings as files and pages."""
