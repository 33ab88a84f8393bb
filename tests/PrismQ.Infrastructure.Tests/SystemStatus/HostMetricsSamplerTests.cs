using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.SystemStatus;
using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.SystemStatus;

[CancelAfter(60_000)]
internal sealed class HostMetricsSamplerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TemporaryFolder _data = new();
    private readonly SystemStatusOptions _options = new();
    private readonly HostMetricsSampler _sampler;

    public HostMetricsSamplerTests() => _sampler = new HostMetricsSampler(
        Options.Create(new StorageOptions { DataDirectory = _data.Path }), Options.Create(_options), _time);

    public void Dispose()
    {
        _sampler.Dispose();
        _data.Dispose();
    }

    [Test]
    public async Task Current_WhenNoTimePasses_IsTheSampleOfTheStart(CancellationToken cancellationToken)
    {
        await _sampler.StartAsync(cancellationToken);

        var first = _sampler.Current;
        var second = _sampler.Current;

        second.Should().BeSameAs(first, "no request samples");
        first.At.Should().Be(_time.GetUtcNow());
        await _sampler.StopAsync(cancellationToken);
    }

    [Test]
    public async Task Current_WhenTheIntervalHasPassed_IsANewSample(CancellationToken cancellationToken)
    {
        await _sampler.StartAsync(cancellationToken);
        var first = _sampler.Current;

        // The background loop may begin to wait only after the clock has moved, so it is moved until a sample is seen.
        var moved = SpinWait.SpinUntil(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(_options.CacheSeconds));
                return !ReferenceEquals(_sampler.Current, first);
            },
            TimeSpan.FromSeconds(30));

        moved.Should().BeTrue();
        _sampler.Current.At.Should().BeAfter(first.At);
        await _sampler.StopAsync(cancellationToken);
    }

    [Test]
    [Platform("Linux")]
    public void Current_OnLinux_IsMeasuredAndInRange()
    {
        var sample = _sampler.Current;

        sample.CpuPercent.Should().BeInRange(0, 100);
        sample.MemoryPercent.Should().BeInRange(0.1, 100);
        sample.DiskTotalBytes.Should().BePositive();
        sample.DiskFreeBytes.Should().BeInRange(0, sample.DiskTotalBytes ?? 0);
    }

    [TestCase(0, 0)]
    [TestCase(1_000_000, 1)]
    public void Problems_WhateverIsFree_SpeaksBelowTheLimit(double limitGb, int expected)
    {
        _options.LowDiskGb = limitGb;

        var problems = new LowDiskSpace(_sampler, Options.Create(_options)).Problems;

        problems.Should().HaveCount(expected);
    }

    [Test]
    public void Problems_WhenTheDataDirectoryIsGone_SayThatItCannotBeRead()
    {
        var gone = new StorageOptions { DataDirectory = _data.Under("gone") };
        using var sampler = new HostMetricsSampler(Options.Create(gone), Options.Create(_options), _time);

        new LowDiskSpace(sampler, Options.Create(_options)).Problems.Should().ContainSingle().Which.Should().Contain("cannot be read");
    }
}
