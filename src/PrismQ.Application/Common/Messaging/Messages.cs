using MediatR;
using PrismQ.Domain.Common;

namespace PrismQ.Application.Common.Messaging;

/// <summary>Asks for something and changes nothing.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>Changes something.</summary>
public interface ICommand<T> : IRequest<Result<T>>;

internal interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>>
    where TQuery : IQuery<T>;

internal interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : ICommand<T>;
