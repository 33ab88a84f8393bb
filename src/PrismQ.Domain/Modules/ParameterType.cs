namespace PrismQ.Domain.Modules;

public enum ParameterType
{
    Text,
    Number,
    Select,
    Checkbox,
    Password,
}
