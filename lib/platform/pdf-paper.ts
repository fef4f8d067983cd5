import 'server-only'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { runsOf, wrap } from './pdf-words'

/** One Han font with the rare characters of names (𠮷 𬎆), one Tibetan; both OFL, from npm, so that they are everywhere. */
const fontFiles = {
  han: 'node-source-han-sans-sc/SourceHanSansSC-Regular.otf',
  bold: 'node-source-han-sans-sc/SourceHanSansSC-Bold.otf',
  tibetan: '@expo-google-fonts/noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf',
} as const
type FontName = keyof typeof fontFiles

/** What pdfkit knows of a font (a fontkit font); it has no public way to ask it. */
type OpenedFont = {
  unitsPerEm: number
  hasGlyphForCodePoint(code: number): boolean
  layout(text: string): {
    glyphs: { path: { toSVG(): string } }[]
    positions: { xAdvance: number; xOffset: number; yOffset: number }[]
  }
}
type WithFont = { _font: { font: OpenedFont } }
type Fonts = Record<FontName, OpenedFont>

let fonts: Promise<Fonts> | undefined

/** Opened once for the process: the tables of sixty thousand characters take longer to read than a paper to write. */
async function openFonts(): Promise<Fonts> {
  const doc = new PDFDocument({ font: '' })
  const open = async (name: FontName) => {
    const bytes = await readFile(join(process.cwd(), 'node_modules', fontFiles[name]))
    return [name, (doc.font(bytes) as unknown as WithFont)._font.font] as const
  }
  return Object.fromEntries(await Promise.all((Object.keys(fontFiles) as FontName[]).map(open))) as Fonts
}

/** Marks are not moved to their letters: for text that is there to be read by programs. */
const PLAIN = { mark: false, mkmk: false, abvm: false, blwm: false, dist: false } as unknown as []

/** Where no font of ours has a character, the printers' sign for a missing one stands. */
const MISSING = '〓'
/** Drawn from two signs, because fonts have no ticked box. */
const TICKED = '☑'
/** What is measured as one: other letters may be set closer to each other. */
const measured = /\p{Script=Han}|\P{Script=Han}+/gu
/** Tibetan letters are lower than Chinese characters of the same size. */
const TIBETAN_SIZE = 1.25

/** What a program that keeps to the format asks for before it shows anything; who opens it may print it. */
const sealedBy = (userPassword: string) =>
  ({ pdfVersion: '1.7ext3', userPassword, permissions: { printing: 'highResolution' } }) as const

export type Style = { size: number; bold?: boolean; colour?: string }
export type Paper = Awaited<ReturnType<typeof openPaper>>

/**
 * A4 paper to write on, in points from the top left. The same content gives the same bytes: the date is the content's
 * own, and nothing is random. Fonts are embedded with the characters that are used.
 * @param about.createdAt said in the document's properties
 * @param about.password nobody opens it without (AES-256); then the bytes are never the same
 */
export async function openPaper(about: {
  title: string
  author: string
  createdAt: Date
  margin: number
  password?: string
}) {
  fonts ??= openFonts().catch(error => {
    fonts = undefined
    throw error
  })
  const opened = await fonts
  const { title, author, createdAt, margin, password } = about
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    font: '',
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    ...(password ? sealedBy(password) : {}),
    info: { Title: title, Author: author, CreationDate: createdAt, Producer: 'expert-pool', Creator: 'expert-pool' },
  })
  // pdfkit takes an opened font as well; its types do not say so
  for (const [name, font] of Object.entries(opened)) doc.registerFont(name, font as unknown as Buffer)
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', chunk => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })

  const known = new Map<string, boolean>()
  const has = (font: FontName, sign: string): boolean => {
    const key = font + sign
    if (!known.has(key))
      known.set(key, (doc.font(font) as unknown as WithFont)._font.font.hasGlyphForCodePoint(sign.codePointAt(0)!))
    return known.get(key)!
  }
  /** as it can be printed */
  const printable = (text: string): string =>
    runsOf(text.replace(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, ''))
      .map(run =>
        [...run.text]
          .map(sign => (sign === TICKED || sign === '\n' || has(fontOf(run.script), sign) ? sign : MISSING))
          .join(''),
      )
      .join('')
  const fontOf = (script: 'han' | 'tibetan', bold?: boolean): FontName =>
    script === 'tibetan' ? 'tibetan' : bold ? 'bold' : 'han'
  const parts = (line: string, { bold, size }: Style) =>
    runsOf(line).flatMap(run =>
      run.text
        .split(/(☑)/u)
        .filter(Boolean)
        .map(text => ({
          text,
          font: fontOf(run.script, bold),
          size: run.script === 'tibetan' ? size * TIBETAN_SIZE : size,
        })),
    )
  /** A line is measured again with each piece that is added: Chinese characters are as wide whatever stands beside them. */
  const partWidth = ({ text, font, size }: { text: string; font: FontName; size: number }): number => {
    doc.font(font).fontSize(1000)
    const pieces = text === TICKED ? ['□'] : (text.match(measured) ?? [])
    return (pieces.reduce((sum, piece) => sum + doc.widthOfString(piece), 0) * size) / 1000
  }
  const widthOf = (line: string, style: Style): number =>
    parts(line, style).reduce((sum, part) => sum + partWidth(part), 0)

  /** The box is drawn, the tick within is text: ✓. */
  function tick(x: number, y: number, size: number, colour: string): void {
    const side = size * 0.78
    doc
      .lineWidth(size * 0.05)
      .strokeColor(colour)
      .rect(x + size * 0.11, y - side + size * 0.07, side, side)
      .stroke()
    doc.text('✓', x + size * 0.08, y, { lineBreak: false, baseline: 'alphabetic' })
  }

  /**
   * Letters that are shaped stand above and below each other, which programs that read text off a page take for lines
   * of their own. So their shapes are drawn, and the text lies over them unseen, letter after letter.
   */
  function shaped(text: string, x: number, y: number, size: number): void {
    const { font } = (doc as unknown as WithFont)._font
    const { glyphs, positions } = font.layout(text)
    const scale = size / font.unitsPerEm
    let at = x
    glyphs.forEach((glyph, index) => {
      const { xAdvance, xOffset, yOffset } = positions[index]!
      doc.save()
      doc.transform(scale, 0, 0, -scale, at + xOffset * scale, y - yOffset * scale)
      doc.path(glyph.path.toSVG()).fill()
      doc.restore()
      at += xAdvance * scale
    })
    doc.save()
    doc.addContent('3 Tr')
    doc.text(text, x, y, { lineBreak: false, baseline: 'alphabetic', features: PLAIN })
    doc.restore()
  }

  /** Draws one line whose baseline is at `y`. */
  function put(line: string, x: number, y: number, style: Style): void {
    const { colour = '#000' } = style
    let at = x
    for (const part of parts(printable(line), style)) {
      const width = partWidth(part)
      doc.font(part.font).fontSize(part.size).fillColor(colour)
      if (part.text === TICKED) tick(at, y, part.size, colour)
      else if (part.font === 'tibetan') shaped(part.text, at, y, part.size)
      else doc.text(part.text, at, y, { lineBreak: false, baseline: 'alphabetic' })
      at += width
    }
  }

  return {
    doc,
    margin,
    width: doc.page.width,
    height: doc.page.height,
    widthOf,
    put,
    /** the lines of a text within a width */
    lines: (text: string, width: number, style: Style): string[] =>
      wrap(printable(text), width, line => widthOf(line, style)),
    /** how far one line is below the one before */
    leading: (line: string, { size }: Style): number => size * (/[\u0f00-\u0fff]/u.test(line) ? 1.9 : 1.42),
    /** the whole document; nothing can be drawn afterwards */
    async finish(): Promise<Buffer> {
      doc.end()
      return whole
    },
  }
}
