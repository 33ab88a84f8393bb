-- Times are microseconds since 1970 in UTC; parameters, metrics and secret_names are JSON.
-- Ids sort by their bytes (COLLATE "C"), as in SQLite, whatever the language of the cluster.
CREATE TABLE runs (
    run_id          text COLLATE "C" NOT NULL PRIMARY KEY,
    module_id       text COLLATE "C" NOT NULL,
    module_name     text    NOT NULL,
    status          text    NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    created_at      bigint  NOT NULL,
    started_at      bigint,
    completed_at    bigint,
    items_processed bigint,
    items_total     bigint,
    exit_code       bigint,
    failure         text,
    error_message   text,
    stop_proof      text,
    process_id      bigint,
    process_start   bigint,
    metrics         text    NOT NULL,
    parameters      text    NOT NULL,
    secret_names    text    NOT NULL
);

CREATE INDEX runs_newest ON runs (created_at DESC, run_id DESC);
CREATE INDEX runs_of_module ON runs (module_id, created_at DESC, run_id DESC);
CREATE INDEX runs_in_status ON runs (status, created_at DESC, run_id DESC);
CREATE INDEX runs_of_module_in_status ON runs (module_id, status, created_at DESC, run_id DESC);
CREATE INDEX runs_ended ON runs (completed_at, run_id) WHERE completed_at IS NOT NULL;

-- One row a module, kept by the trigger below in the transaction of the change itself.
CREATE TABLE run_counts (
    module_id text COLLATE "C" NOT NULL PRIMARY KEY,
    queued    bigint NOT NULL DEFAULT 0,
    running   bigint NOT NULL DEFAULT 0,
    completed bigint NOT NULL DEFAULT 0,
    failed    bigint NOT NULL DEFAULT 0,
    cancelled bigint NOT NULL DEFAULT 0,
    last_run  bigint
);

CREATE FUNCTION add_to_run_counts(module text, run_status text, difference integer) RETURNS void LANGUAGE sql AS $body$
    UPDATE run_counts SET
        queued    = queued    + CASE run_status WHEN 'queued'    THEN difference ELSE 0 END,
        running   = running   + CASE run_status WHEN 'running'   THEN difference ELSE 0 END,
        completed = completed + CASE run_status WHEN 'completed' THEN difference ELSE 0 END,
        failed    = failed    + CASE run_status WHEN 'failed'    THEN difference ELSE 0 END,
        cancelled = cancelled + CASE run_status WHEN 'cancelled' THEN difference ELSE 0 END
    WHERE module_id = module;
$body$;

CREATE FUNCTION count_runs() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO run_counts (module_id, last_run) VALUES (new.module_id, new.created_at)
        ON CONFLICT (module_id) DO UPDATE SET last_run = greatest(run_counts.last_run, excluded.last_run);
        PERFORM add_to_run_counts(new.module_id, new.status, 1);
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM add_to_run_counts(old.module_id, old.status, -1);
        PERFORM add_to_run_counts(new.module_id, new.status, 1);
    ELSE
        PERFORM add_to_run_counts(old.module_id, old.status, -1);
        UPDATE run_counts SET last_run = (SELECT max(created_at) FROM runs WHERE module_id = old.module_id)
        WHERE module_id = old.module_id AND last_run <= old.created_at;
        DELETE FROM run_counts WHERE module_id = old.module_id AND last_run IS NULL;
    END IF;
    RETURN NULL;
END;
$body$;

CREATE TRIGGER runs_added AFTER INSERT ON runs FOR EACH ROW EXECUTE FUNCTION count_runs();
CREATE TRIGGER runs_moved AFTER UPDATE OF status ON runs FOR EACH ROW WHEN (new.status <> old.status) EXECUTE FUNCTION count_runs();
CREATE TRIGGER runs_removed AFTER DELETE ON runs FOR EACH ROW EXECUTE FUNCTION count_runs();
