/** Says something in passing. Loaded when first needed: the first page does without it. */
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
