"""What languages are called in English, for pages and tables, from CLDR."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale


@lru_cache(maxsize=512)
def language_name(code: str) -> str:
    """Return the English name of a language; its code where CLDR has none.

    Example:
        >>> language_name("is"), language_name("zh"), language_name("tlh-x")
        ('Icelandic', 'Chinese', 'tlh-x')
    """
    return str(Locale("en").languages.get(code, code))
