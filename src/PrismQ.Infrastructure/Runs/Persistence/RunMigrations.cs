using DbUp.Builder;
using PrismQ.Application.Common;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>Applies the embedded scripts that a database has not seen yet, in order, each in a transaction.</summary>
internal static class RunMigrations
{
    /// <param name="provider">The folder of the scripts below <c>Migrations</c>.</param>
    /// <exception cref="StartupException">The database knows scripts that this version does not, or a script failed.</exception>
    public static void Apply(UpgradeEngineBuilder database, string provider)
    {
        var upgrade = database
            .WithScriptsEmbeddedInAssembly(typeof(RunMigrations).Assembly, name => name.Contains($".Migrations.{provider}.", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();

        var known = upgrade.GetDiscoveredScripts().Select(script => script.Name);
        if (upgrade.GetExecutedScripts().Except(known).Any())
        {
            throw new StartupException(
                "The run history was written by a newer version of PrismQ. Start that version, or restore a backup from before the upgrade.");
        }

        var result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw result.Error;
        }
    }
}
