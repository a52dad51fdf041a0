"""Fuzzing of all that meets bytes or words from outside; see the README beside this file."""
