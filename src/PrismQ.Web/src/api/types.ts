// The types of the wire, in one place beside the clients; all but the last are generated.
export type {
  Health, LogEntry, LogLevel, Module, ModuleConfig, ModuleParameter, ParameterType, ResultFile, Run, RunList, RunResults, RunStatus, RunSummary, SystemStats,
} from './client.g'
export type { EndpointPerformance as EndpointSpeed } from './client.g'

/** Parameter values by name. */
export type Values = Record<string, unknown>
