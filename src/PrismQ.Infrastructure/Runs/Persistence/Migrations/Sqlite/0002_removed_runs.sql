-- Runs that were removed and whose folder may still be there, kept by the trigger below in the transaction of the removal itself.
CREATE TABLE removed_runs (
    run_id text NOT NULL PRIMARY KEY
);

CREATE TRIGGER runs_remembered AFTER DELETE ON runs
BEGIN
    INSERT INTO removed_runs (run_id) VALUES (old.run_id) ON CONFLICT (run_id) DO NOTHING;
END;
