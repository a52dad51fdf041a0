"""What was found, in the formats of other fields: each a function from a dossier to files."""

from stemmata.publish.exports.choosing import FORMATS, Export, export

__all__ = ["FORMATS", "Export", "export"]
