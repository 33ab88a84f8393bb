using AutoMapper;
using PrismQ.Domain.Configs;

namespace PrismQ.Application.Configs;

internal sealed class ConfigsProfile : Profile
{
    public ConfigsProfile() =>
        CreateMap<ModuleConfig, ModuleConfigDto>()
            .ForMember(dto => dto.ModuleId, member => member.MapFrom(config => config.ModuleId.Value))
            .ForMember(dto => dto.Warnings, member => member.Ignore());
}
