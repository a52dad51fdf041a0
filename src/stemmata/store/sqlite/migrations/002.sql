-- Pages, files and messages as they came, each once, so that a later extractor can read them again.

CREATE TABLE raws (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  digest TEXT NOT NULL UNIQUE,      -- of the bytes
  size INTEGER NOT NULL,            -- of the column that follows
  content BLOB NOT NULL             -- zstd
) STRICT;

CREATE TABLE read_from (            -- which version of an article was read from which bytes
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  raw INTEGER NOT NULL REFERENCES raws(number) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  locator TEXT NOT NULL,            -- place in them
  charset TEXT,                     -- as its server declared
  PRIMARY KEY (article, version)
) STRICT;
CREATE INDEX read_from_raw ON read_from(raw);
