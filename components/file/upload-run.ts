import type { FileDto } from '@/lib/file/file.dto'
import type { UploadInput } from '@/lib/file/file.schema'
import type { UploadRouter } from '@/lib/file/upload-router'
import { problemOf, type UploadProblem, unreachable } from './upload-problem'

export type UploadPhase = 'sending' | 'offline' | 'checking'
export type UploadReport = (phase: UploadPhase, percent: number) => void

/** Ends a run that could not be finished; `null` when the person cancelled it. */
export class UploadStopped extends Error {
  constructor(readonly problem: UploadProblem | null) {
    super('upload stopped')
  }
}

const SILENCE_MS = 30_000
const MAX_TRIES = 4

/**
 * One file on its way to the server with uploadthing's client. It goes on by itself after a short break of the
 * connection, and `run` can be called again after a longer one: the signed address is kept, so that only what is
 * missing is sent.
 */
export class UploadRun {
  private address: string | null = null
  private percent = 0
  private stopNow: (() => void) | null = null
  private cancelled = false

  constructor(
    private readonly file: File,
    private readonly input: UploadInput,
    private readonly report: UploadReport,
  ) {}

  /** @throws UploadStopped */
  async run(): Promise<FileDto> {
    for (let tries = 1; ; tries++) {
      const before = this.percent
      if (this.cancelled) throw new UploadStopped(null)
      try {
        return await this.attempt()
      } catch (error) {
        if (this.cancelled) throw new UploadStopped(null)
        const problem = problemOf(error)
        if (problem.remedy !== 'continue') this.address = null
        if (this.percent > before) tries = 1
        if (!problem.passing || tries >= MAX_TRIES) throw new UploadStopped(problem)
        await this.untilOnline(tries * tries * 500)
      }
    }
  }

  cancel(): void {
    this.cancelled = true
    this.stopNow?.()
  }

  private async attempt(): Promise<FileDto> {
    const { genUploader } = await import('uploadthing/client')
    const { createUpload } = genUploader<UploadRouter>({ fetch: this.fetch, package: 'expert-pool' })
    this.report('sending', this.percent)
    let heard = Date.now()
    const upload = await createUpload('attachment', {
      files: [this.file],
      input: this.input,
      onUploadProgress: ({ progress }) => {
        heard = Date.now()
        this.percent = Math.min(100, Math.floor(progress))
        this.report(this.percent === 100 ? 'checking' : 'sending', this.percent)
      },
    })

    let paused = false
    const pause = () => {
      if (paused) return
      paused = true
      upload.pauseUpload(this.file)
      this.report('offline', this.percent)
    }
    const resume = () => {
      if (!paused) return
      paused = false
      heard = Date.now()
      upload.resumeUpload(this.file)
      this.report('sending', this.percent)
    }
    // a connection that died without a word: ask over a new one how far we got
    const watch = setInterval(() => {
      if (paused || Date.now() - heard < SILENCE_MS) return
      pause()
      resume()
    }, 5000)
    window.addEventListener('offline', pause)
    window.addEventListener('online', resume)
    const stopped = new Promise<never>((_, reject) => {
      this.stopNow = () => {
        pause()
        reject(new UploadStopped(null))
      }
    })
    if (this.cancelled) this.stopNow?.()
    try {
      return (await Promise.race([upload.done(this.file), stopped])).serverData
    } finally {
      clearInterval(watch)
      window.removeEventListener('offline', pause)
      window.removeEventListener('online', resume)
      this.stopNow = null
    }
  }

  /** Announces the file once; later attempts get the same signed address and go on from what the server kept. */
  private readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const announces = init?.method === 'POST'
    if (announces && this.address)
      return new Response(this.address, { headers: { 'content-type': 'application/json' } })
    try {
      const response = await fetch(input, init)
      if (announces && response.ok) this.address = await response.clone().text()
      return response
    } catch (error) {
      if (init?.signal?.aborted) throw error
      return unreachable()
    }
  }

  private async untilOnline(atLeastMs: number): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, atLeastMs))
    if (navigator.onLine) return
    this.report('offline', this.percent)
    await new Promise(resolve => {
      window.addEventListener('online', resolve, { once: true })
      this.stopNow = () => resolve(null)
    })
  }
}
