import { notify } from './notify'

const REMEMBERED = 'prismq.openedAnew'
const REMEMBERED_PART = 'prismq.openedAnewFor'
let wholePage = false

/** For a page whose code could not be loaded, as after an upgrade of the server: loads the whole panel anew at its address, but once. */
export async function openAnew(address: string) {
  wholePage = true
  if (sessionStorage.getItem(REMEMBERED) === address || !(await isServerUp())) {
    return notify('error', 'This page could not be loaded. Running scripts are not harmed; try again in a moment.')
  }
  sessionStorage.setItem(REMEMBERED, address)
  location.assign(address)
}

/**
 * For a part of the page that shows, whose code could not be loaded: loads the page anew, but once for each part, which the error names. A whole
 * page that is missing tells this as well, and has its own way.
 */
export async function openAnewFor({ message }: Error) {
  if (sessionStorage.getItem(REMEMBERED_PART) === message || !(await isServerUp()) || wholePage) return
  sessionStorage.setItem(REMEMBERED_PART, message)
  location.reload()
}

/** A page has come, so that its address may be opened anew after the next upgrade too. */
export function forgetAnew() {
  wholePage = false
  sessionStorage.removeItem(REMEMBERED)
}

async function isServerUp(): Promise<boolean> {
  try {
    return (await fetch('/health/live', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
