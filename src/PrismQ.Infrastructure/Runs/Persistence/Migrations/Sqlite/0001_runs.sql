-- Times are microseconds since 1970 in UTC; parameters, metrics and secret_names are JSON.
CREATE TABLE runs (
    run_id          text    NOT NULL PRIMARY KEY,
    module_id       text    NOT NULL,
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

-- One row a module, kept by the triggers below in the transaction of the change itself.
CREATE TABLE run_counts (
    module_id text   NOT NULL PRIMARY KEY,
    queued    bigint NOT NULL DEFAULT 0,
    running   bigint NOT NULL DEFAULT 0,
    completed bigint NOT NULL DEFAULT 0,
    failed    bigint NOT NULL DEFAULT 0,
    cancelled bigint NOT NULL DEFAULT 0,
    last_run  bigint
);

CREATE TRIGGER runs_added AFTER INSERT ON runs
BEGIN
    INSERT INTO run_counts (module_id, last_run) VALUES (new.module_id, new.created_at)
    ON CONFLICT (module_id) DO UPDATE SET last_run = max(coalesce(run_counts.last_run, excluded.last_run), excluded.last_run);
    UPDATE run_counts SET
        queued    = queued    + (new.status = 'queued'),
        running   = running   + (new.status = 'running'),
        completed = completed + (new.status = 'completed'),
        failed    = failed    + (new.status = 'failed'),
        cancelled = cancelled + (new.status = 'cancelled')
    WHERE module_id = new.module_id;
END;

CREATE TRIGGER runs_moved AFTER UPDATE OF status ON runs WHEN new.status <> old.status
BEGIN
    UPDATE run_counts SET
        queued    = queued    + (new.status = 'queued')    - (old.status = 'queued'),
        running   = running   + (new.status = 'running')   - (old.status = 'running'),
        completed = completed + (new.status = 'completed') - (old.status = 'completed'),
        failed    = failed    + (new.status = 'failed')    - (old.status = 'failed'),
        cancelled = cancelled + (new.status = 'cancelled') - (old.status = 'cancelled')
    WHERE module_id = new.module_id;
END;

CREATE TRIGGER runs_removed AFTER DELETE ON runs
BEGIN
    UPDATE run_counts SET
        queued    = queued    - (old.status = 'queued'),
        running   = running   - (old.status = 'running'),
        completed = completed - (old.status = 'completed'),
        failed    = failed    - (old.status = 'failed'),
        cancelled = cancelled - (old.status = 'cancelled'),
        last_run  = CASE WHEN last_run > old.created_at THEN last_run
                         ELSE (SELECT max(created_at) FROM runs WHERE module_id = old.module_id) END
    WHERE module_id = old.module_id;
    DELETE FROM run_counts WHERE module_id = old.module_id AND last_run IS NULL;
END;
