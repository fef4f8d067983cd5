import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist'
import { FetchFailed, type RemoteFile } from './fetch-file'

/** Canvases beyond this stay empty on phones. */
const MAX_PIXELS = 12_000_000
/**
 * A PDF of hundreds of megabytes is read in pieces of this size: a page tree may lie in as many places as there are
 * pages. Never more than that at once.
 */
const PIECE = 64 * 1024
const MAX_AT_ONCE = 64 * 1024 * 1024

export type OpenPdf = {
  pages: number
  /** Draws a page into a canvas that is `width` wide on the screen. @returns what can be read on it */
  draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<string>
  close(): void
}

/**
 * Opens a PDF with pdf.js, which is loaded only now. Nothing of the document runs: no scripts, no forms, no evaluation;
 * it becomes pixels on a canvas. The worker and what documents need beside it come from our own host. Only what the
 * pages looked at need is fetched.
 * @throws FetchFailed, here and when drawing
 */
export async function openPdf(file: RemoteFile): Promise<OpenPdf> {
  const { getDocument, PDFDataRangeTransport, PDFWorker } = await import('pdfjs-dist')
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const worker = PDFWorker.create({ port } as unknown as Parameters<typeof PDFWorker.create>[0])
  const home = `${window.location.origin}/api/pdf`
  // pdf.js waits for a part that never comes; so a lost one ends whoever waits, from here
  let lose: (error: unknown) => void = () => {}
  const lost = new Promise<never>((_, reject) => {
    lose = reject
  })
  lost.catch(() => {})

  class Parts extends PDFDataRangeTransport {
    private gone = false
    override requestDataRange(begin: number, end: number): void {
      const answer = (bytes: Uint8Array) => {
        if (!this.gone) this.onDataRange(begin, bytes)
      }
      if (end - begin <= MAX_AT_ONCE) file.read(begin, end).then(answer).catch(lose)
      else lose(new FetchFailed('这个 PDF 有一部分太大，不能在这里显示。请下载后查看。'))
    }
    override abort(): void {
      this.gone = true
    }
  }
  const whole = file.first.length >= file.size
  const task = getDocument({
    ...(whole ? { data: file.first } : { range: new Parts(file.size, file.first), rangeChunkSize: PIECE }),
    ...{ disableAutoFetch: true, disableStream: true, worker, isEvalSupported: false, enableXfa: false },
    ...{ cMapUrl: `${home}/cmaps/`, standardFontDataUrl: `${home}/standard_fonts/`, wasmUrl: `${home}/wasm/` },
  })
  const close = () => {
    void task.destroy().finally(() => port.terminate())
  }
  try {
    const document = await Promise.race([task.promise, lost])
    const draw = drawer(document)
    return { pages: document.numPages, draw: (...page) => Promise.race([draw(...page), lost]), close }
  } catch (error) {
    close()
    throw error
  }
}

function drawer(document: PDFDocumentProxy): OpenPdf['draw'] {
  let current: RenderTask | null = null
  let newest = 0
  return async (number, canvas, width) => {
    const mine = ++newest
    // a canvas takes one drawing at a time
    current?.cancel()
    await current?.promise.catch(() => null)
    const page = await document.getPage(number)
    if (mine !== newest) return ''
    const plain = page.getViewport({ scale: 1 })
    const ratio = Math.min(window.devicePixelRatio || 1, 2)
    const wanted = (width * ratio) / plain.width
    const scale = Math.min(wanted, Math.sqrt(MAX_PIXELS / (plain.width * plain.height)))
    const viewport = page.getViewport({ scale })
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    canvas.style.width = `${width}px`
    current = page.render({ canvas, viewport })
    await current.promise
    const { items } = await page.getTextContent()
    page.cleanup()
    return items.map(item => ('str' in item ? item.str : '')).join(' ')
  }
}
