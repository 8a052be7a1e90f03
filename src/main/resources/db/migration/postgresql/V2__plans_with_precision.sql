-- Nothing was measured into PostgreSQL before plans had a precision.
SELECT 1;
