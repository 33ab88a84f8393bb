import type { Problem as ApiProblem } from './client.g'

/** What the panel uses of the API's problem details; also stands in for them when the server did not answer. */
export type Problem = Pick<ApiProblem, 'status' | 'detail' | 'error_code'> & Partial<Pick<ApiProblem, 'errors'>>

export const OFFLINE = 'OFFLINE'

const TIMED_OUT = 408
const TOO_MANY = 429

/** Whether the same call may well succeed in a moment: the server was not reached, or has a trouble of its own, or too much to do. */
export const passes = ({ status }: Problem) => status === 0 || status === TIMED_OUT || status === TOO_MANY || status >= 500

/** What a failed call of the generated client means. */
export function toProblem(error: unknown): Problem {
  const thrown = error as { status?: number; result?: unknown; response?: string; detail?: string; message?: string }
  const body = bodyOf(thrown)
  if (body) return body
  if (typeof thrown?.status === 'number') {
    return { status: thrown.status, detail: `The server answered ${thrown.status}.`, error_code: 'UNEXPECTED_ANSWER' }
  }
  return { status: 0, detail: 'The server cannot be reached.', error_code: OFFLINE }
}

function bodyOf(thrown: { status?: number; result?: unknown; response?: string; detail?: string } | undefined): Problem | undefined {
  for (const candidate of [thrown, thrown?.result, parse(thrown?.response)]) {
    const problem = candidate as Problem | undefined
    if (typeof problem?.detail === 'string' && typeof problem.error_code === 'string') {
      return { ...problem, status: problem.status ?? thrown?.status ?? 0 }
    }
  }
  return undefined
}

function parse(text: string | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
