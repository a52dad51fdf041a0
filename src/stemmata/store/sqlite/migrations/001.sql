-- What is compressed is msgpack in zstd. Days are ISO dates, moments ISO in UTC, both as text.

CREATE TABLE articles (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,            -- as normal_address writes it; empty where there is none
  version INTEGER NOT NULL,         -- the present one
  digest TEXT NOT NULL,             -- of the present text
  language TEXT NOT NULL,
  outlet TEXT NOT NULL,
  headline TEXT NOT NULL,
  earliest TEXT,                    -- day of publication
  latest TEXT,
  story TEXT,                       -- null only within the transaction that adds it
  added TEXT NOT NULL,
  revised TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_address ON articles(address) WHERE address <> '';
CREATE INDEX articles_by_story ON articles(story);
CREATE INDEX articles_by_day ON articles(latest, earliest);
CREATE INDEX articles_by_outlet ON articles(outlet);
CREATE INDEX articles_by_language ON articles(language);

CREATE TABLE versions (
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  fetched TEXT NOT NULL,
  digest TEXT NOT NULL,
  extractor TEXT NOT NULL,
  record BLOB NOT NULL,             -- what was read, before any judgement
  extraction BLOB NOT NULL,         -- what was found in it
  UNIQUE (article, version)
) STRICT;

CREATE TABLE prints (
  article INTEGER PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE,
  fingerprint BLOB NOT NULL,
  near BLOB NOT NULL,               -- those it was compared with, and the log-odds
  concepts BLOB NOT NULL            -- what it is about, and how much of it
) STRICT;

CREATE TABLE pairs (                -- the telling ones
  a INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  odds REAL NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairs_back ON pairs(b, a);

CREATE TABLE passages (
  hash INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX passages_of ON passages(article);

CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  storyline TEXT NOT NULL,
  headline TEXT NOT NULL DEFAULT '',
  articles INTEGER NOT NULL DEFAULT 0,
  languages TEXT NOT NULL DEFAULT '',  -- by spaces, the commonest first
  outlets INTEGER NOT NULL DEFAULT 0,
  first TEXT,
  last TEXT,
  disputed INTEGER NOT NULL DEFAULT 0,
  compatible INTEGER NOT NULL DEFAULT 0,
  agreed INTEGER NOT NULL DEFAULT 0,
  single INTEGER NOT NULL DEFAULT 0,
  copies INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX stories_by_change ON stories(changed);
CREATE INDEX stories_by_storyline ON stories(storyline);
CREATE INDEX stories_disputed ON stories(changed) WHERE disputed > 0;

CREATE TABLE former_stories (
  id TEXT PRIMARY KEY,
  now TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX former_by_present ON former_stories(now);

CREATE TABLE points (
  id TEXT PRIMARY KEY,
  story TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX points_by_story ON points(story, place);
CREATE INDEX points_by_verdict ON points(verdict);

CREATE TABLE copies (
  copy INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  original INTEGER REFERENCES articles(number) ON DELETE CASCADE,  -- null: an unseen source
  body BLOB NOT NULL,
  PRIMARY KEY (copy, place)
) STRICT;
CREATE INDEX copies_by_original ON copies(original) WHERE original IS NOT NULL;

CREATE TABLE affairs (
  storyline TEXT PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE names (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  folded TEXT NOT NULL,
  kind TEXT NOT NULL,
  canonical TEXT NOT NULL,
  articles INTEGER NOT NULL DEFAULT 0,
  UNIQUE (language, text, key)
) STRICT;
CREATE INDEX names_by_key ON names(key);
CREATE INDEX names_by_folded ON names(folded);

CREATE TABLE namings (
  name INTEGER NOT NULL REFERENCES names(number) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX namings_of ON namings(article);

CREATE TABLE name_marks (
  mark TEXT NOT NULL,
  name INTEGER NOT NULL REFERENCES names(number) ON DELETE CASCADE,
  PRIMARY KEY (mark, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_marks_of ON name_marks(name);

-- Words of names, folded, for beginnings; runs of three letters, for garbled forms.
CREATE VIRTUAL TABLE name_words USING fts5(
  folded, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
CREATE VIRTUAL TABLE name_letters USING fts5(folded, content='', tokenize='trigram');
CREATE VIRTUAL TABLE name_letter_counts USING fts5vocab(name_letters, row);

-- Scripts without spaces are split into letters before they come here; concepts are "c123".
CREATE VIRTUAL TABLE words USING fts5(
  headline, body, names, concepts, content='', tokenize='unicode61 remove_diacritics 2',
  prefix='2 3');

CREATE TABLE changes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  author TEXT NOT NULL,
  made TEXT NOT NULL,
  note TEXT NOT NULL,
  undone TEXT,
  undone_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE states (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  body TEXT NOT NULL UNIQUE
) STRICT;
