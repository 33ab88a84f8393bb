using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PrismQ.Application.Configs.Rules;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Modules;

namespace PrismQ.Infrastructure.Tests.Modules;

public sealed class RegistryReaderTests
{
    private readonly RegistryReader _reader = new(new ParameterRules());

    [Test]
    public void Read_WhenEveryFieldIsGiven_KeepsAllOfThem()
    {
        var reading = Read(
            """
            {"modules": [{
              "id": "all", "name": "All", "description": "Everything", "category": "Text/Analysis", "version": "2.1",
              "script_path": "all/run.py", "tags": ["a", "b"], "status": "maintenance", "enabled": false,
              "additional_parameters": false, "timeout_seconds": 1.5, "env": {"LANG": "C"}, "working_directory": "all",
              "interpreter": ["python3", "-u"],
              "parameters": [
                {"name": "mode", "type": "select", "options": ["x", "y"], "default": "x", "required": true, "label": "Mode"},
                {"name": "depth", "type": "number", "min": 1, "max": 9.50, "default": 2.0,
                 "conditional_display": {"field": "mode", "value": "y"}, "warning": "Slow"},
                {"name": "word", "type": "text", "default": "", "validation": {"pattern": "[a-z]+", "message": "Lower case"},
                 "description": "A word", "placeholder": "word"}]}]}
            """);

        reading.Problems.Should().BeEmpty();
        var module = reading.Modules.Should().ContainSingle().Subject;
        module.Should().BeEquivalentTo(
            new
            {
                Id = new ModuleId("all"),
                Name = "All",
                Description = "Everything",
                Category = "Text/Analysis",
                Version = "2.1",
                ScriptPath = "all/run.py",
                Tags = new[] { "a", "b" },
                Status = ModuleStatus.Maintenance,
                Enabled = false,
                AdditionalParameters = false,
                Timeout = TimeSpan.FromSeconds(1.5),
                WorkingDirectory = "all",
                Environment = new Dictionary<string, string> { ["LANG"] = "C" },
                Interpreter = new[] { "python3", "-u" },
            });
        module.Parameters[0].Options.Should().Equal("x", "y");
        module.Parameters[1].Default?.GetRawText().Should().Be("2.0");
        module.Parameters[1].ConditionalDisplay?.Field.Should().Be("mode");
        module.Parameters[2].Default.Should().BeNull("an empty default counts as none");
        module.Parameters[2].Validation.Should().Be(new ParameterValidation("[a-z]+", "Lower case"));
    }

    [TestCase("interpreter", "\"bash\"")]
    [TestCase("script_path", "\"/opt/tools/run.sh\"")]
    [TestCase("script_path", "\"a/../run.sh\"")]
    [TestCase("status", "null")]
    public void Read_WhenAFieldHasAnotherAcceptedForm_HasNoProblems(string field, string value)
    {
        Read(ModuleWith(field, value)).Problems.Should().BeEmpty();
    }

    [TestCase("id", "\"../x\"", "module '../x': field 'id' must be 1 to 64 letters, digits, _ and -, beginning with a letter or digit")]
    [TestCase("name", "\" \"", "module 'm': field 'name' must not be empty")]
    [TestCase("name", "5", "module 'm': field 'name' must be a text, but is a number")]
    [TestCase("name", "null", "module 'm': field 'name' is missing")]
    [TestCase("category", "\"a//b\"", "module 'm': field 'category' must be a name, or names with / between them")]
    [TestCase("tags", "[1]", "module 'm': field 'tags[]' must be a text, but is a number")]
    [TestCase("status", "\"activ\"", "module 'm': field 'status' is 'activ' but must be one of: active, inactive, maintenance; did you mean 'active'?")]
    [TestCase("enabled", "\"yes\"", "module 'm': field 'enabled' must be true or false, but is a text")]
    [TestCase("descripton", "\"x\"", "module 'm': field 'descripton' is unknown; did you mean 'description'?")]
    [TestCase("script_path", "\"../run.sh\"", "module 'm': field 'script_path' must stay within the registry's folder; name what lies elsewhere by its absolute path")]
    [TestCase("script_path", "\"a/../../run.sh\"", "module 'm': field 'script_path' must stay within the registry's folder; name what lies elsewhere by its absolute path")]
    [TestCase("working_directory", "\"..\"", "module 'm': field 'working_directory' must stay within the registry's folder; name what lies elsewhere by its absolute path")]
    [TestCase("timeout_seconds", "0", "module 'm': field 'timeout_seconds' must be above 0 and at most 31536000 (a year)")]
    [TestCase("timeout_seconds", "1e20", "module 'm': field 'timeout_seconds' must be above 0 and at most 31536000 (a year)")]
    [TestCase("timeout_seconds", "1e-30", "module 'm': field 'timeout_seconds' has more than 28 digits behind its point, which would be lost")]
    [TestCase("timeout_seconds", "1e400", "module 'm': field 'timeout_seconds' is too large a number")]
    [TestCase("env", "{\"PRISMQ_RUN_ID\": \"x\"}", "module 'm': field 'env' must not set 'PRISMQ_RUN_ID': names that begin with PRISMQ_ are set for each run")]
    [TestCase("env", "{\"A-B\": \"x\"}", "module 'm': field 'env' has the name 'A-B', but names are letters, digits and _, and begin with no digit")]
    [TestCase("env", "{\"A\": 1}", "module 'm': field 'env[]' must be a text, but is a number")]
    [TestCase("env", "{\"A\": \"\", \"A\": \"\"}", "module 'm': field 'env' names 'A' twice")]
    [TestCase("interpreter", "\"\"", "module 'm': field 'interpreter' must be a program, or a list of a program and its arguments")]
    [TestCase("parameters", "{}", "module 'm': field 'parameters' must be a list of objects, but is an object")]
    [TestCase("parameters", "[1]", "module 'm': field 'parameters' must be a list of objects, but number 1 is a number")]
    public void Read_WhenAModuleFieldIsWrong_NamesFileModuleFieldAndWhatIsRight(string field, string value, string problem)
    {
        var reading = Read(ModuleWith(field, value));

        reading.Problems.Should().Equal(Sentence(problem));
        reading.Modules.Should().BeEmpty();
    }

    [TestCase("""{"name": "a b", "type": "text"}""", "parameter 'a b': field 'name' must be up to 64 letters, digits, _ and -, beginning with a letter or _")]
    [TestCase("""{"name": "__system__", "type": "text"}""", "parameter '__system__': field 'name' is a reserved name; choose another")]
    [TestCase("""{"type": "text"}""", "parameter number 1: field 'name' is missing")]
    [TestCase("""{"name": "p"}""", "parameter 'p': field 'type' is missing")]
    [TestCase("""{"name": "p", "type": "txt"}""", "parameter 'p': field 'type' is 'txt' but must be one of: text, number, select, checkbox, password; did you mean 'text'?")]
    [TestCase("""{"name": "p", "type": "number", "min": 2, "max": 1}""", "parameter 'p': field 'min' is 2 but must not be above max, which is 1")]
    [TestCase("""{"name": "p", "type": "text", "max": 1}""", "parameter 'p': field 'max' is for numbers; remove it or make the type number")]
    [TestCase("""{"name": "p", "type": "select"}""", "parameter 'p': field 'options' must list at least one option, as the type is select")]
    [TestCase("""{"name": "p", "type": "text", "options": ["a"]}""", "parameter 'p': field 'options' is for selects; remove it or make the type select")]
    [TestCase("""{"name": "p", "type": "select", "options": ["a", "a"]}""", "parameter 'p': field 'options' must not list an option twice")]
    [TestCase("""{"name": "p", "type": "number", "default": "5"}""", "parameter 'p': field 'default' breaks the parameter's own rule: p must be a number")]
    [TestCase("""{"name": "p", "type": "number", "min": 1, "default": 0}""", "parameter 'p': field 'default' breaks the parameter's own rule: p must be >= 1")]
    [TestCase("""{"name": "p", "type": "select", "options": ["a"], "default": "b"}""", "parameter 'p': field 'default' breaks the parameter's own rule: p must be one of: a")]
    [TestCase("""{"name": "p", "type": "text", "default": "1", "validation": {"pattern": "[a-z]"}}""", "parameter 'p': field 'default' breaks the parameter's own rule: p format is invalid")]
    [TestCase("""{"name": "p", "type": "number", "validation": {"pattern": "1"}}""", "parameter 'p': field 'validation' is for texts and passwords; remove it or change the type")]
    [TestCase("""{"name": "p", "type": "text", "validation": {}}""", "parameter 'p', field 'validation': field 'pattern' is missing")]
    [TestCase("""{"name": "p", "type": "text", "conditional_display": {"field": "p", "value": "x"}}""", "parameter 'p': field 'conditional_display.field' must name another parameter than the one that it shows")]
    [TestCase("""{"name": "p", "type": "text", "conditional_display": {"field": "q", "value": "x"}}""", "parameter 'p': field 'conditional_display.field' must name a parameter of the module, but there is no 'q'")]
    [TestCase("""{"name": "mode", "type": "text"}, {"name": "p", "type": "text", "conditional_display": {"field": "mdoe", "value": "x"}}""", "parameter 'p': field 'conditional_display.field' must name a parameter of the module, but there is no 'mdoe'; did you mean 'mode'?")]
    [TestCase("""{"name": "p", "type": "text", "conditional_display": {"field": "q"}}""", "parameter 'p', field 'conditional_display': field 'value' is missing")]
    [TestCase("""{"name": "p", "type": "text", "requird": true}""", "parameter 'p': field 'requird' is unknown; did you mean 'required'?")]
    [TestCase("""{"name": "p", "type": "text", "label": "a", "label": "b"}""", "parameter 'p': field 'label' stands there twice")]
    [TestCase("""{"name": "p", "type": "checkbox"}, {"name": "q", "type": "text", "conditional_display": {"field": "p", "value": "true"}}""", "parameter 'q': field 'conditional_display.value' is one that 'p' can never have: p must be a boolean")]
    public void Read_WhenAParameterIsWrong_NamesItToo(string parameters, string problem)
    {
        var reading = Read(ModuleWith("parameters", $"[{parameters}]"));

        reading.Problems.Should().Contain(Sentence($"module 'm', {problem}"));
        reading.Modules.Should().BeEmpty();
    }

    [TestCase("b:a a:b", "module 'm', parameter 'b': field 'conditional_display.field' must not lead back to the parameter that it shows: b → a → b")]
    [TestCase("a:b b:c c:a d:a", "module 'm', parameter 'a': field 'conditional_display.field' must not lead back to the parameter that it shows: a → b → c → a")]
    public void Read_WhenConditionsGoInACircle_NamesTheFieldsOnce(string conditions, string problem)
    {
        var parameters = conditions.Split(' ').Select(pair => pair.Split(':')).Select(pair =>
            $$$"""{"name": "{{{pair[0]}}}", "type": "text", "conditional_display": {"field": "{{{pair[1]}}}", "value": "x"}}""");

        Read(ModuleWith("parameters", $"[{string.Join(',', parameters)}]")).Problems.Should().Equal(Sentence(problem));
    }

    [TestCase("""{"name": "p", "type": "select", "options": [], "default": "a"}""")]
    [TestCase("""{"name": "p", "type": "select", "options": []}, {"name": "q", "type": "text", "conditional_display": {"field": "p", "value": "a"}}""")]
    public void Read_WhenASelectHasNoOptions_SaysThatAndNotThatNoValueIsOneOfThem(string parameters)
    {
        var reading = Read(ModuleWith("parameters", $"[{parameters}]"));

        reading.Problems.Should().Equal(Sentence("module 'm', parameter 'p': field 'options' must list at least one option, as the type is select"));
    }

    [TestCase("a)|(b")]
    [TestCase("[a-")]
    [TestCase("(?P<name>x)")]
    public void Read_WhenAPatternIsBroken_SaysWhatIsWrongWithIt(string pattern)
    {
        var reading = Read(ModuleWith("parameters", $$$"""[{"name": "p", "type": "text", "validation": {"pattern": "{{{pattern}}}"}}]"""));

        reading.Problems.Should().ContainSingle().Which
            .Should().StartWith("modules.json: module 'm', parameter 'p': field 'validation.pattern' must be a regular expression");
    }

    [Test]
    public void Read_WhenParametersShareAName_SaysWhich()
    {
        var reading = Read(ModuleWith("parameters", """[{"name": "p", "type": "text"}, {"name": "p", "type": "number"}]"""));

        reading.Problems.Should().Equal("modules.json: module 'm': field 'parameters' must not declare 'p' twice.");
    }

    [Test]
    public void Read_WhenTwoPasswordsWouldArriveInOneVariable_RefusesThem()
    {
        var reading = Read(ModuleWith("parameters", """[{"name": "api-key", "type": "password"}, {"name": "API_KEY", "type": "password"}]"""));

        reading.Problems.Should().ContainSingle().Which.Should().Contain("PRISMQ_PARAM_API_KEY");
    }

    [Test]
    public void Read_WhenTwoModulesShareAnId_SaysWhich()
    {
        var reading = Read("""
            {"modules": [{"id": "a", "name": "A", "script_path": "a.sh"}, {"id": "A", "name": "B", "script_path": "b.sh"}]}
            """);

        reading.Problems.Should().Equal("modules.json: module 'a': field 'id' must differ from all others, in more than upper and lower case.");
    }

    [Test]
    public void Read_WhenSeveralModulesAreWrong_AnswersEveryProblem()
    {
        var reading = Read("""
            {"modules": [{"id": "a", "name": 1, "script_path": "a.sh"}, {"id": "b ", "name": "B", "script_path": "b.sh"},
             {"id": "c", "name": "C", "script_path": "../c.sh", "x": 1}, 7]}
            """);

        reading.Problems.Should().Equal(
            "modules.json: field 'modules' must be a list of objects, but number 4 is a number.",
            "modules.json: module 'a': field 'name' must be a text, but is a number.",
            "modules.json: module 'b ': field 'id' must be 1 to 64 letters, digits, _ and -, beginning with a letter or digit.",
            "modules.json: module 'c': field 'x' is unknown.");
    }

    [TestCase("{\n  \"modules\": [,]\n}", "modules.json: line 2, column 15: it is not JSON: *")]
    [TestCase("", "modules.json: line 1, column 1: it is not JSON: *")]
    [TestCase("[]", "modules.json: it must be an object with the field 'modules', but is a list.")]
    [TestCase("{}", "modules.json: field 'modules' is missing.")]
    [TestCase("""{"modules": [], "module": []}""", "modules.json: field 'module' is unknown; did you mean 'modules'?")]
    [TestCase("""{"modules": ["\ud800"]}""", "modules.json: it holds text that is not valid Unicode.")]
    public void Read_WhenTheFileIsNoRegistry_SaysWhereAndWhy(string json, string problem)
    {
        var reading = Read(json);

        reading.Problems.Should().ContainSingle().Which.Should().Match(problem);
    }

    [Test]
    public void Read_WhateverTheBytes_NeverThrows()
    {
        var property = Prop.ForAll<byte[]>(bytes =>
        {
            var reading = _reader.Read(bytes, "modules.json");
            return reading.Problems.Count > 0 && reading.Modules.Count == 0;
        });

        property.QuickCheckThrowOnFailure();
    }

    [Test]
    public void Read_WhenBytesOfAGoodRegistryAreReplaced_NeverThrows()
    {
        var good = Encoding.UTF8.GetBytes(ModuleWith(
            "parameters",
            """[{"name": "p", "type": "number", "min": 1, "default": 2, "conditional_display": {"field": "q", "value": true}}]"""));
        var property = Prop.ForAll<ushort, byte, byte>((at, with, cut) =>
        {
            var bytes = good.ToArray();
            bytes[at % bytes.Length] = with;
            var reading = _reader.Read(bytes.AsSpan(0, bytes.Length - (cut % 8)), "modules.json");
            return reading.Problems.Count > 0;
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), property);
    }

    private static string Sentence(string problem) => problem.EndsWith('?') ? $"modules.json: {problem}" : $"modules.json: {problem}.";

    private static string ModuleWith(string field, string value)
    {
        var fields = new Dictionary<string, string> { ["id"] = "\"m\"", ["name"] = "\"M\"", ["script_path"] = "\"m.sh\"" };
        fields[field] = value;
        return $$"""{"modules": [{{{string.Join(", ", fields.Select(pair => $"\"{pair.Key}\": {pair.Value}"))}}}]}""";
    }

    private RegistryReading Read(string json) => _reader.Read(Encoding.UTF8.GetBytes(json), "modules.json");
}
