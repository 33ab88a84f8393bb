using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace PrismQ.Api.Tests.Common;

[TestFixture, CancelAfter(60_000)]
internal sealed class ContainerTests
{
    [Test]
    public async Task Services_OfTheServer_CanAllBeMade()
    {
        await using var server = new PrismQServer();

        var controllers = server.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items
            .OfType<ControllerActionDescriptor>().Select(action => action.ControllerTypeInfo.AsType()).ToHashSet();

        using var scope = server.Services.CreateScope();
        controllers.Should().HaveCountGreaterThan(5);
        controllers.Should().AllSatisfy(type => ActivatorUtilities.CreateInstance(scope.ServiceProvider, type).Should().NotBeNull());
    }

    [Test]
    public async Task Services_WhenOneLacksWhatItNeeds_StopTheStart()
    {
        await using var server = new PrismQServer { Replace = services => services.AddSingleton<LacksSomething>() };

        var start = () => server.Services;

        start.Should().Throw<AggregateException>().WithMessage("*" + nameof(LacksSomething) + "*");
    }

    [Test]
    public async Task Services_WhenASingletonHoldsAScopedOne_StopTheStart()
    {
        await using var server = new PrismQServer
        {
            Replace = services => services.AddScoped<Scoped>().AddSingleton<HoldsScoped>(),
        };

        var start = () => server.Services;

        start.Should().Throw<AggregateException>().WithMessage("*" + nameof(HoldsScoped) + "*");
    }

    /// <summary>Requests have the server's services and no scope of their own, so nothing may need one.</summary>
    [Test]
    public async Task Services_OfTheServer_LiveAsLongAsItDoes()
    {
        IServiceCollection? registered = null;
        await using var server = new PrismQServer { Replace = services => registered = services };
        _ = server.Services;

        var ours = registered!.Where(service => (service.ImplementationType ?? service.ServiceType).Assembly.GetName().Name!.StartsWith("PrismQ.")).ToArray();

        ours.Should().HaveCountGreaterThan(50);
        ours.Should().NotContain(service => service.Lifetime == ServiceLifetime.Scoped);
        ours.Should().NotContain(service =>
            service.Lifetime == ServiceLifetime.Transient && typeof(IDisposable).IsAssignableFrom(service.ImplementationType));
    }

    private sealed class Missing;

    private sealed class LacksSomething(Missing missing)
    {
        public Missing Missing { get; } = missing;
    }

    private sealed class Scoped;

    private sealed class HoldsScoped(Scoped scoped)
    {
        public Scoped Scoped { get; } = scoped;
    }
}
