-- Since when only the times of its samples are left.
ALTER TABLE run ADD COLUMN thinned_at TEXT;
CREATE INDEX run_whole ON run (ended_at) WHERE thinned_at IS NULL;
