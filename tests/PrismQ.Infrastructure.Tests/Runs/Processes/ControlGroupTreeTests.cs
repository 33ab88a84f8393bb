using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>What a look at a control group says, with files in the place of the kernel's.</summary>
[Platform("Linux")]
internal sealed class ControlGroupTreeTests
{
    /// <summary>Above the most that Linux gives out.</summary>
    private const int NoProcess = 4_194_305;

    private readonly DescriptorWatcher _descriptors = new();
    private DirectoryInfo _group = null!;

    [SetUp]
    public void SetUp() => _group = Directory.CreateTempSubdirectory("prismq-group-");

    [TearDown]
    public void TearDown()
    {
        _group.Delete(recursive: true);
        _descriptors.Dispose();
    }

    [Test]
    public void List_WhenNobodyIsInTheGroup_IsEmpty()
    {
        Write(populated: 0);

        Tree().List().Should().BeEmpty();
    }

    [TestCase(TestName = "List_WhenMembersAreOutOfTheListButNotOfTheGroup_ClaimsNoEnd")]
    [TestCase(NoProcess, TestName = "List_WhenMembersEndBeforeTheyAreLookedAt_ClaimsNoEnd")]
    public void List_WhenNobodyCanTell(params int[] members)
    {
        Write(populated: 1, members);

        Tree().Invoking(tree => tree.List()).Should().Throw<IOException>();
    }

    [Test]
    public void List_WhenOnlyTheSupervisorIsLeft_IsEmpty()
    {
        Write(populated: 1, Environment.ProcessId);

        Tree(supervisor: ProcessTable.Find(Environment.ProcessId)!.Value.Identity).List().Should().BeEmpty();
    }

    [Test]
    public void List_WhenOnlyTheSupervisorIsFoundBesideOneThatEnded_ClaimsNoEnd()
    {
        Write(populated: 1, Environment.ProcessId, NoProcess);

        Tree(supervisor: ProcessTable.Find(Environment.ProcessId)!.Value.Identity).Invoking(tree => tree.List()).Should().Throw<IOException>();
    }

    private ControlGroupTree Tree(ProcessIdentity? supervisor = null) => new(_group.FullName, supervisor, _descriptors);

    private void Write(int populated, params int[] members)
    {
        File.WriteAllText(Path.Combine(_group.FullName, "cgroup.events"), $"populated {populated}\nfrozen 0\n");
        File.WriteAllLines(Path.Combine(_group.FullName, "cgroup.procs"), members.Select(member => $"{member}"));
    }
}
