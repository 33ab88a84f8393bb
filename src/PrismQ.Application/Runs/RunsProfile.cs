using AutoMapper;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>What the outside sees of a run. Secrets show as a mask; what depends on the moment is filled in by <see cref="RunReader"/>.</summary>
internal sealed class RunsProfile : Profile
{
    public RunsProfile() => CreateMap<Run, RunDto>()
        .ForMember(dto => dto.RunId, to => to.MapFrom(run => run.Id.Value))
        .ForMember(dto => dto.ModuleId, to => to.MapFrom(run => run.ModuleId.Value))
        .ForMember(dto => dto.ProgressPercent, to => to.MapFrom(run => run.Progress == null ? default(double?) : run.Progress.Percent))
        .ForMember(dto => dto.ItemsProcessed, to => to.MapFrom(run => run.Progress == null ? default(long?) : run.Progress.Processed))
        .ForMember(dto => dto.ItemsTotal, to => to.MapFrom(run => run.Progress == null ? default(long?) : run.Progress.Total))
        .ForMember(dto => dto.FailureReason, to => to.MapFrom(run => run.Failure))
        .ForMember(dto => dto.Parameters, to => to.MapFrom((run, _) => Masked(run)))
        .ForMember(dto => dto.DurationSeconds, to => to.Ignore())
        .ForMember(dto => dto.QueuePosition, to => to.Ignore())
        .ForMember(dto => dto.CpuPercent, to => to.Ignore())
        .ForMember(dto => dto.MemoryBytes, to => to.Ignore())
        .ForMember(dto => dto.Warnings, to => to.Ignore());

    private static ParameterValues Masked(Run run) => run.SecretNames.Count == 0
        ? run.Parameters
        : run.Parameters.Select((name, value) => run.SecretNames.Contains(name) && !value.IsNone() ? JsonValues.Of(ParameterValues.Mask) : value);
}
