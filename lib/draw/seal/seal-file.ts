import { z } from 'zod'
import { canonicalJson } from '@/lib/platform/canonical'
import { roles } from '../contributor.rules'
import { recordSchema } from './certificate'
import { type Check, check } from './check'
import { list } from './list'
import { sealOf } from './seal'

/** What is fixed before a draw: the record of a seal with its hash, and what has been bound so far. */
export const SEAL_FORMAT = 'expert-pool-seal-1'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const sealFileSchema = z.strictObject({
  format: z.literal(SEAL_FORMAT),
  record: recordSchema,
  seal: hash,
  commitments: list(z.strictObject({ role: z.enum(roles), commitment: hash }), { most: roles.length }),
})
export type SealFile = z.output<typeof sealFileSchema>

/** Whether a file is what was sealed; of something that is no such file the one sentence. */
export function checkSealFile(text: string): { file: SealFile | null; checks: readonly Check[] } {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  const file = read(trimmed)
  if (!file) return { file, checks: [check('shape', '文件内容', '', () => '这不是封存文件，或者内容不完整。')] }
  return {
    file,
    checks: [
      check('form', '文件写法', '是规范写法，没有多余的内容。', () =>
        canonicalJson(file) === trimmed ? null : '文件不是规范写法：键的顺序、空格或数字的写法被改过，或有重复的键。',
      ),
      check('seal', '封存值', '封存的内容与封存值相符。', () =>
        sealOf(file.record) === file.seal ? null : '封存的内容与封存值不符：有一处被改过。',
      ),
    ],
  }
}

function read(text: string): SealFile | null {
  try {
    return sealFileSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
