namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>The statements of the history, the same for every database.</summary>
internal static class RunSql
{
    public const string Insert = """
        INSERT INTO runs (run_id, module_id, module_name, status, created_at, started_at, completed_at, items_processed, items_total,
            exit_code, failure, error_message, stop_proof, process_id, process_start, metrics, parameters, secret_names)
        VALUES (@RunId, @ModuleId, @ModuleName, @Status, @CreatedAt, @StartedAt, @CompletedAt, @ItemsProcessed, @ItemsTotal,
            @ExitCode, @Failure, @ErrorMessage, @StopProof, @ProcessId, @ProcessStart, @Metrics, @Parameters, @SecretNames)
        ON CONFLICT (run_id) DO NOTHING
        """;

    /// <summary>What is fixed when a run is created (its module, parameters, time) is left as it is.</summary>
    public const string Update = """
        UPDATE runs SET status = @Status, started_at = @StartedAt, completed_at = @CompletedAt, items_processed = @ItemsProcessed,
            items_total = @ItemsTotal, exit_code = @ExitCode, failure = @Failure, error_message = @ErrorMessage, stop_proof = @StopProof,
            process_id = @ProcessId, process_start = @ProcessStart, metrics = @Metrics
        WHERE run_id = @RunId
        """;

    public const string Find = $"{Select} WHERE run_id = @RunId";

    public const string ListUnfinished = $"{Select} WHERE status IN ('queued', 'running') ORDER BY created_at, run_id";

    public const string Counts = """
        SELECT module_id AS ModuleId, queued AS Queued, running AS Running, completed AS Completed, failed AS Failed,
            cancelled AS Cancelled, last_run AS LastRun
        FROM run_counts
        """;

    public const string CountEnded = "SELECT CAST(coalesce(sum(completed + failed + cancelled), 0) AS bigint) FROM run_counts";

    public const string RemoveOldest = """
        DELETE FROM runs WHERE run_id IN (
            SELECT run_id FROM runs WHERE completed_at IS NOT NULL ORDER BY completed_at, run_id LIMIT @Limit)
        RETURNING run_id
        """;

    public const string RemoveEndedBefore = """
        DELETE FROM runs WHERE run_id IN (
            SELECT run_id FROM runs WHERE completed_at < @Before ORDER BY completed_at, run_id LIMIT @Limit)
        RETURNING run_id
        """;

    public const string ListRemoved = "SELECT run_id FROM removed_runs WHERE run_id > @After ORDER BY run_id LIMIT @Limit";

    public const string ForgetRemoved = "DELETE FROM removed_runs WHERE run_id = @RunId";

    private const string Select = """
        SELECT run_id AS RunId, module_id AS ModuleId, module_name AS ModuleName, status AS Status, created_at AS CreatedAt,
            started_at AS StartedAt, completed_at AS CompletedAt, items_processed AS ItemsProcessed, items_total AS ItemsTotal,
            exit_code AS ExitCode, failure AS Failure, error_message AS ErrorMessage, stop_proof AS StopProof, process_id AS ProcessId,
            process_start AS ProcessStart, metrics AS Metrics, parameters AS Parameters, secret_names AS SecretNames
        FROM runs
        """;

    /// <summary>A page, newest first. Only the conditions that filter are there, so that each combination finds its own index.</summary>
    public static string Page(bool ofModule, bool inStatus, bool afterCursor)
    {
        string?[] conditions =
        [
            ofModule ? "module_id = @ModuleId" : null,
            inStatus ? "status = @Status" : null,
            afterCursor ? "(created_at, run_id) < (@AfterCreatedAt, @AfterRunId)" : null,
        ];
        var where = string.Join(" AND ", conditions.OfType<string>());
        return $"{Select} {(where.Length == 0 ? "" : $"WHERE {where}")} ORDER BY created_at DESC, run_id DESC LIMIT @Limit OFFSET @Offset";
    }
}
