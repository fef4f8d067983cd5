'use client'
import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { FetchFailed, openRemote, readWhole } from './fetch-file'
import { type OpenPdf, openPdf } from './open-pdf'
import { PdfPages } from './pdf-pages'

type Shown =
  | { as: 'loading'; percent: number | null }
  | { as: 'pdf'; pdf: OpenPdf }
  | { as: 'picture'; url: string }
  | { as: 'problem'; sentence: string }

const sentenceOf = (error: unknown): string =>
  error instanceof FetchFailed ? error.message : '这个文件在浏览器中打不开。请下载后查看。'

/**
 * Fetches a file and shows it: pages of a PDF on a canvas, of which only what they need is fetched; a picture as such.
 * Loaded when somebody wants to look.
 */
export default function PreviewBody({ href, name }: { href: string; name: string }) {
  const [shown, setShown] = useState<Shown>({ as: 'loading', percent: null })
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a new opening
  useEffect(() => {
    const stop = new AbortController()
    let release = () => {}
    const open = async (): Promise<Shown> => {
      const file = await openRemote(href, stop.signal)
      if (file.type === 'application/pdf') {
        const pdf = await openPdf(file)
        release = pdf.close
        return { as: 'pdf', pdf }
      }
      const blob = await readWhole(file, percent => setShown({ as: 'loading', percent }))
      const url = URL.createObjectURL(blob)
      release = () => URL.revokeObjectURL(url)
      return { as: 'picture', url }
    }
    setShown({ as: 'loading', percent: null })
    open()
      .catch((error): Shown => ({ as: 'problem', sentence: sentenceOf(error) }))
      .then(next => (stop.signal.aborted ? release() : setShown(next)))
    return () => {
      stop.abort()
      release()
    }
  }, [href, attempt])

  switch (shown.as) {
    case 'loading':
      return (
        <div role="status" className="py-10 text-center text-ink-2">
          正在打开…{shown.percent !== null && <span className="num"> {shown.percent}%</span>}
        </div>
      )
    case 'problem':
      return (
        <Alert tone="danger" role="alert">
          <p>{shown.sentence}</p>
          <Button size="sm" className="mt-2" onClick={() => setAttempt(attempt + 1)}>
            再试一次
          </Button>
        </Alert>
      )
    case 'picture':
      return (
        // biome-ignore lint/performance/noImgElement: it is in memory already
        <img src={shown.url} alt={name} className="mx-auto max-h-[70dvh] max-w-full rounded-md border border-line" />
      )
    case 'pdf':
      return <PdfPages pdf={shown.pdf} onLost={error => setShown({ as: 'problem', sentence: sentenceOf(error) })} />
  }
}
