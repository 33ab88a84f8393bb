using System.ComponentModel.DataAnnotations;

namespace PrismQ.Application.Common;

/// <summary>Settings of the section <c>PrismQ</c>: where things are.</summary>
public sealed class StorageOptions
{
    public const string Section = "PrismQ";

    /// <summary>Folder of the history, configurations, keys and run folders. Default <c>data</c>.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// Folder of the keys that encrypt stored passwords. Default none: <c>keys</c> in the data directory. Elsewhere, a copy of the data
    /// directory alone opens no password.
    /// </summary>
    public string? KeysDirectory { get; set; }

    /// <summary>The module registry. Default <c>modules/modules.json</c>; scripts are relative to its folder.</summary>
    [Required]
    public string ModulesFile { get; set; } = "modules/modules.json";

    /// <summary>Absolute path of the data folder; a relative setting starts at the process's current folder.</summary>
    public string DataPath => Path.GetFullPath(DataDirectory);

    /// <summary>Absolute path of the folder of the encryption keys.</summary>
    public string KeysPath => string.IsNullOrEmpty(KeysDirectory) ? Path.Combine(DataPath, "keys") : Path.GetFullPath(KeysDirectory);

    /// <summary>Absolute path of the registry file.</summary>
    public string ModulesPath => Path.GetFullPath(ModulesFile);
}
