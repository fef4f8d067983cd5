import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

type PdfParts = {
  /** entries of the catalog, e.g. `/OpenAction 9 0 R` */
  catalog?: string
  /** whole objects, e.g. `9 0 obj << … >> endobj` */
  objects?: (string | Buffer)[]
  trailer?: string
  /** at least so many bytes, filled with an incompressible stream */
  size?: number
  /** exactly so many bytes */
  exactly?: number
}

/** A small PDF of one empty page, as writers make it; parts can be added. */
export function makePdf({ catalog = '', objects = [], trailer = '', size = 0, exactly }: PdfParts = {}): Buffer {
  const head = [
    '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n',
    `1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalog} >>\nendobj\n`,
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n',
  ]
  const end = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R ${trailer} >>\nstartxref\n9\n%%EOF\n`
  const parts = [...head, ...objects, end].map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))
  const missing = (exactly ?? size) - parts.reduce((sum, part) => sum + part.length, 0)
  if (missing > 200) {
    const before = `8 0 obj\n<< /Subtype /Image >>\nstream\n`
    const after = '\nendstream\nendobj\n'
    const noise = randomBytes(missing - before.length - after.length)
    parts.splice(-1, 0, Buffer.from(before), noise, Buffer.from(after))
  }
  return Buffer.concat(parts)
}

/** An object stream (PDF 1.5) with some content, packed. */
export function packed(content: string, dictionary = '/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode'): Buffer {
  const body = deflateSync(Buffer.from(content, 'latin1'))
  const before = `7 0 obj\n<< ${dictionary} /Length ${body.length} >>\nstream\r\n`
  return Buffer.concat([Buffer.from(before), body, Buffer.from('\nendstream\nendobj\n')])
}

/** A photo as phones write it: with a position and a comment in its EXIF block. */
export function makeJpg(width = 40, height = 30): Promise<Buffer> {
  return picture(width, height)
    .withExif({
      IFD0: { ImageDescription: 'secret-place' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 35/1 0/1' },
    })
    .jpeg()
    .toBuffer()
}

export const makePng = (width = 40, height = 30): Promise<Buffer> => picture(width, height).png().toBuffer()

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 40, g: 90, b: 160 } } })
