import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { judgeScan } from '@/lib/infoform/code.rules'
import { readScanCodes } from '@/lib/platform/scan-code'
import { formInput, formOf, HASH, NUMBER, scanOf } from '../support/infoform'

const present = { number: NUMBER, hash: HASH }

/** A scanner's PDF: the picture of a page and nothing else. */
function scannedPdf(picture: Buffer): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: 0 })
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>(done => doc.on('end', () => done(Buffer.concat(parts))))
  doc.on('data', part => parts.push(part))
  doc.image(picture, 0, 0, { fit: [doc.page.width, doc.page.height] })
  doc.end()
  return whole
}

describe('the QR code of a stamped form is read back', () => {
  let form: Buffer
  beforeAll(async () => {
    form = await formOf(formInput())
  })

  test('from the PDF itself', async () => {
    expect(judgeScan(await readScanCodes(form, 'pdf'), present)).toBe('match')
  })

  test.each([-3, 92])('from a stamped, grainy JPEG laid askew by %s degrees', async degrees => {
    const scan = await scanOf(form, { degrees })
    expect(judgeScan(await readScanCodes(scan, 'picture'), present)).toBe('match')
  })

  test('from a picture in a PDF, with the stamp on a corner of the code', async () => {
    const scan = await scanOf(form, { stampAt: { left: 1240, top: 140 } })
    expect(judgeScan(await readScanCodes(await scannedPdf(scan), 'pdf'), present)).toBe('match')
  })

  test('the form of other content, or of another application, is told apart', async () => {
    const changed = await scanOf(await formOf(formInput({ hash: '0123'.repeat(16) })))
    expect(judgeScan(await readScanCodes(changed, 'picture'), present)).toBe('changed')
    const foreign = await scanOf(await formOf(formInput({ number: '2026-000124' })))
    expect(judgeScan(await readScanCodes(foreign, 'picture'), present)).toBe('foreign')
  })

  test('an empty page, a broken PDF and what is no picture at all are unreadable', async () => {
    const blank = await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer()
    for (const [bytes, kind] of [
      [blank, 'picture'],
      [form.subarray(0, 9000), 'pdf'],
      [Buffer.from('no picture'), 'picture'],
    ] as const)
      expect(judgeScan(await readScanCodes(bytes, kind), present)).toBe('unreadable')
  })
})
