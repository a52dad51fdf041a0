"""The view models of the pages: small frozen values that the templates only have to write out."""
