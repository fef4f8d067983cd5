import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { blockSource, bufferSource } from '@/lib/platform/byte-source'
import { rewriteImage } from '@/lib/platform/image'
import { inspectPdf as inspectSource } from '@/lib/platform/pdf'
import { makeJpg, makePdf, makePng, packed } from '../support/files'

const inspectPdf = (bytes: Buffer) => inspectSource(bufferSource(bytes))
const javascript = '9 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj\n'

describe('inspectPdf', () => {
  test('an ordinary PDF passes, also a big one, one of version 2.0 and one with packed objects', async () => {
    expect(await inspectPdf(makePdf())).toBeNull()
    expect(await inspectPdf(makePdf({ size: 5_000_000 }))).toBeNull()
    expect(
      await inspectPdf(Buffer.from(makePdf().toString('latin1').replace('PDF-1.7', 'PDF-2.0'), 'latin1')),
    ).toBeNull()
    expect(await inspectPdf(makePdf({ objects: [packed('9 0 << /Type /Font /BaseFont /SimSun >>')] }))).toBeNull()
    expect(
      await inspectPdf(makePdf({ objects: [packed('noise', '/N 3 /Alternate /DeviceRGB /Filter /LZWDecode')] })),
    ).toBeNull()
  })

  test.each<[string, Buffer]>([
    ['in an object', makePdf({ catalog: '/OpenAction 9 0 R', objects: [javascript] })],
    ['with an escaped name', makePdf({ objects: ['9 0 obj << /S /J#61vaScr#69pt /JS (x) >> endobj\n'] })],
    ['in a packed object', makePdf({ objects: [packed('9 0 << /S /JavaScript /JS (x) >>')] })],
    [
      'packed, type left out',
      makePdf({ objects: [packed('9 0 << /S /JavaScript >>', '/N 1 /First 4 /Filter [/FlateDecode]')] }),
    ],
    [
      'packed, keys escaped',
      makePdf({ objects: [packed('9 0 << /S /JavaScript >>', '/#4e 1 /F#69rst 4 /Filter /Fl')] }),
    ],
    [
      'packed, dictionary with decoys',
      makePdf({
        objects: [
          packed(
            '9 0 << /S /JavaScript >>',
            '/X (>> stream) /Y << /Z [1 2] >> /N 1 %>>\n /First 4 /Filter /FlateDecode',
          ),
        ],
      }),
    ],
    ['launching a program', makePdf({ objects: ['9 0 obj << /S /Launch /F (cmd.exe) >> endobj\n'] })],
    ['with a dynamic form', makePdf({ catalog: '/AcroForm << /XFA [] >>' })],
  ])('active content is refused: %s', async (_where, bytes) => {
    expect(await inspectPdf(bytes)).toMatch(/脚本或可运行的内容/)
  })

  test('a name is found wherever the file is cut into pieces to look at it', async () => {
    const name = '/JavaScript'
    for (let before = 0; before <= name.length; before++) {
      const start = makePdf({ exactly: 1_048_576 - before + 76 }).subarray(0, 1_048_576 - before)
      const bytes = Buffer.concat([start, Buffer.from(`${name} `), makePdf({ size: 20_000 }).subarray(-15_000)])
      const source = blockSource(bytes.length, 65_536, n => bytes.subarray(n * 65_536, (n + 1) * 65_536))
      expect(await inspectSource(source)).toMatch(/脚本或可运行的内容/)
    }
  })

  test('a packed name is found wherever its unpacked bytes are cut', async () => {
    for (const filler of [16_370, 16_380, 32_760, 65_530])
      expect(await inspectPdf(makePdf({ objects: [packed(`${' '.repeat(filler)}/JavaScript `)] }))).toMatch(/脚本/)
  })

  test('passwords and embedded files are refused', async () => {
    expect(await inspectPdf(makePdf({ trailer: '/Encrypt 5 0 R' }))).toMatch(/设有密码/)
    expect(await inspectPdf(makePdf({ catalog: '/Names << /EmbeddedFiles 6 0 R >>' }))).toMatch(/夹带了其他文件/)
  })

  test.each<[string, Buffer]>([
    ['another filter', makePdf({ objects: [packed('x', '/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode')] })],
    [
      'two filters',
      makePdf({ objects: [packed('x', '/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]')] }),
    ],
    ['a filter elsewhere', makePdf({ objects: [packed('x', '/Type /ObjStm /N 1 /First 4 /Filter 12 0 R')] })],
    [
      'a predictor',
      makePdf({
        objects: [packed('x', '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 >>')],
      }),
    ],
    ['broken packing', makePdf({ objects: [packed('x').subarray(0, -20), '\nendstream\nendobj\n'] })],
    ['a bomb', makePdf({ objects: [packed('0'.repeat(135_000_000))] })],
  ])('packed objects that cannot be looked into are refused: %s', async (_what, bytes) => {
    expect(await inspectPdf(bytes)).toMatch(/内部结构很特殊/)
  })

  test('what is not a whole PDF is refused', async () => {
    const whole = makePdf({ size: 50_000 })
    expect(await inspectPdf(whole.subarray(0, 30_000))).toMatch(/不完整/)
    expect(await inspectPdf(Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')]))).toMatch(/不完整/)
    expect(await inspectPdf(Buffer.concat([Buffer.from('<html>'), whole]))).toMatch(/不完整/)
  })

  test('a PDF that is an archive at the same time is refused', async () => {
    const plain = makePdf()
    const end = Buffer.alloc(22)
    end.write('PK\x05\x06', 0, 'latin1')
    const comment = 'startxref\n9\n%%EOF\n'
    end.writeUInt16LE(comment.length, 20)
    expect(await inspectPdf(Buffer.concat([plain, Buffer.from('PK\x03\x04zip'), end, Buffer.from(comment)]))).toMatch(
      /内部结构很特殊/,
    )
  })

  test('random damage never crashes it, and work stays in proportion to size', async () => {
    const whole = makePdf({ objects: [packed('9 0 << /Type /Font >>')] })
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(whole)
        changed[at] = byte
        const answer = await inspectPdf(changed)
        expect(answer === null || answer.startsWith('这个 PDF')).toBe(true)
      }),
      { numRuns: 300 },
    )
    const before = process.cpuUsage()
    expect(await inspectPdf(makePdf({ objects: ['obj<<'.repeat(1_500_000)] }))).toMatch(/内部结构很特殊/)
    // what it took itself: the machine may have other work
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(10)
  })
})

describe('rewriteImage', () => {
  test('a photo keeps its picture and loses what else was in it', async () => {
    const photo = Buffer.concat([await makeJpg(64, 48), Buffer.from('PK\x03\x04<script>')])
    expect(photo.includes('secret-place')).toBe(true)
    const clean = (await rewriteImage(photo, 'jpg')) as Buffer
    expect(clean.includes('secret-place') || clean.includes('<script>')).toBe(false)
    const found = await sharp(clean).metadata()
    expect([found.format, found.width, found.height, found.exif]).toEqual(['jpeg', 64, 48, undefined])
    const png = await sharp((await rewriteImage(await makePng(), 'png')) as Buffer).metadata()
    expect([png.format, png.width]).toEqual(['png', 40])
  })

  test('a photo taken sideways is turned upright', async () => {
    const sideways = await sharp(await makeJpg(64, 48))
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const found = await sharp((await rewriteImage(sideways, 'jpg')) as Buffer).metadata()
    expect([found.width, found.height, found.orientation]).toEqual([48, 64, undefined])
  })

  test('what only pretends to be a picture is refused', async () => {
    const jpg = await makeJpg()
    expect(await rewriteImage(jpg.subarray(0, jpg.length / 2), 'jpg')).toMatch(/打不开/)
    expect(await rewriteImage(jpg, 'png')).toMatch(/打不开/)
    expect(await rewriteImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'png')).toMatch(/打不开/)
  })

  test('a picture of too many pixels is refused before it is unpacked', async () => {
    const header = await makePng()
    const huge = Buffer.from(header)
    huge.writeUInt32BE(30_000, 16)
    huge.writeUInt32BE(30_000, 20)
    expect(await rewriteImage(huge, 'png')).toMatch(/^这张图片/)
    const flat = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(await rewriteImage(flat, 'png')).toMatch(/6000 万像素/)
  })
})

test('the packing of the fixtures is what writers use', () => {
  expect(packed('abc').includes(deflateSync(Buffer.from('abc')))).toBe(true)
})
