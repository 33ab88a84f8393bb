/** Loads what the messages are made with, which the first page does without, so that one can show when the server is gone. */
export const prepareMessages = () => void import('./messages').catch(() => undefined)

/** Says something in passing. */
export async function notify(type: 'success' | 'error' | 'info', message: string) {
  const { ElMessage } = await import('./messages')
  ElMessage({ type, message, showClose: true, duration: type === 'error' ? 8000 : 3500 })
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
