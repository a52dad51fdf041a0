"""REST under /api/v1: the contract's lines, in lists with pages, each with a mark of its state."""
