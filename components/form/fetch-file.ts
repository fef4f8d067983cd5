import type { Action } from './run-action'

/** A route that answers a file, as an action: a refusal for want of a proof opens the dialog and the file is asked for again. */
export const fetchFile: Action<string, Blob> = async address => {
  const answer = await fetch(address, { cache: 'no-store' })
  if (answer.ok) return { ok: true, data: await answer.blob() }
  const told = await answer.json().catch(() => null)
  return { ok: false, code: 'failed', ...told }
}

/** Hands a file to the browser to keep; in the page it stays nowhere. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
