-- Why: every order writes an event, and two indexes by time made that dearer than what they gained: events are written in
-- the order of time, so the range of a block is enough to find a stretch of it.
-- Locks: event for a moment, and against writers while its new index is made; that is one reading of the table.
-- Compatible with the previous release: yes, it asks the same questions.

DROP INDEX event_in_time;
DROP INDEX event_old;
CREATE INDEX event_in_time ON event USING brin (at) WITH (autosummarize = on);
