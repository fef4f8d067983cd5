/**
 * Reads QR codes off a scanned page: `node scan-code-reader.mjs pdf|picture` with the file on standard input, the texts
 * as JSON on standard output, '' for each page of a PDF that shows none or is not looked at. A process of its own, so that a file made to harm has no settings to read, no memory of
 * others, and ends with the clock of whoever started it (`scan-code.ts`). Nothing is fetched from anywhere.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const require = createRequire(import.meta.url)
const MAX_PAGES = 3
const MAX_PIXELS = 60_000_000
/** long sides in pixels: about 200 and 300 dots per inch of A4 */
const SIDES = [2300, 3500]

await prepareZXingModule({
  overrides: { wasmBinary: await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm')) },
  fireImmediately: true,
})

/** Codes lying at any angle are found. */
async function codesIn(picture) {
  const found = await readBarcodes(picture, {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryDownscale: true,
    maxNumberOfSymbols: 8,
  })
  return found.filter(code => code.isValid).map(code => code.text)
}

/** A picture through red glass: what a red stamp covers can be seen again, because black ink stays black. */
function withoutRed({ data, width, height }) {
  const seen = new Uint8ClampedArray(data)
  for (let at = 0; at < seen.length; at += 4) seen[at + 1] = seen[at + 2] = seen[at]
  return { data: seen, width, height }
}

/** The codes of the first way of looking that shows any. */
async function firstOf(ways) {
  for (const way of ways) {
    const texts = await codesIn(await way())
    if (texts.length > 0) return texts
  }
  return []
}

async function fromPicture(bytes) {
  const { default: sharp } = await import('sharp')
  const look = async (side, change) => {
    const upright = sharp(bytes, { limitInputPixels: MAX_PIXELS }).rotate().flatten({ background: '#fff' })
    const sized = upright.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    const { data, info } = await change(sized)
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data: new Uint8ClampedArray(data), width: info.width, height: info.height }
  }
  return firstOf([
    () => look(SIDES[0], picture => picture),
    async () => withoutRed(await look(SIDES[0], picture => picture)),
    () => look(SIDES[1], picture => picture),
    // specks of a bad copy, and grey where there should be black
    () => look(SIDES[1], picture => picture.greyscale().median(3).normalise()),
    () => look(1400, picture => picture.greyscale().blur(1).normalise()),
  ])
}

async function fromPdf(bytes) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const home = dirname(require.resolve('pdfjs-dist/package.json'))
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    canvasMaxAreaInBytes: MAX_PIXELS * 4,
    maxImageSize: MAX_PIXELS,
    cMapUrl: `${join(home, 'cmaps')}/`,
    standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
    wasmUrl: `${join(home, 'wasm')}/`,
    verbosity: 0,
  })
  const document = await task.promise
  const texts = []
  for (let number = 1; number <= Math.min(document.numPages, MAX_PAGES); number++) {
    const page = await document.getPage(number)
    const plain = page.getViewport({ scale: 1 })
    const look = async side => {
      const viewport = page.getViewport({ scale: side / Math.max(plain.width, plain.height) })
      // of the very canvas library that pdf.js takes its paths from
      const size = [viewport.width, viewport.height].map(side => Math.max(1, Math.floor(side)))
      const { canvas, context } = document.canvasFactory.create(...size)
      context.fillStyle = '#fff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      await page.render({ canvas, canvasContext: context, viewport }).promise
      return context.getImageData(0, 0, canvas.width, canvas.height)
    }
    const onPage = await firstOf([
      () => look(SIDES[0]),
      async () => withoutRed(await look(SIDES[0])),
      () => look(SIDES[1]),
      async () => withoutRed(await look(SIDES[1])),
    ])
    texts.push(...(onPage.length > 0 ? onPage : ['']))
    page.cleanup()
  }
  if (document.numPages > MAX_PAGES) texts.push('')
  await task.destroy()
  return texts
}

const bytes = await buffer(process.stdin)
const texts = await (process.argv[2] === 'pdf' ? fromPdf(bytes) : fromPicture(bytes))
process.stdout.write(JSON.stringify(texts))
