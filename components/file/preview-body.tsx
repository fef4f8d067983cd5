'use client'
import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { FetchFailed, fetchFile } from './fetch-file'
import { type OpenPdf, openPdf } from './open-pdf'
import { PdfPages } from './pdf-pages'

type Shown =
  | { as: 'loading'; percent: number }
  | { as: 'pdf'; pdf: OpenPdf }
  | { as: 'picture'; url: string }
  | { as: 'problem'; sentence: string }

/** Fetches a file and shows it: pages of a PDF on a canvas, a picture as such. Loaded when somebody wants to look. */
export default function PreviewBody({ href, name }: { href: string; name: string }) {
  const [shown, setShown] = useState<Shown>({ as: 'loading', percent: 0 })

  useEffect(() => {
    const stop = new AbortController()
    let release = () => {}
    const open = async (): Promise<Shown> => {
      const blob = await fetchFile(href, percent => setShown({ as: 'loading', percent }), stop.signal)
      if (blob.type !== 'application/pdf') {
        const url = URL.createObjectURL(blob)
        release = () => URL.revokeObjectURL(url)
        return { as: 'picture', url }
      }
      const pdf = await openPdf(await blob.arrayBuffer())
      release = pdf.close
      return { as: 'pdf', pdf }
    }
    open()
      .catch(
        (error): Shown => ({
          as: 'problem',
          sentence: error instanceof FetchFailed ? error.message : '这个文件在浏览器中打不开。请下载后查看。',
        }),
      )
      .then(next => (stop.signal.aborted ? release() : setShown(next)))
    return () => {
      stop.abort()
      release()
    }
  }, [href])

  switch (shown.as) {
    case 'loading':
      return (
        <div role="status" className="py-10 text-center text-ink-2">
          正在打开… <span className="num">{shown.percent}%</span>
        </div>
      )
    case 'problem':
      return (
        <Alert tone="danger" role="alert">
          {shown.sentence}
        </Alert>
      )
    case 'picture':
      return (
        // biome-ignore lint/performance/noImgElement: it is in memory already
        <img src={shown.url} alt={name} className="mx-auto max-h-[70dvh] max-w-full rounded-md border border-line" />
      )
    case 'pdf':
      return <PdfPages pdf={shown.pdf} />
  }
}
