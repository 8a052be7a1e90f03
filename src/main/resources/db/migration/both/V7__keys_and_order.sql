-- A key means something to one installation only: others that share the database have keys of their own.
CREATE TABLE key_of_instance (
    instance    TEXT NOT NULL,
    value       TEXT NOT NULL,
    body_digest TEXT NOT NULL,
    run         TEXT NOT NULL REFERENCES run (id),
    PRIMARY KEY (instance, value)
);
INSERT INTO key_of_instance (instance, value, body_digest, run)
SELECT run.instance, idempotency_key.value, idempotency_key.body_digest, idempotency_key.run
FROM idempotency_key JOIN run ON run.id = idempotency_key.run;
DROP TABLE idempotency_key;
ALTER TABLE key_of_instance RENAME TO idempotency_key;

-- Lists are by the time of submission: what was imported came later than what it is older than.
CREATE INDEX run_submitted ON run (submitted_at, number);
