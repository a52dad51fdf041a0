"""An archive in a PostgreSQL database; the only place that knows its driver."""

from stemmata.store.postgres.store import PostgresStore, open_existing_postgres, open_postgres

__all__ = ["PostgresStore", "open_existing_postgres", "open_postgres"]
