-- Both or neither: since when a run is left out of comparisons, newest results and series, and why.
ALTER TABLE run ADD COLUMN excluded_at TEXT;
ALTER TABLE run ADD COLUMN exclusion_reason TEXT;
