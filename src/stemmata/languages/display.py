"""What languages are called in English, for pages and tables, from CLDR."""

from __future__ import annotations

from stemmata.languages.tables import table


def language_name(code: str) -> str:
    """Return the English name of a language; its code where CLDR has none.

    Example:
        >>> language_name("is"), language_name("zh"), language_name("tlh-x")
        ('Icelandic', 'Chinese', 'tlh-x')
    """
    return str(table("en", "languages").get(code, code))
