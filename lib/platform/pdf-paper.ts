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

let fonts: Promise<Record<FontName, Buffer>> | undefined

async function readFonts(): Promise<Record<FontName, Buffer>> {
  const read = async (name: FontName) =>
    [name, await readFile(join(process.cwd(), 'node_modules', fontFiles[name]))] as const
  return Object.fromEntries(await Promise.all((Object.keys(fontFiles) as FontName[]).map(read))) as Record<
    FontName,
    Buffer
  >
}

/** What pdfkit knows of the font in use (a fontkit font); it has no public way to ask it. */
type WithFont = {
  _font: {
    font: {
      unitsPerEm: number
      hasGlyphForCodePoint(code: number): boolean
      layout(text: string): {
        glyphs: { path: { toSVG(): string } }[]
        positions: { xAdvance: number; xOffset: number; yOffset: number }[]
      }
    }
  }
}

/** Marks are not moved to their letters: for text that is there to be read by programs. */
const PLAIN = { mark: false, mkmk: false, abvm: false, blwm: false, dist: false } as unknown as []

/** Where no font of ours has a character, the printers' sign for a missing one stands. */
const MISSING = '〓'
/** Drawn from two signs, because fonts have no ticked box. */
const TICKED = '☑'
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
  fonts ??= readFonts().catch(error => {
    fonts = undefined
    throw error
  })
  const bytes = await fonts
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
  for (const name of Object.keys(bytes) as FontName[]) doc.registerFont(name, bytes[name])
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
  const partWidth = (part: { text: string; font: FontName; size: number }): number =>
    doc
      .font(part.font)
      .fontSize(part.size)
      .widthOfString(part.text === TICKED ? '□' : part.text)
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
