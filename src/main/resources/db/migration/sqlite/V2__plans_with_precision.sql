-- What every run before this was measured with.
UPDATE run SET plan = json_set(plan, '$.precision', 0.05, '$.coolDown', 'PT0S', '$.cache', 'warm');
