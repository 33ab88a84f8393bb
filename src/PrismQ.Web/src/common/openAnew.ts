import { notify } from './notify'

const REMEMBERED = 'prismq.openedAnew'

/** For a page whose code could not be loaded, as after an upgrade of the server: loads the whole panel anew at its address, but once. */
export async function openAnew(address: string) {
  if (sessionStorage.getItem(REMEMBERED) === address || !(await isServerUp())) {
    return notify('error', 'This page could not be loaded. Running scripts are not harmed; try again in a moment.')
  }
  sessionStorage.setItem(REMEMBERED, address)
  location.assign(address)
}

/** A page has come, so that its address may be opened anew after the next upgrade too. */
export const forgetAnew = () => sessionStorage.removeItem(REMEMBERED)

async function isServerUp(): Promise<boolean> {
  try {
    return (await fetch('/health/live', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
