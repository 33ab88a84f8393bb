using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Application.Tests.SystemStatus.Performance;

public sealed class ResponseTargetsTests
{
    [TestCase("GET", "/api/health", 100)]
    [TestCase("GET", "/api/modules", 100)]
    [TestCase("GET", "/api/modules/{module_id}", 100)]
    [TestCase("GET", "/api/modules/{module_id}/config", 100)]
    [TestCase("POST", "/api/modules/{module_id}/config", 100)]
    [TestCase("POST", "/api/modules/{module_id}/run", 500)]
    [TestCase("POST", "/api/runs", 500)]
    [TestCase("GET", "/api/runs", 100)]
    [TestCase("GET", "/api/runs/{run_id}", 100)]
    [TestCase("GET", "/api/runs/{run_id}/logs", 100)]
    [TestCase("GET", "/api/system/stats", 100)]
    [TestCase("DELETE", "/api/runs/{run_id}", null)]
    [TestCase("GET", "other", null)]
    public void Of_AnEndpoint_IsWhatUsersArePromised(string method, string route, double? milliseconds)
    {
        (ResponseTargets.Of(method, route)?.TotalMilliseconds).Should().Be(milliseconds);
        (ResponseTargets.Of(method, route) is null).Should().Be(milliseconds is null);
    }
}
