"""Sources of every kind to records: nothing is judged here, everything declared is kept."""
