import fc from 'fast-check'
import {
  cleanName,
  contentDisposition,
  formatSize,
  kindOfContent,
  kindOfName,
  ruleText,
  type UploadRule,
  whyNotOffer,
} from '@/lib/file/file.rules'

const MB = 1024 * 1024
const rule: UploadRule = { label: '证明材料', types: ['pdf', 'jpg', 'png'], maxBytes: 10 * MB, maxCount: 1 }

describe('whyNotOffer', () => {
  test.each([
    ['职称证书.pdf', 'application/pdf'],
    ['职称证书.PDF', 'application/pdf'],
    ['照片.jpeg', 'image/jpeg'],
    ['照片.jpg', ''],
    ['a.b.c.png', 'image/png'],
  ])('%s may be sent', (name, type) => {
    expect(whyNotOffer({ name, size: 10 * MB, type }, rule)).toBeNull()
  })

  test.each(['a.docm', 'a.svg', 'a.html', 'a.xml', 'a.pdf.exe', 'a.exe', 'a', '.pdf', 'a.pdf/../b.js', 'pdf'])(
    '%s is refused by its extension',
    name => {
      expect(whyNotOffer({ name, size: 5, type: 'application/pdf' }, rule)).toMatch(
        /^只能上传 PDF、JPG、PNG 格式的文件/,
      )
    },
  )

  test('a declared type that contradicts the extension is refused', () => {
    expect(whyNotOffer({ name: 'a.pdf', size: 5, type: 'text/html' }, rule)).toMatch(/^这个文件的内容不是 PDF/)
    expect(whyNotOffer({ name: 'a.png', size: 5, type: 'image/jpeg' }, rule)).toMatch(/^这个文件的内容不是 PNG 图片/)
  })

  test('sizes', () => {
    const offer = (size: number) => whyNotOffer({ name: 'a.pdf', size, type: '' }, rule)
    expect(offer(10 * MB + 1)).toMatch(/超过了 10 MB 的上限/)
    for (const size of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1.5]) expect(offer(size)).toMatch(/空的/)
  })

  test('types that the purpose does not allow are refused', () => {
    expect(whyNotOffer({ name: 'a.png', size: 5, type: '' }, { ...rule, types: ['pdf'] })).toMatch(/^只能上传 PDF 格式/)
  })
})

describe('kinds', () => {
  test('content counts from byte 0', () => {
    expect(kindOfContent(Buffer.from('%PDF-1.4 …'))).toBe('pdf')
    expect(kindOfContent(Buffer.from(' %PDF-1.4'))).toBeNull()
    expect(kindOfContent(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpg')
    expect(kindOfContent(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('png')
    expect(kindOfContent(Buffer.from('PK\x03\x04'))).toBe('xlsx')
    for (const other of ['<svg', '<html', '<?xml', 'MZ', 'GIF89a', ''])
      expect(kindOfContent(Buffer.from(other))).toBeNull()
  })

  test('names', () => {
    expect(kindOfName('a.JPG')).toBe('jpg')
    expect(kindOfName('a.jpg.zip')).toBeNull()
  })
})

describe('cleanName', () => {
  test.each([
    ['身份证 正反面&1.pdf', '身份证 正反面&1.pdf'],
    ['C:\\Users\\me\\证书.pdf', '证书.pdf'],
    ['../../etc/证书.pdf', '证书.pdf'],
    ['证书\u202Efdp.exe', '证书fdp.exe'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie_ x.pdf'],
    ['..证书.pdf. ', '证书.pdf'],
    ['a\u200bb\u0000.pdf', 'ab.pdf'],
    ['.pdf', 'pdf'],
    ['', '附件'],
    ['/', '附件'],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanName(given)).toBe(clean)
  })

  test('is stable, short, in one line, without paths, and keeps the extension', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('.pdf', '.png', ''),
        (stem, extension) => {
          const clean = cleanName(stem + extension)
          expect(cleanName(clean)).toBe(clean)
          expect([...clean].length).toBeLessThanOrEqual(100)
          expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/u)
          if (extension && !/[/\\. ]$/.test(stem) && /[\p{L}\p{N}]/u.test(stem))
            expect(clean.endsWith(extension)).toBe(true)
        },
      ),
    )
  })
})

test('a download name is one header line that gives back the true name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), name => {
      const given = `证${name}书.pdf`
      const header = contentDisposition(given)
      expect(header).toMatch(/^attachment; filename="file\.pdf"; filename\*=UTF-8''[A-Za-z0-9._~%-]+$/)
      expect(decodeURIComponent(header.split("UTF-8''")[1]!)).toBe(cleanName(given))
    }),
  )
})

test('words for sizes and rules', () => {
  expect([0, 1023, 1024, 1536 * 1024, 10 * MB, 300 * MB].map(formatSize)).toEqual([
    '0 B',
    '1023 B',
    '1 KB',
    '1.5 MB',
    '10 MB',
    '300 MB',
  ])
  expect(ruleText(rule)).toBe('PDF、JPG、PNG 格式，不超过 10 MB，1 个文件')
  expect(ruleText({ ...rule, maxCount: 5 })).toBe('PDF、JPG、PNG 格式，每个不超过 10 MB，最多 5 个文件')
})
