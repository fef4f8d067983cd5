'use client'
import { useEffect, useId, useRef, useState } from 'react'
import { DropZone } from '@/components/file/drop-zone'
import { controlClass } from '@/components/form/field-shell'
import { useHydrated } from '@/components/form/use-hydrated'
import { Alert } from '@/components/ui/alert'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { Spinner } from '@/components/ui/spinner'
import type { FileVerified } from '@/lib/draw/seal/verify-file'
import { VerifyResult } from './verify-result'
import { loadVerify, type Running, startVerify } from './verify-run'

/** A file of more is none of ours; a certificate of a hundred thousand people has about twenty. */
const MOST_BYTES = 64 * 1024 * 1024
/** A certificate, what was told of it before, and the receipts of a family of colleagues. */
const MOST_FILES = 5

type State =
  | { is: 'empty' }
  | { is: 'running'; name: string }
  | { is: 'done'; name: string; verified: FileVerified }
  | { is: 'failed'; sentence: string }

/** Files of ours that a page led here with, to be looked at at once. */
export type VerifyFrom = { name: string; paths: readonly string[] }

const NOT_FETCHED = '没有取到要核验的文件。请回到上一页下载，再在这里选择文件；仍不行请稍后再试。'

async function fetched(path: string): Promise<string> {
  const response = await fetch(path).catch(() => null)
  if (!response?.ok) throw new Error(NOT_FETCHED)
  return response.text()
}

/** Chooses, drops or pastes a file and shows what comes out. Everything happens in this browser. */
export function VerifyScreen({ from }: { from?: VerifyFrom }) {
  const [state, setState] = useState<State>({ is: 'empty' })
  const pasted = useRef<HTMLTextAreaElement>(null)
  const running = useRef<Running | null>(null)
  const latest = useRef(0)
  const begun = useRef(false)
  const head = useRef<HTMLDivElement>(null)
  const ready = useHydrated()
  const id = useId()

  useEffect(() => {
    loadVerify()
    return () => running.current?.stop()
  }, [])
  useEffect(() => {
    if (state.is === 'done' || state.is === 'failed') head.current?.focus()
  }, [state])

  const run = async (name: string, read: () => Promise<string[]>) => {
    running.current?.stop()
    latest.current += 1
    const mine = latest.current
    setState({ is: 'running', name })
    const show = (next: State) => mine === latest.current && setState(next)
    try {
      const texts = await read()
      if (mine !== latest.current) return
      running.current = startVerify(texts)
      show({ is: 'done', name, verified: await running.current.done })
    } catch (error) {
      const missing = error instanceof Error && error.message === NOT_FETCHED
      const broken = '没有核验完。请刷新页面再试；仍不行请换用新版 Edge 或谷歌浏览器。'
      show({ is: 'failed', sentence: missing ? NOT_FETCHED : broken })
    }
  }
  useEffect(() => {
    if (!from || begun.current) return
    begun.current = true
    void run(from.name, () => Promise.all(from.paths.map(fetched)))
  })
  const choose = (files: readonly File[]) => {
    if (files.length === 0) return
    running.current?.stop()
    latest.current += 1
    if (files.length > MOST_FILES)
      return setState({ is: 'failed', sentence: `一次最多放入 ${MOST_FILES} 个文件，请减少后再试。` })
    if (files.some(file => file.size > MOST_BYTES))
      return setState({ is: 'failed', sentence: '文件超过 64 MB，不是可以核验的文件。请重新选择。' })
    const name = files.map(file => file.name).join('、')
    return void run(name, () => Promise.all(files.map(file => file.text())))
  }

  return (
    <div className="space-y-5">
      <div data-no-print className="space-y-5">
        <Card
          title="选择文件"
          description="文件只在您的浏览器里计算，不会上传，也不会保存。要对照的文件（例如回执和证书）请一起选择。"
        >
          <DropZone
            id={`${id}-file`}
            label="抽取证书、回执、封存文件或抽取记录文件"
            describedBy={undefined}
            invalid={false}
            accept=".json,application/json"
            multiple
            dropWords="松开鼠标，开始核验"
            onFiles={choose}
          />
          <div className="mt-4">
            <Disclosure summary="没有文件，粘贴内容">
              <label htmlFor={`${id}-text`} className="mb-1 block font-semibold">
                文件内容
              </label>
              <textarea id={`${id}-text`} rows={5} spellCheck={false} className={controlClass} ref={pasted} />
              <Button
                className="mt-2"
                disabled={!ready}
                onClick={() => void run('粘贴的内容', async () => [pasted.current!.value])}
              >
                核验粘贴的内容
              </Button>
            </Disclosure>
          </div>
        </Card>
      </div>
      {state.is === 'empty' && (
        <Card>
          <EmptyState
            title="还没有选择文件"
            why="抽取证书和封存摘要在抽取公开记录中下载，回执由专家本人登录后在“我的评审”的“我的抽取机会”中下载。文件里没有姓名，只有代号。"
            action={<LinkButton href="/draws">查看抽取公开记录</LinkButton>}
          />
        </Card>
      )}
      {state.is === 'running' && (
        <p role="status" className="flex items-center gap-2 px-1 text-ink-2">
          <Spinner />
          正在核验 {state.name}…
        </p>
      )}
      {state.is === 'failed' && (
        <Alert ref={head} tabIndex={-1} role="alert" tone="danger" title="没有核验">
          {state.sentence}
        </Alert>
      )}
      {state.is === 'done' && <VerifyResult name={state.name} verified={state.verified} headRef={head} />}
    </div>
  )
}
