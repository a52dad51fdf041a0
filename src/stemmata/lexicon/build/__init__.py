"""Learns the lexicon from aligned sentences, dictionaries, wordnets and word frequencies."""
