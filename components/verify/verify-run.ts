import type { FileVerified } from '@/lib/draw/seal/verify-file'

const madeWorker = () => new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' })

let ahead: Worker | null = null

/** Loads what checks ahead of the first file, so that whoever pulls the plug before he chooses one can still check it. */
export function loadVerify(): void {
  if (ahead) return
  if (typeof Worker === 'undefined') return void import('@/lib/draw/seal/verify-files').catch(() => {})
  const worker = madeWorker()
  ahead = worker
  worker.onerror = () => {
    if (ahead === worker) ahead = null
  }
}

export type Running = { readonly done: Promise<FileVerified>; readonly stop: () => void }

/**
 * Checks the texts of files in a thread of its own; where a browser has none, in the page. Nothing leaves the browser.
 */
export function startVerify(texts: readonly string[]): Running {
  if (typeof Worker === 'undefined')
    return {
      done: import('@/lib/draw/seal/verify-files').then(({ verifyFiles }) => verifyFiles(texts)),
      stop: () => {},
    }
  const worker = ahead ?? madeWorker()
  ahead = null
  const done = new Promise<FileVerified>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FileVerified>) => resolve(data)
    worker.onerror = () => reject(new Error('worker'))
    worker.postMessage(texts)
  })
  const stop = () => worker.terminate()
  done.then(stop, stop)
  return { done, stop }
}
