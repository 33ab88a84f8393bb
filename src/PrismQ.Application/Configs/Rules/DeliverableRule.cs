using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>A value can be handed to a process: no NUL, no lone surrogate, and not beyond what one argument may hold.</summary>
internal sealed class DeliverableRule : IParameterRule
{
    // Linux takes 128 KiB an argument, its name and terminator included.
    public const int MaxBytes = 100 * 1024;

    public string? Check(ModuleParameter parameter, JsonElement value) => Check(parameter.Name, value);

    /// <summary>The same for a parameter that is not declared, or hidden: it is saved and shown, although no other rule applies.</summary>
    public static string? Check(string name, JsonElement value)
    {
        if (value.HasLoneSurrogate())
        {
            return $"{name} contains a lone surrogate (half a character), which no script can receive";
        }

        // What is no text is passed on as its JSON, where a NUL is an escape.
        var text = value.TryGetText(out var own) ? own : null;
        return text?.Contains('\0') == true ? $"{name} contains a NUL character, which no script can receive"
            : SizeOf(text, value) > MaxBytes ? TooLong(name)
            : null;
    }

    private static int SizeOf(string? text, JsonElement value) =>
        text is null ? JsonMarshal.GetRawUtf8Value(value).Length : Encoding.UTF8.GetByteCount(text);

    private static string TooLong(string name) => $"{name} is longer than 100 KiB, which no script can receive";
}
