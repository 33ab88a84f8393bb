namespace PrismQ.Application.Modules;

/// <summary>Tells which modules a query asks for. Upper and lower case are the same; an empty value does not filter.</summary>
internal sealed class ModuleFilter(ListModulesQuery query)
{
    private readonly string? _category = query.Category?.Trim().Trim('/');
    private readonly string? _tag = query.Tag?.Trim();
    private readonly string[] _words =
        query.Search?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public bool IsEmpty => string.IsNullOrEmpty(_category) && string.IsNullOrEmpty(_tag) && _words.Length == 0;

    public bool Matches(ModuleDto module) => IsInCategory(module.Category) && HasTag(module.Tags) && _words.All(word => Mentions(module, word));

    private bool IsInCategory(string category) =>
        string.IsNullOrEmpty(_category)
        || (category.StartsWith(_category, StringComparison.OrdinalIgnoreCase)
            && (category.Length == _category.Length || category[_category.Length] == '/'));

    private bool HasTag(IReadOnlyList<string> tags) =>
        string.IsNullOrEmpty(_tag) || tags.Contains(_tag, StringComparer.OrdinalIgnoreCase);

    private static bool Mentions(ModuleDto module, string word) =>
        new[] { module.Id, module.Name, module.Description, module.Category }.Concat(module.Tags)
            .Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
