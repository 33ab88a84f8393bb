using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Domain.Tests.Runs;

/// <summary>Codes are what programs rely on, and sentences what people read: both are part of the contract.</summary>
public sealed class RunErrorsTests
{
    private static readonly RunId Id = new("run_20260131_083000_echo_0000002a");

    private static readonly (Error Error, ErrorKind Kind, string Code, string Message)[] Contract =
    [
        (RunErrors.NotFound(Id), ErrorKind.NotFound, "RUN_NOT_FOUND", $"Run not found: {Id}"),
        (RunErrors.FileNotFound("a/b.csv"), ErrorKind.NotFound, "FILE_NOT_FOUND", "The run has no result file 'a/b.csv'."),
        (RunErrors.InvalidTimestamp("noon"), ErrorKind.Refused, "INVALID_TIMESTAMP",
            "Invalid timestamp 'noon' in since: use ISO 8601, for example 2026-01-31T08:30:00Z."),
        (RunErrors.QueueFull(7), ErrorKind.Conflict, "RESOURCE_LIMIT_EXCEEDED",
            "The waiting queue is full (7 runs). Try again when some have started."),
        (RunErrors.NoFreeSlot(3), ErrorKind.Conflict, "RESOURCE_LIMIT_EXCEEDED", "All 3 run slots are taken. Try again when one is free."),
        (RunErrors.ShuttingDown, ErrorKind.Unavailable, "SERVICE_UNAVAILABLE", "The server is shutting down and starts no new runs."),
        (RunErrors.DiskGone, ErrorKind.Unavailable, "SERVICE_UNAVAILABLE", "The data directory's disk cannot be read."),
        (RunErrors.DiskNearlyFull("5", "512"), ErrorKind.Unavailable, "SERVICE_UNAVAILABLE",
            "The data directory's disk is nearly full: 5 MB are free, 512 MB must be (PrismQ:Limits:MinFreeBytes)."),
        (RunErrors.CouldNotBeStopped(Id, 2), ErrorKind.Unavailable, "RUN_NOT_STOPPED",
            $"Run {Id} could not be stopped: 2 of its processes are still there."),
    ];

    [TestCaseSource(nameof(Contract))]
    public void Error_OfEachKind_SaysWhatTheContractSays((Error Error, ErrorKind Kind, string Code, string Message) expected)
    {
        expected.Error.Should().Be(new Error(expected.Kind, expected.Code, expected.Message));
    }

    [TestCase(RunStatus.Completed, "completed")]
    [TestCase(RunStatus.Failed, "failed")]
    [TestCase(RunStatus.Cancelled, "cancelled")]
    public void NotCancellable_WhateverTheEnd_NamesItInLowerCase(RunStatus status, string expected)
    {
        RunErrors.NotCancellable(status)
            .Should().Be(new Error(ErrorKind.Refused, "RUN_NOT_CANCELLABLE", $"Cannot cancel run: already {expected}"));
    }
}
