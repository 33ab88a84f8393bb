using System.Text.Json;
using System.Text.Json.Serialization;
using PrismQ.Application.Common;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>Turns runs into rows and back.</summary>
internal sealed class RunRows(ISecretProtector protector)
{
    private static readonly Dictionary<string, double> NoMetrics = [];
    private static readonly JsonSerializerOptions WithNaN = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly SecretParameters _secrets = new(protector);

    public RunRow Of(Run run) => new()
    {
        RunId = run.Id.Value,
        ModuleId = run.ModuleId.Value,
        ModuleName = run.ModuleName,
        Status = StatusNames.Of(run.Status),
        CreatedAt = run.CreatedAt.ToUnixMicroseconds(),
        StartedAt = run.StartedAt?.ToUnixMicroseconds(),
        CompletedAt = run.CompletedAt?.ToUnixMicroseconds(),
        ItemsProcessed = run.Progress?.Processed,
        ItemsTotal = run.Progress?.Total,
        ExitCode = run.ExitCode,
        Failure = run.Failure?.ToString(),
        ErrorMessage = run.ErrorMessage,
        StopProof = run.StopProof,
        ProcessId = run.Process?.Id,
        ProcessStart = run.Process?.StartTime,
        Metrics = JsonSerializer.Serialize(run.Metrics, WithNaN),
        Parameters = _secrets.Write(run.Parameters, run.SecretNames),
        SecretNames = JsonSerializer.Serialize(run.SecretNames),
    };

    public Run Restore(RunRow row)
    {
        var secretNames = row.SecretNames == "[]" ? [] : JsonSerializer.Deserialize<string[]>(row.SecretNames) ?? [];
        var (parameters, secretsAreLost) = _secrets.Read(row.Parameters, secretNames);
        return new Run
        {
            Id = new RunId(row.RunId),
            ModuleId = new ModuleId(row.ModuleId),
            ModuleName = row.ModuleName,
            Status = StatusNames.Parse(row.Status),
            CreatedAt = UnixTime.OfMicroseconds(row.CreatedAt),
            StartedAt = UnixTime.OfMicroseconds(row.StartedAt),
            CompletedAt = UnixTime.OfMicroseconds(row.CompletedAt),
            Progress = row is { ItemsProcessed: { } processed, ItemsTotal: { } total } ? new RunProgress(processed, total) : null,
            ExitCode = (int?)row.ExitCode,
            Failure = row.Failure is null ? null : Enum.Parse<FailureReason>(row.Failure),
            ErrorMessage = row.ErrorMessage,
            StopProof = row.StopProof,
            Process = row is { ProcessId: { } id, ProcessStart: { } start } ? new ProcessIdentity((int)id, start) : null,
            Metrics = row.Metrics == "{}" ? NoMetrics : JsonSerializer.Deserialize<Dictionary<string, double>>(row.Metrics, WithNaN) ?? NoMetrics,
            Parameters = parameters,
            SecretNames = secretNames,
            SecretsAreLost = secretsAreLost,
        };
    }
}
