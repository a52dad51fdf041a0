"""The brief and the questions in other words, by an endpoint that is not trusted with a fact."""

from stemmata.wording.asking import Endpoint, endpoint_of
from stemmata.wording.dossier import Told, word_dossier

__all__ = ["Endpoint", "Told", "endpoint_of", "word_dossier"]
