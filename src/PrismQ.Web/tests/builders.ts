import type { LogEntry, Module, ModuleParameter, Run } from '@/api/types'

export function parameter(changes: Partial<ModuleParameter> = {}): ModuleParameter {
  return {
    name: 'p', type: 'text', default: null, options: null, required: false, description: null, min: null, max: null,
    placeholder: null, label: null, conditional_display: null, validation: null, warning: null, ...changes,
  }
}

export function moduleOf(changes: Partial<Module> = {}): Module {
  return {
    id: 'word-trends', name: 'Word trends', description: 'Counts words', category: 'Text/Analysis', version: '1.0.0',
    script_path: 'word_trends.py', parameters: [], tags: [], status: 'active', enabled: true,
    last_run: null, total_runs: 0, success_rate: 0, ...changes,
  }
}

export function runOf(changes: Partial<Run> = {}): Run {
  return {
    run_id: 'run_20260131_083000_word-trends_1a2b3c4d', module_id: 'word-trends', module_name: 'Word trends', status: 'running',
    created_at: '2026-01-31T08:30:00.000Z', started_at: '2026-01-31T08:30:00.500Z', completed_at: null, duration_seconds: 1,
    progress_percent: null, items_processed: null, items_total: null, exit_code: null, error_message: null, parameters: {},
    failure_reason: null, queue_position: null, stop_proof: null, cpu_percent: null, memory_bytes: null, warnings: [], ...changes,
  }
}

export function lineOf(line: number, changes: Partial<LogEntry> = {}): LogEntry {
  return { line, timestamp: '2026-01-31T08:30:00.123Z', level: 'INFO', message: `line ${line}`, stream: 'stdout', continued: false, ...changes }
}
