-- As the file of SQLite, with the same names. What is compressed is msgpack in zstd. Days are ISO
-- dates, moments ISO in UTC, both as text. Texts are ordered by code points, as there.
-- What comes from outside may be longer than a B-tree takes; it is found by its hash.

CREATE TABLE stemmata_schema (version BIGINT NOT NULL);

CREATE TABLE articles (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,  -- as normal_address writes it; empty where there is none
  version BIGINT NOT NULL,  -- the present one
  digest TEXT COLLATE "C" NOT NULL,  -- of the present text
  language TEXT COLLATE "C" NOT NULL,
  outlet TEXT COLLATE "C" NOT NULL,
  headline TEXT COLLATE "C" NOT NULL,
  earliest TEXT COLLATE "C",  -- day of publication
  latest TEXT COLLATE "C",
  story TEXT COLLATE "C",  -- null only within the transaction that adds it
  added TEXT COLLATE "C" NOT NULL,
  revised TEXT COLLATE "C" NOT NULL,
  EXCLUDE USING hash (id WITH =)
);
CREATE INDEX articles_by_address ON articles USING hash (address) WHERE address <> '';
CREATE INDEX articles_by_story ON articles(story);
CREATE INDEX articles_by_day ON articles(latest, earliest);
CREATE INDEX articles_by_outlet ON articles USING hash (outlet);
CREATE INDEX articles_by_language ON articles(language);

CREATE TABLE versions (
  article BIGINT NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  fetched TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  extractor TEXT COLLATE "C" NOT NULL,
  record BYTEA NOT NULL,  -- what was read, before any judgement
  extraction BYTEA NOT NULL,  -- what was found in it
  UNIQUE (article, version)
);

CREATE TABLE prints (
  article BIGINT PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE,
  fingerprint BYTEA NOT NULL,
  near BYTEA NOT NULL,  -- those it was compared with, and the log-odds
  concepts BYTEA NOT NULL  -- what it is about, and how much of it
);

CREATE TABLE pairs (  -- the telling ones
  a BIGINT NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  b BIGINT NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  odds DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (a, b)
);
CREATE INDEX pairs_back ON pairs(b, a);

CREATE TABLE passages (
  hash BIGINT NOT NULL,
  article BIGINT NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  PRIMARY KEY (hash, article)
);
CREATE INDEX passages_of ON passages(article);

CREATE TABLE stories (
  id TEXT COLLATE "C" PRIMARY KEY,
  storyline TEXT COLLATE "C" NOT NULL,
  headline TEXT COLLATE "C" NOT NULL DEFAULT '',
  articles BIGINT NOT NULL DEFAULT 0,
  languages TEXT COLLATE "C" NOT NULL DEFAULT '',  -- by spaces, the commonest first
  outlets BIGINT NOT NULL DEFAULT 0,
  first TEXT COLLATE "C",
  last TEXT COLLATE "C",
  disputed BIGINT NOT NULL DEFAULT 0,
  compatible BIGINT NOT NULL DEFAULT 0,
  agreed BIGINT NOT NULL DEFAULT 0,
  single BIGINT NOT NULL DEFAULT 0,
  copies BIGINT NOT NULL DEFAULT 0,
  changed BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX stories_by_change ON stories(changed);
CREATE INDEX stories_by_storyline ON stories(storyline);
CREATE INDEX stories_disputed ON stories(changed) WHERE disputed > 0;

CREATE TABLE former_stories (
  id TEXT COLLATE "C" PRIMARY KEY,
  now TEXT COLLATE "C" NOT NULL
);
CREATE INDEX former_by_present ON former_stories(now);

CREATE TABLE points (
  id TEXT COLLATE "C" PRIMARY KEY,
  story TEXT COLLATE "C" NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
  place BIGINT NOT NULL,
  verdict TEXT COLLATE "C" NOT NULL,
  body BYTEA NOT NULL
);
CREATE INDEX points_by_story ON points(story, place);
CREATE INDEX points_by_verdict ON points(verdict);

CREATE TABLE copies (
  copy BIGINT NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  place BIGINT NOT NULL,
  original BIGINT REFERENCES articles(number) ON DELETE CASCADE,  -- null: an unseen source
  body BYTEA NOT NULL,
  PRIMARY KEY (copy, place)
);
CREATE INDEX copies_by_original ON copies(original) WHERE original IS NOT NULL;

CREATE TABLE affairs (
  storyline TEXT COLLATE "C" PRIMARY KEY,
  body BYTEA NOT NULL
);

CREATE TABLE names (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key TEXT COLLATE "C" NOT NULL,
  language TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  folded TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  canonical TEXT COLLATE "C" NOT NULL,
  articles BIGINT NOT NULL DEFAULT 0,
  words TEXT COLLATE "C" NOT NULL DEFAULT '',  -- one after the other, each between spaces
  terms TSVECTOR NOT NULL DEFAULT '',
  runs TEXT[] NOT NULL DEFAULT '{}'  -- of three letters
);
CREATE INDEX names_by_text ON names USING hash (text);
CREATE INDEX names_by_key ON names USING hash (key);
CREATE INDEX names_by_folded ON names USING hash (folded);
CREATE INDEX names_by_terms ON names USING gin (terms);
CREATE INDEX names_by_runs ON names USING gin (runs);

CREATE TABLE namings (
  name BIGINT NOT NULL REFERENCES names(number) ON DELETE CASCADE,
  article BIGINT NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  mentions BIGINT NOT NULL,
  PRIMARY KEY (name, article)
);
CREATE INDEX namings_of ON namings(article);

CREATE TABLE name_marks (
  mark TEXT COLLATE "C" NOT NULL,
  name BIGINT NOT NULL REFERENCES names(number) ON DELETE CASCADE
);
CREATE INDEX name_marks_by_mark ON name_marks USING hash (mark);
CREATE INDEX name_marks_of ON name_marks(name);

-- Words as SQLite's tokenizer cuts and folds them, one after the other, each between spaces. Terms
-- are the same, each once, and concepts as "#c123".
CREATE TABLE words (
  article BIGINT PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE,
  tokens BIGINT NOT NULL,
  headline TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  names TEXT COLLATE "C" NOT NULL,
  terms TSVECTOR NOT NULL
);
CREATE INDEX words_by_term ON words USING gin (terms);
CREATE TABLE words_in_all (articles BIGINT NOT NULL, tokens BIGINT NOT NULL);
INSERT INTO words_in_all VALUES (0, 0);

CREATE TABLE changes (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL
);

CREATE TABLE decisions (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  made TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  undone TEXT COLLATE "C",
  undone_by TEXT COLLATE "C" NOT NULL DEFAULT ''
);

CREATE TABLE states (
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL
);
CREATE INDEX states_by_key ON states USING hash (key);

CREATE TABLE problems (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body TEXT COLLATE "C" NOT NULL,
  EXCLUDE USING hash (body WITH =)
);

-- Pages, files and messages as they came, each once, so that a later extractor can read them again.
CREATE TABLE raws (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  digest TEXT COLLATE "C" NOT NULL UNIQUE,  -- of the bytes
  size BIGINT NOT NULL,  -- of the column that follows
  content BYTEA NOT NULL  -- zstd
);

CREATE TABLE read_from (  -- which version of an article was read from which bytes
  article BIGINT NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  raw BIGINT NOT NULL REFERENCES raws(number) ON DELETE CASCADE,
  kind TEXT COLLATE "C" NOT NULL,
  locator TEXT COLLATE "C" NOT NULL,  -- place in them
  charset TEXT COLLATE "C",  -- as its server declared
  PRIMARY KEY (article, version)
);
CREATE INDEX read_from_raw ON read_from(raw);
