-- Why: a file that is to be imported is looked at first and carried out after a yes, which comes in another message.
-- Locks: none on existing tables. Compatible with the previous release: it does not know the table.

CREATE TABLE import_file (
  seller_id int NOT NULL REFERENCES seller,
  -- The message it came with.
  name      text COLLATE "C" NOT NULL,
  bytes     bytea NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (seller_id, name)
);
ALTER TABLE import_file ALTER COLUMN bytes SET STORAGE EXTERNAL;
SELECT guard_by_seller('import_file', 'SELECT, INSERT, UPDATE, DELETE');
