-- Verdicts that were reached here and that the webhook has not been told, in their order.
CREATE TABLE untold (
    instance TEXT   NOT NULL,
    number   BIGINT NOT NULL,
    series   BIGINT NOT NULL REFERENCES series (id),
    measure  TEXT   NOT NULL,
    verdict  BIGINT NOT NULL,
    PRIMARY KEY (instance, number)
);
