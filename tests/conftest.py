"""What holds for all tests."""

from browsing import browser  # noqa: F401 - a fixture of all tests
from hypothesis import settings

# Speed is measured by benchmarks: a busy machine is no failure of a law.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
