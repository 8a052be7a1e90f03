-- A start asks when a run last succeeded, however many there are.
CREATE INDEX run_last_success ON run (host, ended_at) WHERE state = 'succeeded';
