'use client'
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button, buttonClass } from '@/components/ui/button'
import { FetchFailed } from './fetch-file'
import type { OpenPdf } from './open-pdf'

const zooms = [1, 1.5, 2, 3]

type Props = {
  pdf: OpenPdf
  /** a part of the document could not be fetched: nothing more will come of it */
  onLost?: (error: FetchFailed) => void
}

/** A PDF page by page, each fitted to the width of the window; keys turn the pages. */
export function PdfPages({ pdf, onLost }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState(0)
  const [text, setText] = useState('')
  const [state, setState] = useState<'reading' | 'drawn' | 'failed'>('reading')
  const [resized, setResized] = useState(0)

  useEffect(() => {
    // keys work from the start
    frame.current?.focus()
    const fit = () => setResized(times => times + 1)
    window.addEventListener('resize', fit)
    return () => window.removeEventListener('resize', fit)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a window of another size is drawn anew
  useEffect(() => {
    let gone = false
    const width = Math.max(200, frame.current!.clientWidth - 2) * zooms[zoom]!
    setState('reading')
    pdf.draw(page, canvas.current!, width).then(
      read => {
        if (gone) return
        setText(read.slice(0, 20_000))
        setState('drawn')
      },
      error => {
        if (gone || (error as Error).name === 'RenderingCancelledException') return
        if (error instanceof FetchFailed && onLost) onLost(error)
        else setState('failed')
      },
    )
    return () => {
      gone = true
    }
  }, [pdf, page, zoom, resized])

  const turn = (to: number) => {
    if (to < 1 || to > pdf.pages) return
    setPage(to)
    if (frame.current) frame.current.scrollTop = 0
  }
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 }[event.key]
    // in an enlarged page the arrows move about
    if (!step || (zoom > 0 && event.key.startsWith('Arrow'))) return
    event.preventDefault()
    turn(page + step)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are a shortcut for the buttons inside
    <div onKeyDown={keys}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <div className="flex items-center gap-1.5">
          <TurnButton label="上一页" off={page === 1} onClick={() => turn(page - 1)}>
            <ChevronLeft aria-hidden="true" className="size-4" />
          </TurnButton>
          <span role="status" className="num min-w-20 text-center text-sm">
            第 {page} 页，共 {pdf.pages} 页
          </span>
          <TurnButton label="下一页" off={page === pdf.pages} onClick={() => turn(page + 1)}>
            <ChevronRight aria-hidden="true" className="size-4" />
          </TurnButton>
        </div>
        <div className="flex items-center gap-1.5">
          <Button size="sm" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)} aria-label="缩小">
            <ZoomOut aria-hidden="true" className="size-4" />
          </Button>
          <Button size="sm" disabled={zoom === zooms.length - 1} onClick={() => setZoom(zoom + 1)} aria-label="放大">
            <ZoomIn aria-hidden="true" className="size-4" />
          </Button>
        </div>
      </div>
      {state === 'failed' && (
        <Alert tone="danger" role="alert">
          这一页显示不出来。请下载后查看。
        </Alert>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={frame} tabIndex={0} className="max-h-[56dvh] overflow-auto rounded-md border border-line bg-sunken">
        {state === 'reading' && <p className="py-2 text-center text-sm text-ink-2">正在读取这一页…</p>}
        <canvas ref={canvas} role="img" aria-label={`第 ${page} 页`} className="mx-auto block bg-white" />
      </div>
      <p className="sr-only">{text}</p>
    </div>
  )
}

type TurnProps = { label: string; off: boolean; onClick: () => void; children: ReactNode }

/** Stays enabled at the ends, or the focus would be lost and the keys with it. */
function TurnButton({ label, off, onClick, children }: TurnProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={off}
      onClick={onClick}
      className={buttonClass('secondary', 'sm', off ? 'opacity-50' : undefined)}
    >
      {children}
    </button>
  )
}
