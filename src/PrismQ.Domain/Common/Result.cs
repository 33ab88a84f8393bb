using System.Diagnostics.CodeAnalysis;

namespace PrismQ.Domain.Common;

/// <summary>A value, or the <see cref="Common.Error"/> that explains why there is none.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T value) => _value = value;

    private Result(Error error) => Error = error;

    /// <summary>Why there is no value; null on success.</summary>
    public Error? Error { get; }

    /// <exception cref="InvalidOperationException">The result holds an error.</exception>
    public T Value => TryGet(out var value, out var error)
        ? value
        : throw new InvalidOperationException($"The result holds the error {error.Code}, not a value.");

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Error error) => new(error);

    internal static Result<T> Success(T value) => new(value);

    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Error? error)
    {
        (value, error) = (_value, Error);
        return error is null;
    }

    public Result<TOther> Map<TOther>(Func<T, TOther> map) =>
        TryGet(out var value, out var error) ? map(value) : error;
}

/// <summary>Makes results where the value's type is an interface, which no conversion can start from.</summary>
public static class Result
{
    public static Result<T> Of<T>(T value) => Result<T>.Success(value);
}
