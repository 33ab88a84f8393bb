using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Starts a program in a session of its own, with default signals, nothing on its standard input and no descriptor but the three
/// standard ones. Everything it is given is a value: no shell reads it.
/// </summary>
internal static unsafe class PosixSpawn
{
    private const int SetDefaultSignals = 0x04;
    private const int SetSignalMask = 0x08;
    private const nint CloseRange = 436;
    private const nint CloseRangeOnExec = 4;

    // The opaque structures are at most 336 bytes (glibc); macOS keeps a pointer in them.
    private const int Opaque = 512;

    private static int SetSession => OperatingSystem.IsMacOS() ? 0x0400 : 0x80;

    private static int InheritNothing => OperatingSystem.IsMacOS() ? 0x4000 : 0;

    /// <summary>The new process's id.</summary>
    /// <param name="stdout">Where its standard output goes; null is nowhere.</param>
    /// <param name="stderr">Where its standard error goes; null is nowhere.</param>
    /// <exception cref="ProcessStartException">The operating system refused, and why.</exception>
    public static int Start(
        string fileName,
        IReadOnlyList<string> arguments,
        string workingDirectory,
        IReadOnlyDictionary<string, string> environment,
        SafeFileHandle? stdout,
        SafeFileHandle? stderr)
    {
        if (OperatingSystem.IsLinux())
        {
            // Ours are all close-on-exec; this catches what the server itself was started with, and what native libraries open.
            _ = LibC.SystemCall(CloseRange, 3, int.MaxValue, CloseRangeOnExec);
        }

        using var strings = new NativeStrings();
        var path = strings.Add(fileName);
        var argv = strings.AddList([fileName, .. arguments]);
        var envp = strings.AddList([.. environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        var folder = strings.Add(workingDirectory);
        var nowhere = strings.Add("/dev/null");
        var actions = stackalloc byte[Opaque];
        var attributes = stackalloc byte[Opaque];
        var signals = stackalloc byte[Opaque];
        _ = LibC.FileActionsInit(actions);
        _ = LibC.AttributesInit(attributes);
        try
        {
            _ = LibC.FillSignals(signals);
            _ = LibC.AttributesSetDefaultSignals(attributes, signals);
            _ = LibC.EmptySignals(signals);
            _ = LibC.AttributesSetSignalMask(attributes, signals);
            _ = LibC.AttributesSetFlags(attributes, (short)(SetDefaultSignals | SetSignalMask | SetSession | InheritNothing));
            _ = LibC.FileActionsAddOpen(actions, 0, nowhere, flags: 0, mode: 0);
            Connect(actions, 1, stdout, nowhere);
            Connect(actions, 2, stderr, nowhere);
            _ = LibC.FileActionsAddChangeFolder(actions, folder);
            var error = LibC.Spawn(out var pid, path, actions, attributes, argv, envp);
            return error == 0 ? pid : throw Refused(error, fileName, workingDirectory);
        }
        finally
        {
            _ = LibC.FileActionsDestroy(actions);
            _ = LibC.AttributesDestroy(attributes);
        }
    }

    private static void Connect(byte* actions, int target, SafeFileHandle? output, byte* nowhere)
    {
        const int WriteOnly = 1;
        _ = output is null
            ? LibC.FileActionsAddOpen(actions, target, nowhere, WriteOnly, mode: 0)
            : LibC.FileActionsAddDuplicate(actions, output.Number(), target);
    }

    private static ProcessStartException Refused(int error, string fileName, string workingDirectory) => new(error switch
    {
        LibC.NoSuchFile when !Directory.Exists(workingDirectory) => $"The working directory does not exist: {workingDirectory}",
        LibC.NoSuchFile when !File.Exists(fileName) => $"The program does not exist: {fileName}",
        LibC.NoSuchFile => $"The interpreter that {fileName} names in its first line does not exist.",
        LibC.NotPermitted => $"The program may not be executed: {fileName}",
        LibC.NotExecutable => $"The program is neither a binary of this system nor a script with an interpreter in its first line: {fileName}",
        _ => $"{fileName} could not be started: {Marshal.GetPInvokeErrorMessage(error)}",
    });

    /// <summary>Strings as the C library reads them, freed together.</summary>
    private sealed class NativeStrings : IDisposable
    {
        private readonly List<nint> _blocks = [];

        public byte* Add(string text)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            var block = (byte*)Allocate(length + 1);
            Encoding.UTF8.GetBytes(text, new Span<byte>(block, length));
            block[length] = 0;
            return block;
        }

        public byte** AddList(IReadOnlyList<string> texts)
        {
            var list = (byte**)Allocate((texts.Count + 1) * sizeof(byte*));
            for (var i = 0; i < texts.Count; i++)
            {
                list[i] = Add(texts[i]);
            }

            list[texts.Count] = null;
            return list;
        }

        public void Dispose() => _blocks.ForEach(block => NativeMemory.Free((void*)block));

        private void* Allocate(int length)
        {
            var block = NativeMemory.Alloc((nuint)length);
            _blocks.Add((nint)block);
            return block;
        }
    }
}
