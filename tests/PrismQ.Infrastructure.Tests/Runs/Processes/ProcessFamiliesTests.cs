using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

internal sealed class ProcessFamiliesTests
{
    private static readonly ProcessIdentity Leader = new(100, 1);

    [Test]
    public void LeaderOf_WhenInItsSessionOrBelowIt_IsTheLeader()
    {
        ProcessEntry[] table = [Process(100, 1, 100), Process(101, 1, 100), Process(102, 101, 102), Process(103, 102, 102), Process(200, 1, 200)];
        var families = Families(table);

        table.Where(process => families.LeaderOf(process) == Leader).Select(process => process.Identity.Id).Should().Equal(100, 101, 102, 103);
    }

    [Test]
    public void LeaderOf_WhenAnotherProcessHasTheLeadersId_IsNobody()
    {
        var stranger = Process(100, 1, 100) with { Identity = new ProcessIdentity(100, 2) };

        Families(stranger).LeaderOf(stranger).Should().BeNull();
    }

    [Test]
    public void LeaderOf_WhenTheTableHasACircle_IsNobody()
    {
        var process = Process(300, 301, 300);

        Families(process, Process(301, 300, 300)).LeaderOf(process).Should().BeNull();
    }

    [Test]
    public void LeaderOf_WhenAncestorsAreVeryMany_IsFound()
    {
        var chain = Enumerable.Range(101, 200_000).Select(id => Process(id, id - 1, id)).Prepend(Process(100, 1, 100)).ToArray();

        Families(chain).LeaderOf(chain[^1]).Should().Be(Leader);
    }

    private static ProcessFamilies Families(params ProcessEntry[] table) => new(table.ToDictionary(process => process.Identity.Id), [Leader]);

    private static ProcessEntry Process(int id, int parent, int session) =>
        new(new ProcessIdentity(id, 1), parent, Group: session, session, IsAlive: true);
}
