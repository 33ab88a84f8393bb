/** Loads what the messages are made with, which the first page does without, so that one can show when the server is gone. */
export const prepareMessages = () => void import('./messages').catch(() => undefined)

/** Says something in passing. */
export async function notify(type: 'success' | 'error' | 'warning' | 'info', message: string) {
  const { ElMessage } = await import('./messages')
  ElMessage({ type, message, showClose: true, duration: type === 'error' || type === 'warning' ? 8000 : 3500 })
}

/** Says one after the other, so that they stand in this order. */
export async function notifyEach(warnings: readonly string[]) {
  for (const warning of warnings) await notify('warning', warning)
}

/** Asks before something that cannot be undone; false when the answer is no. */
export async function confirm(title: string, message: string, action: string): Promise<boolean> {
  const { ElMessageBox } = await import('./messages')
  try {
    await ElMessageBox.confirm(message, title, { confirmButtonText: action, cancelButtonText: 'Keep it running', type: 'warning', confirmButtonClass: 'el-button--danger', autofocus: true })
    return true
  } catch {
    return false
  }
}
