import { ConfigsClient, ModulesClient, RunsClient, SecurityClient, SystemStatusClient } from './client.g'
import { http } from './key'

export const modules = new ModulesClient('', http)
export const configs = new ConfigsClient('', http)
export const runs = new RunsClient('', http)
export const systemStatus = new SystemStatusClient('', http)
export const security = new SecurityClient('', http)
