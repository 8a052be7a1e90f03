-- What each run says of a series: written when the run ends, so that judging and lists never read samples.
ALTER TABLE run ADD COLUMN summarised BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX run_unsummarised ON run (number) WHERE summarised = FALSE AND ended_at IS NOT NULL;

CREATE TABLE series_point (
    series         BIGINT           NOT NULL REFERENCES series (id),
    run            TEXT             NOT NULL REFERENCES run (id),
    started_at     TEXT             NOT NULL, -- the run's: the order of points
    median_seconds DOUBLE PRECISION NOT NULL,
    samples        INTEGER          NOT NULL,
    reference      TEXT,
    ratio          DOUBLE PRECISION,
    facts          TEXT             NOT NULL,
    PRIMARY KEY (series, started_at, run)
);
CREATE INDEX series_point_run ON series_point (run);

-- Something about the series changed since it was judged.
ALTER TABLE series ADD COLUMN unjudged BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX series_unjudged ON series (id) WHERE unjudged = TRUE;

-- Appended and never changed: what was told of a series, and what a person said of it.
CREATE TABLE verdict (
    series  BIGINT NOT NULL REFERENCES series (id),
    measure TEXT   NOT NULL,
    number  BIGINT NOT NULL,
    run     TEXT   NOT NULL REFERENCES run (id),
    told_at TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    PRIMARY KEY (series, measure, number)
);

-- How each series stands now; made anew from its points and verdicts whenever it is judged.
CREATE TABLE judgement (
    series       BIGINT           NOT NULL REFERENCES series (id),
    measure      TEXT             NOT NULL,
    state        TEXT             NOT NULL,
    detail       DOUBLE PRECISION,
    runs         INTEGER          NOT NULL,
    newest_run   TEXT             NOT NULL REFERENCES run (id),
    newest_at    TEXT             NOT NULL,
    newest_value DOUBLE PRECISION NOT NULL,
    baseline     TEXT,
    level        TEXT,
    change       TEXT,
    PRIMARY KEY (series, measure)
);
