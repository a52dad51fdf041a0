"""Records to articles: language, what is the report and what is boilerplate."""
