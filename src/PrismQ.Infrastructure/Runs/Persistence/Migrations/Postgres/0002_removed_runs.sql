-- Runs that were removed and whose folder may still be there, kept by the trigger below in the transaction of the removal itself.
CREATE TABLE removed_runs (
    run_id text COLLATE "C" NOT NULL PRIMARY KEY
);

CREATE FUNCTION remember_removed_run() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO removed_runs (run_id) VALUES (old.run_id) ON CONFLICT (run_id) DO NOTHING;
    RETURN NULL;
END;
$body$;

CREATE TRIGGER runs_remembered AFTER DELETE ON runs FOR EACH ROW EXECUTE FUNCTION remember_removed_run();
