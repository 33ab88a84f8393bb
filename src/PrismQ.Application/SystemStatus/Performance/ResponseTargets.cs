namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>What users are promised: 95 in 100 answers of an endpoint take at most this long.</summary>
public static class ResponseTargets
{
    private static readonly Dictionary<(string Method, string Route), TimeSpan> Promised = new()
    {
        [("GET", "/api/health")] = TimeSpan.FromMilliseconds(100),
        [("GET", "/api/modules")] = TimeSpan.FromMilliseconds(100),
        [("GET", "/api/modules/{module_id}")] = TimeSpan.FromMilliseconds(100),
        [("GET", "/api/modules/{module_id}/config")] = TimeSpan.FromMilliseconds(100),
        [("POST", "/api/modules/{module_id}/config")] = TimeSpan.FromMilliseconds(100),
        [("POST", "/api/modules/{module_id}/run")] = TimeSpan.FromMilliseconds(500),
        [("POST", "/api/runs")] = TimeSpan.FromMilliseconds(500),
        [("GET", "/api/runs")] = TimeSpan.FromMilliseconds(100),
        [("GET", "/api/runs/{run_id}")] = TimeSpan.FromMilliseconds(100),
        [("GET", "/api/runs/{run_id}/logs")] = TimeSpan.FromMilliseconds(100),
        [("GET", "/api/system/stats")] = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>Null where nothing is promised.</summary>
    public static TimeSpan? Of(string method, string route) => Promised.TryGetValue((method, route), out var target) ? target : null;
}
