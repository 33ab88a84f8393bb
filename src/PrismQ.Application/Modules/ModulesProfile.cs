using AutoMapper;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Modules;

internal sealed class ModulesProfile : Profile
{
    public ModulesProfile()
    {
        // The counts come from the history, not from the module.
        CreateMap<Module, ModuleDto>()
            .ForMember(dto => dto.LastRun, member => member.Ignore())
            .ForMember(dto => dto.TotalRuns, member => member.Ignore())
            .ForMember(dto => dto.SuccessRate, member => member.Ignore());
        CreateMap<ModuleParameter, ModuleParameterDto>()
            .ForMember(dto => dto.Default, member => member.MapFrom(parameter => parameter.IsSecret ? null : parameter.GivenDefault()))
            .ForMember(dto => dto.Options, member =>
            {
                member.AllowNull();
                member.MapFrom(parameter => parameter.Type == ParameterType.Select ? parameter.Options : null);
            });
        CreateMap<ConditionalDisplay, ConditionalDisplayDto>();
        CreateMap<ParameterValidation, ParameterValidationDto>();
    }
}
