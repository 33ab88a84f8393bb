namespace PrismQ.Infrastructure.Modules;

/// <summary>A field whose value breaks a rule, and what would be right.</summary>
internal readonly record struct Flaw(string Field, string What);
