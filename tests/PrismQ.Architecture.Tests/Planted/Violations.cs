namespace PrismQ.Architecture.Tests.Planted
{
    namespace Domain
    {
        internal sealed class SeesInfrastructure
        {
            public static Type Other => typeof(global::PrismQ.Infrastructure.InfrastructureRegistration);
        }
    }

    namespace Application
    {
        internal sealed class SeesInfrastructure
        {
            public static Type Other => typeof(global::PrismQ.Infrastructure.InfrastructureRegistration);
        }
    }

    namespace Infrastructure
    {
        internal sealed class SeesMvc
        {
            public static void Touch(Microsoft.AspNetCore.Mvc.ControllerBase controller) => controller.Ok();
        }
    }

    namespace Api
    {
        internal sealed class SeesInfrastructure
        {
            public static Type Other => typeof(global::PrismQ.Infrastructure.InfrastructureRegistration);
        }
    }
}
