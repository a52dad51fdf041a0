"""Articles to mentions: names, figures, dates, quotes, attributions, each at a span."""
