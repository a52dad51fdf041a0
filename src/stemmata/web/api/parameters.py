"""What can be asked for in an address, the same in the interface and on the pages."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import BaseModel, Field, WithJsonSchema, field_validator

from stemmata.settings import WebSettings
from stemmata.store import Store, Where

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_Value = Annotated[str, Field(max_length=200)]
_Values = Annotated[list[_Value], Field(max_length=50)]
_Day = Annotated[
    date | None,
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}),
]


class Filters(BaseModel):
    """Which articles or stories are wanted."""

    language: _Values = Field([], description="codes of languages")
    outlet: _Values = Field([], description="names of outlets")
    name: _Values = Field([], description="keys of names, all of which are mentioned")
    story: _Values = Field([], description="ids of stories")
    storyline: _Values = Field([], description="ids of storylines")
    since: _Day = Field(None, description="first day of publication")
    until: _Day = Field(None, description="last day of publication")
    disputed: bool = Field(default=False, description="only with a disputed point")
    several: bool = Field(default=False, description="only of more than one report")

    @field_validator("since", "until", mode="before")
    @classmethod
    def _as_written(cls, value: object) -> object:
        """A form sends an empty field where no day was chosen; a number is no day."""
        if isinstance(value, str) and value and not _DAY.fullmatch(value):
            raise ValueError("a day is written as 2026-03-01")
        return value or None

    def where(self) -> Where:
        """Return them as a store takes them."""
        return Where(
            languages=tuple(filter(None, self.language)),
            outlets=tuple(filter(None, self.outlet)),
            names=tuple(filter(None, self.name)),
            stories=tuple(filter(None, self.story)),
            storylines=tuple(filter(None, self.storyline)),
            since=self.since,
            until=self.until,
            disputed=self.disputed,
            several=self.several,
        )


def _where(filters: Annotated[Filters, Query()]) -> Where:
    return filters.where()


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _settings(request: Request) -> WebSettings:
    settings: WebSettings = request.app.state.settings
    return settings


Wanted = Annotated[Where, Depends(_where)]
Archive = Annotated[Store, Depends(_store)]
Chosen = Annotated[WebSettings, Depends(_settings)]
Id = Annotated[str, Path(max_length=500, description="an id, with slashes as they are")]
Limit = Annotated[int, Query(ge=1, le=200, description="how many at most")]
Number = Annotated[int, Query(ge=0, le=2**62)]
Place = Annotated[str, Query(max_length=500)]
