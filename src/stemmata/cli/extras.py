"""The optional parts of a run: a sentence encoder, an endpoint that words. None is needed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from stemmata.model import Frozen

if TYPE_CHECKING:
    from stemmata.model import Dossier
    from stemmata.plugins import Encoder
    from stemmata.wording import Endpoint


class Extras(Frozen, frozen=True):
    """What was asked for beside the run itself.

    Args:
        encoder: asked about reports and sentences, where one is.
        endpoint: words briefs and questions, where one is.
    """

    encoder: Encoder | None = None
    endpoint: Endpoint | None = None

    def word(self, dossier: Dossier) -> Dossier:
        """Return a dossier as the endpoint words it, as far as that is supported."""
        if self.endpoint is None:
            return dossier
        from stemmata.wording import word_dossier

        worded, told = word_dossier(dossier, self.endpoint)
        typer.echo(
            f"worded: {told.worded} sentences ({told.dropped} dropped), {told.questions} questions"
            f" ({told.questions_dropped} dropped), {told.requests} requests,"
            f" {told.failures} failed",
            err=True,
        )
        return worded


def open_extras(encoder: str, languages: str, *, worded: bool) -> Extras:
    """Return what was asked for, opened, so that what is missing is told before the run.

    Raises:
        UsageError: there is no such encoder, or no endpoint is named.
    """
    chosen = None
    if encoder:
        from stemmata.plugins import load_encoder

        codes = [code.strip() for code in languages.split(",") if code.strip()]
        chosen = load_encoder(encoder, codes)
    if not worded:
        return Extras(chosen)
    from stemmata.wording import endpoint_of

    return Extras(chosen, endpoint_of(os.environ))
