using AutoMapper;
using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Modules;
using PrismQ.Domain.Modules;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Application.Tests.Modules;

public sealed class ModulesProfileTests
{
    private readonly MapperConfiguration _configuration =
        new(expression => expression.AddProfile<ModulesProfile>(), NullLoggerFactory.Instance);

    [Test]
    public void Configuration_IsValid()
    {
        _configuration.AssertConfigurationIsValid();
    }

    [Test]
    public void Map_WhenAParameterIsAPassword_DoesNotShowItsDefault()
    {
        var module = Module("m", Password("token") with { Default = PrismQ.Testing.Configs.Json.Value("\"planted\"") });

        var dto = _configuration.CreateMapper().Map<ModuleDto>(module);

        dto.Parameters.Should().ContainSingle().Which.Default.Should().BeNull();
    }

    [Test]
    public void Map_WhenAParameterIsNoSelect_HasNoOptions()
    {
        var module = Module("m", Parameter("text", defaultJson: "\"a\""), Select("mode", "x", "y"), Number("n", 1, 2.50m));

        var parameters = _configuration.CreateMapper().Map<ModuleDto>(module).Parameters;

        parameters[0].Options.Should().BeNull();
        (parameters[0].Default?.GetString()).Should().Be("a");
        parameters[1].Options.Should().Equal("x", "y");
        (parameters[2].Min, parameters[2].Max).Should().Be((1m, 2.50m));
    }

    [Test]
    public void Map_WhenAParameterIsConditional_KeepsConditionAndPattern()
    {
        var module = Module("m", Checkbox("on"), Parameter("t").Matching("[a-z]", "Letters").ShownWhen("on", "true"));

        var parameter = _configuration.CreateMapper().Map<ModuleDto>(module).Parameters[1];

        (parameter.ConditionalDisplay?.Field).Should().Be("on");
        (parameter.ConditionalDisplay?.Value.GetBoolean()).Should().BeTrue();
        parameter.Validation.Should().Be(new ParameterValidationDto("[a-z]", "Letters"));
    }
}
