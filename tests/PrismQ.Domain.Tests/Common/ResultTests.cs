using PrismQ.Domain.Common;

namespace PrismQ.Domain.Tests.Common;

public sealed class ResultTests
{
    private static readonly Error Refusal = new(ErrorKind.Conflict, "TAKEN", "It is taken.");

    [Test]
    public void TryGet_WhenThereIsAValue_AnswersItAndNoError()
    {
        Result<int> result = 7;

        result.TryGet(out var value, out var error).Should().BeTrue();

        value.Should().Be(7);
        result.Value.Should().Be(7);
        error.Should().BeNull();
    }

    [Test]
    public void TryGet_WhenThereIsAnError_AnswersIt()
    {
        Result<int> result = Refusal;

        result.TryGet(out _, out var error).Should().BeFalse();

        error.Should().BeSameAs(Refusal);
        result.Error.Should().BeSameAs(Refusal);
    }

    [Test]
    public void Value_WhenThereIsAnError_ThrowsAndNamesIt()
    {
        Result<string> result = Refusal;
        var read = () => result.Value;

        read.Should().Throw<InvalidOperationException>().WithMessage("*TAKEN*");
    }

    [Test]
    public void Map_WhenThereIsAValue_AnswersWhatIsMadeOfIt()
    {
        Result<int> result = 7;

        result.Map(value => $"{value}!").Value.Should().Be("7!");
    }

    [Test]
    public void Map_WhenThereIsAnError_AnswersItAndMakesNothing()
    {
        Result<int> result = Refusal;
        var calls = 0;

        var mapped = result.Map(_ => ++calls);

        mapped.Error.Should().BeSameAs(Refusal);
        calls.Should().Be(0);
    }

    [Test]
    public void Of_WhenTheTypeIsAnInterface_HoldsTheValue()
    {
        IReadOnlyList<int> list = [1, 2];

        Result.Of(list).Value.Should().BeSameAs(list);
    }
}
