import type { FileVerified } from '@/lib/draw/seal/verify-file'

export type Running = { readonly done: Promise<FileVerified>; readonly stop: () => void }

/**
 * Checks the text of a file in a thread of its own; where a browser has none, in the page. Nothing leaves the browser.
 */
export function startVerify(text: string): Running {
  if (typeof Worker === 'undefined')
    return { done: import('@/lib/draw/seal/verify-file').then(({ verifyFile }) => verifyFile(text)), stop: () => {} }
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' })
  const done = new Promise<FileVerified>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FileVerified>) => resolve(data)
    worker.onerror = () => reject(new Error('worker'))
    worker.postMessage(text)
  })
  const stop = () => worker.terminate()
  done.then(stop, stop)
  return { done, stop }
}
