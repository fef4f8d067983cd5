'use client'
import { useEffect, useRef, useState } from 'react'
import type { FileDto } from '@/lib/file/file.dto'
import {
  isContentOf,
  kindOfName,
  notWhatItSays,
  tooManyFiles,
  type UploadRule,
  whyNotOffer,
} from '@/lib/file/file.rules'
import type { UploadInput } from '@/lib/file/file.schema'
import type { UploadProblem } from './upload-problem'
import { type UploadPhase, UploadRun, UploadStopped } from './upload-run'

/** A chosen file that is not attached yet. */
export type UploadTask = {
  id: number
  name: string
  size: number
  phase: UploadPhase | 'failed'
  percent: number
  problem: UploadProblem | null
}

type Kept = { file: File; run: UploadRun }

/** Chosen files on their way, each for itself. `onAttached` hears of each that arrived. */
export function useUploads(input: UploadInput, rule: UploadRule, onAttached: (file: FileDto) => void) {
  const [tasks, setTasks] = useState<UploadTask[]>([])
  const runs = useRef(new Map<number, Kept>())
  const nextId = useRef(1)
  const busy = tasks.some(task => task.phase !== 'failed')

  useEffect(() => {
    if (!busy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [busy])

  useEffect(() => {
    const held = runs.current
    return () => {
      for (const { run } of held.values()) run.cancel()
    }
  }, [])

  const change = (id: number, part: Partial<UploadTask>) =>
    setTasks(before => before.map(task => (task.id === id ? { ...task, ...part } : task)))

  const drop = (id: number) => {
    runs.current.get(id)?.run.cancel()
    runs.current.delete(id)
    setTasks(before => before.filter(task => task.id !== id))
  }

  async function go(id: number): Promise<void> {
    const kept = runs.current.get(id)
    if (!kept) return
    change(id, { phase: 'sending', problem: null })
    try {
      const sentence = await whyNotFile(kept.file, rule)
      if (sentence) throw new UploadStopped({ sentence, remedy: 'other', passing: false })
      const file = await kept.run.run()
      runs.current.delete(id)
      setTasks(before => before.filter(task => task.id !== id))
      onAttached(file)
    } catch (error) {
      if (!(error instanceof UploadStopped)) throw error
      if (error.problem) change(id, { phase: 'failed', problem: error.problem })
    }
  }

  /** Starts uploads for as many files as there is room for; the first one too many says so. */
  const add = (files: readonly File[], room: number) => {
    for (const [index, file] of files.slice(0, room + 1).entries()) {
      const id = nextId.current++
      const task: UploadTask = { id, name: file.name, size: file.size, phase: 'sending', percent: 0, problem: null }
      if (index === room) {
        const problem: UploadProblem = { sentence: tooManyFiles(rule), remedy: 'other', passing: false }
        setTasks(before => [...before, { ...task, phase: 'failed', problem }])
        return
      }
      const run = new UploadRun(file, input, (phase, percent) => change(id, { phase, percent }))
      runs.current.set(id, { file, run })
      setTasks(before => [...before.filter(other => other.phase !== 'failed'), task])
      void go(id)
    }
  }

  return { tasks, busy, add, drop, retry: (id: number) => void go(id) }
}

/** The server's first questions, asked before anything is sent. */
async function whyNotFile(file: File, rule: UploadRule): Promise<string | null> {
  const why = whyNotOffer({ name: file.name, size: file.size, type: file.type }, rule)
  if (why) return why
  const kind = kindOfName(file.name)
  const start = await file
    .slice(0, 16)
    .arrayBuffer()
    .catch(() => null)
  if (!start) return '这个文件读不出来。请确认它还在原来的位置、没有被其他程序占用，再重新选择。'
  return kind && !isContentOf(kind, new Uint8Array(start)) ? notWhatItSays(kind) : null
}
