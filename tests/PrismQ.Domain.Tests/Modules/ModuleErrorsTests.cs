using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Domain.Tests.Modules;

public sealed class ModuleErrorsTests
{
    [Test]
    public void NotFound_Always_NamesTheModule()
    {
        ModuleErrors.NotFound(new ModuleId("word-trends"))
            .Should().Be(new Error(ErrorKind.NotFound, "MODULE_NOT_FOUND", "Module not found: word-trends"));
    }

    [TestCase(true, ModuleStatus.Maintenance, "Module echo is in maintenance and cannot be run.")]
    [TestCase(true, ModuleStatus.Inactive, "Module echo is inactive and cannot be run.")]
    [TestCase(false, ModuleStatus.Active, "Module echo is disabled and cannot be run.")]
    public void Disabled_WhateverTheReason_SaysIt(bool enabled, ModuleStatus status, string expected)
    {
        ModuleErrors.Disabled(Module() with { Enabled = enabled, Status = status })
            .Should().Be(new Error(ErrorKind.Conflict, "MODULE_DISABLED", expected));
    }
}
