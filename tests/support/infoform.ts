import sharp from 'sharp'
import { type FormInput, formContent } from '@/lib/infoform/form.rules'
import { formPdf } from '@/lib/infoform/form-pdf'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { pictureOfPdf } from './pdf-page'

export const HASH = 'ab12cd34ef56ab78'.repeat(4)
export const NUMBER = '2026-000123'

/** What a 专家信息表 is made of; numbers are made up. */
export function formInput(change: Partial<FormInput> = {}): FormInput {
  return {
    number: NUMBER,
    hash: HASH,
    policy: shaoxing,
    snapshot: {
      person: {
        name: '示范甲',
        sex: '男',
        docType: '中国大陆居民身份证',
        docMask: '3****************X',
        birthDate: '1975-03-02',
        phoneMask: '138****0000',
        email: 'someone@example.com',
        region: '浙江省绍兴市越城区',
        unitId: '',
        unitName: '示范大学',
      },
      sections: {
        basic: {
          position: '副院长',
          education: '10',
          degree: '2',
          officePhone: '0575-8000 0000',
          expertTypes: ['technology'],
          disciplines: ['11011'],
        },
        titles: { rows: [{ id: 'one', kind: 'title', titleCode: '011', obtainedOn: '2012-06' }] },
      },
      files: [{ name: '教授证书.pdf', section: 'titles', rowId: 'one' }],
    },
    numbers: { document: '证件号码全文', phone: '移动电话全文' },
    bank: null,
    unit: {
      name: '示范大学',
      creditCode: '91350100M000100Y43',
      nature: '大专院校',
      place: '浙江省绍兴市越城区',
      department: '示范市教育局',
      inside: true,
    },
    qualified: true,
    priority: [],
    names: { discipline: code => `学科${code}` },
    ...change,
  }
}

export const formOf = (input: FormInput): Promise<Buffer> =>
  formPdf(formContent(input), {
    authority: '示范市科技局',
    site: '示范市科技专家库',
    createdAt: new Date('2026-11-21'),
  })

const stamp = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="340" height="340"><g fill="none" stroke="#d21f1f" opacity="0.85">
  <circle cx="170" cy="170" r="155" stroke-width="12"/><path d="M170 90 L220 240 L95 145 L245 145 L120 240 Z" fill="#d21f1f"/>
  </g></svg>`,
)

/** A form as it comes back from the unit: stamped in red, laid on the scanner a little askew, grainy, as a JPEG. */
export async function scanOf(
  pdf: Buffer,
  { degrees = 2.5, stampAt = { left: 1100, top: 1900 }, quality = 60 } = {},
): Promise<Buffer> {
  const page = sharp(await pictureOfPdf(pdf)).flatten({ background: '#fff' })
  const stamped = await page
    .composite([{ input: stamp, blend: 'multiply', ...stampAt }])
    .png()
    .toBuffer()
  const turned = await sharp(stamped).rotate(degrees, { background: '#f4f2ec' }).png().toBuffer()
  const { width, height } = await sharp(turned).metadata()
  const noise = await sharp({
    create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 225, sigma: 24 } },
  })
    .png()
    .toBuffer()
  return sharp(turned)
    .composite([{ input: noise, blend: 'multiply' }])
    .jpeg({ quality })
    .toBuffer()
}
