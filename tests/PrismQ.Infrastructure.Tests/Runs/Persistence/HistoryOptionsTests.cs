using PrismQ.Infrastructure.Runs.Persistence;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

internal sealed class HistoryOptionsTests
{
    [TestCase("Host=h", "-c a=1")]
    [TestCase("Host=h;Options=-c search_path=prismq", "-c search_path=prismq -c a=1")]
    public void PostgresWith_WhenTheConnectionStringHasOptions_KeepsThem(string connectionString, string expected)
    {
        new HistoryOptions { ConnectionString = connectionString }.PostgresWith("-c a=1").Options.Should().Be(expected);
    }
}
