"""What others may add to Stemmata, and the packages of others that it may ask, fenced here."""

from stemmata.plugins.encoders import Encoder, Vectors, load_encoder

__all__ = ["Encoder", "Vectors", "load_encoder"]
