export type AutosaveStatus =
  | 'idle'
  | 'dirty'
  | 'saving'
  | 'saved'
  | 'retrying'
  | 'invalid'
  | 'conflict'
  | 'signedOut'
  | 'failed'

/** What another tab or person saved meanwhile. */
export type SavedElsewhere = { version: number; data: unknown; savedAt: string; savedBy?: string }

export type AutosaveState = {
  status: AutosaveStatus
  savedAt: string | null
  conflict: SavedElsewhere | null
  fieldErrors: Record<string, string[]>
  message: string | null
}

export type AutosaveAnswer =
  | { kind: 'saved'; version: number; savedAt: string }
  | { kind: 'conflict'; theirs: SavedElsewhere }
  | { kind: 'signedOut' }
  | { kind: 'invalid'; fieldErrors: Record<string, string[]> }
  | { kind: 'refused'; message: string | null }
  /** no answer, or one that promises better luck later */
  | { kind: 'unreachable' }

type Parts = {
  version: number
  savedAt: string | null
  /** the present values of the form */
  read: () => unknown
  put: (body: { version: number; data: unknown }) => Promise<AutosaveAnswer>
  report: (state: AutosaveState) => void
  /** milliseconds after the last key */
  quiet: number
  /** milliseconds after the first unsaved key */
  longest: number
}

const firstRetry = 1_000
const slowestRetry = 30_000

/**
 * Saves a section while somebody types: after a pause, and at the latest some seconds after the first unsaved
 * key; one request at a time, so that versions follow each other; with growing pauses while the network is away.
 */
export class Autosaver {
  private state: AutosaveState
  private version: number
  private savedText: string
  /** refused by the schema: not sent again until it changes */
  private refusedText: string | null = null
  private sending: Promise<void> | null = null
  private quietTimer: ReturnType<typeof setTimeout> | undefined
  private longestTimer: ReturnType<typeof setTimeout> | undefined
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private failures = 0

  constructor(private readonly parts: Parts) {
    this.version = parts.version
    this.savedText = this.text()
    this.state = { status: 'idle', savedAt: parts.savedAt, conflict: null, fieldErrors: {}, message: null }
  }

  /** True while something typed is not on the server. */
  get unsaved(): boolean {
    return this.sending !== null || this.text() !== this.savedText
  }

  /** The form's values may have changed. */
  changed(): void {
    if (this.text() === this.savedText && !this.sending) return
    const { status } = this.state
    if (status === 'conflict' || status === 'signedOut' || status === 'failed') return
    if (!this.sending && status !== 'retrying') this.set({ status: 'dirty' })
    clearTimeout(this.quietTimer)
    this.quietTimer = setTimeout(() => void this.send(), this.parts.quiet)
    this.longestTimer ??= setTimeout(() => void this.send(), this.parts.longest)
  }

  /** Saves now. @returns whether everything typed is on the server afterwards */
  async flush(): Promise<boolean> {
    while (this.sending) await this.sending
    const text = this.text()
    const hopeless = ['conflict', 'signedOut', 'failed'].includes(this.state.status) || text === this.refusedText
    if (text !== this.savedText && !hopeless) await this.send()
    return !this.unsaved && this.state.conflict === null
  }

  /** Goes on after a login, after the network is back, or because somebody pressed 重试. */
  retry(): Promise<void> {
    if (this.state.status === 'conflict') return Promise.resolve()
    return this.send()
  }

  /** The conflict is settled: the form now holds what shall be saved on top of the other version. */
  settle(): Promise<void> {
    if (this.state.conflict) this.version = this.state.conflict.version
    this.set({ status: 'dirty', conflict: null })
    this.savedText = ''
    return this.send()
  }

  stop(): void {
    this.clearTimers()
  }

  private send(): Promise<void> {
    this.clearTimers()
    if (this.sending || this.state.conflict) return this.sending ?? Promise.resolve()
    this.sending = this.sendOnce().finally(() => {
      this.sending = null
      if (this.state.status === 'saved' && this.text() !== this.savedText) this.changed()
    })
    return this.sending
  }

  private async sendOnce(): Promise<void> {
    const text = this.text()
    this.set({ status: 'saving', fieldErrors: {}, message: null })
    const answer = await this.parts
      .put({ version: this.version, data: JSON.parse(text) })
      .catch(() => ({ kind: 'unreachable' }) as const)
    if (answer.kind !== 'unreachable') this.failures = 0
    switch (answer.kind) {
      case 'saved':
        this.version = answer.version
        this.savedText = text
        return this.set({ status: 'saved', savedAt: answer.savedAt })
      case 'conflict':
        return this.set({ status: 'conflict', conflict: answer.theirs })
      case 'signedOut':
        return this.set({ status: 'signedOut' })
      case 'invalid':
        this.refusedText = text
        return this.set({ status: 'invalid', fieldErrors: answer.fieldErrors })
      case 'refused':
        return this.set({ status: 'failed', message: answer.message })
      case 'unreachable': {
        const pause = Math.min(firstRetry * 2 ** this.failures++, slowestRetry)
        this.retryTimer = setTimeout(() => void this.send(), pause)
        return this.set({ status: 'retrying' })
      }
    }
  }

  private text(): string {
    return JSON.stringify(this.parts.read()) ?? 'null'
  }

  private clearTimers(): void {
    clearTimeout(this.quietTimer)
    clearTimeout(this.longestTimer)
    clearTimeout(this.retryTimer)
    this.longestTimer = undefined
  }

  private set(change: Partial<AutosaveState>): void {
    this.state = { ...this.state, ...change }
    this.parts.report(this.state)
  }
}
