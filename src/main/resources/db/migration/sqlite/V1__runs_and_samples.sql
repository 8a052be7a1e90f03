-- Times are text in UTC with nine decimals, so that they sort as text; structured values that nobody searches are JSON.

CREATE TABLE run (
    id           TEXT   NOT NULL PRIMARY KEY,
    number       BIGINT NOT NULL UNIQUE, -- in the order of submission: two runs of one second have ids in no order
    instance     TEXT   NOT NULL,
    host         TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    submitted_at TEXT   NOT NULL,
    started_at   TEXT,
    ended_at     TEXT,
    reason       TEXT,
    plan         TEXT   NOT NULL
);
CREATE INDEX run_state ON run (state, number);

CREATE TABLE run_label (
    run   TEXT NOT NULL REFERENCES run (id),
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run, name)
);
CREATE INDEX run_label_value ON run_label (name, value);

CREATE TABLE series (
    id              INTEGER NOT NULL PRIMARY KEY,
    host            TEXT    NOT NULL,
    runtime         TEXT    NOT NULL,
    scenario        TEXT    NOT NULL,
    workload        TEXT    NOT NULL,
    workload_digest TEXT    NOT NULL,
    cache           TEXT    NOT NULL,
    UNIQUE (host, runtime, scenario, workload, workload_digest, cache)
);

CREATE TABLE cell (
    run          TEXT    NOT NULL REFERENCES run (id),
    position     INTEGER NOT NULL,
    series       BIGINT  NOT NULL REFERENCES series (id),
    runtime_name TEXT    NOT NULL,
    failure      TEXT,
    preparation  TEXT    NOT NULL,
    PRIMARY KEY (run, position),
    UNIQUE (run, series)
);
CREATE INDEX cell_series ON cell (series);

CREATE TABLE sample (
    run             TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    position        INTEGER NOT NULL,
    round           INTEGER NOT NULL,
    warmup          BOOLEAN NOT NULL,
    started_at      TEXT    NOT NULL,
    outcome         TEXT    NOT NULL,
    command_seconds DOUBLE PRECISION,
    phases          TEXT    NOT NULL,
    timing          TEXT,
    environment     TEXT    NOT NULL,
    failure         TEXT,
    PRIMARY KEY (run, number),
    FOREIGN KEY (run, position) REFERENCES cell (run, position)
);
CREATE INDEX sample_cell ON sample (run, position);

CREATE TABLE event (
    run     TEXT   NOT NULL REFERENCES run (id),
    number  BIGINT NOT NULL,
    told_at TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    PRIMARY KEY (run, number)
);

CREATE TABLE idempotency_key (
    value       TEXT NOT NULL PRIMARY KEY,
    body_digest TEXT NOT NULL,
    run         TEXT NOT NULL REFERENCES run (id)
);
