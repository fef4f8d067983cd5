import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist'

/** Canvases beyond this stay empty on phones. */
const MAX_PIXELS = 12_000_000

export type OpenPdf = {
  pages: number
  /** Draws a page into a canvas that is `width` wide on the screen. @returns what can be read on it */
  draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<string>
  close(): void
}

/**
 * Opens a PDF with pdf.js, which is loaded only now. Nothing of the document runs: no scripts, no forms, no evaluation;
 * it becomes pixels on a canvas. The worker and what documents need beside it come from our own host.
 */
export async function openPdf(bytes: ArrayBuffer): Promise<OpenPdf> {
  const { getDocument, PDFWorker } = await import('pdfjs-dist')
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const worker = PDFWorker.create({ port } as unknown as Parameters<typeof PDFWorker.create>[0])
  const home = `${window.location.origin}/api/pdf`
  const task = getDocument({
    ...{ data: bytes, worker, isEvalSupported: false, enableXfa: false },
    ...{ cMapUrl: `${home}/cmaps/`, standardFontDataUrl: `${home}/standard_fonts/`, wasmUrl: `${home}/wasm/` },
  })
  const close = () => {
    void task.destroy().finally(() => port.terminate())
  }
  try {
    const document = await task.promise
    return { pages: document.numPages, draw: drawer(document), close }
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
