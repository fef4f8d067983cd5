/**
 * Reads a PDF from standard input with pdf.js, which Jest cannot load: `node pdf-page-reader.mjs text` prints the text of each
 * page as JSON (`text password` of one that is locked), `node pdf-page-reader.mjs picture 1` the first page as a PNG of 200 dots per inch.
 */

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const [, , what, more] = process.argv
const document = await getDocument({
  ...(what === 'text' && more ? { password: more } : {}),
  data: new Uint8Array(await buffer(process.stdin)),
  cMapUrl: `${join(home, 'cmaps')}/`,
  standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
  verbosity: 0,
}).promise
if (what === 'text') {
  const pages = []
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent()
    pages.push(items.map(item => item.str + (item.hasEOL ? '\n' : '')).join(''))
  }
  process.stdout.write(JSON.stringify(pages))
} else {
  const page = await document.getPage(Number(more))
  const viewport = page.getViewport({ scale: 200 / 72 })
  const { canvas, context } = document.canvasFactory.create(Math.floor(viewport.width), Math.floor(viewport.height))
  await page.render({ canvas, canvasContext: context, viewport }).promise
  process.stdout.write(await canvas.encode('png'))
}
