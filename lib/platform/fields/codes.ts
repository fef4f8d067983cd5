import { z } from 'zod'
import { dict, type SmallDict } from '@/lib/dict'
import { type Atom, atom, please } from './atom'

/** A code that people may choose from a small code table; headings and unknown codes are refused. */
export const dictCode = (name: SmallDict, label: string): Atom =>
  atom(
    label,
    code => {
      if (code === '') return { problem: please(label, '请选择') }
      return dict(name).selectable(code) ? { value: code } : { problem: `请从列表中选择${label}` }
    },
    '请选择',
  )

const shape = (label: string, pattern: RegExp): Atom =>
  atom(
    label,
    code => {
      if (code === '') return { problem: please(label, '请选择') }
      return pattern.test(code) ? { value: code } : { problem: `请从列表中选择${label}` }
    },
    '请选择',
  )

/** The shape of a code of GB/T 2260; that it exists is asked of lib/dict/tree on the server. */
export const regionCode = (label = '所在地区'): Atom => shape(label, /^[1-9]\d{5}$/)

/** The shape of a code of GB/T 13745 (3, 5 or 7 digits); that it exists is asked of lib/dict/tree on the server. */
export const disciplineCode = (label = '学科'): Atom => shape(label, /^[1-9]\d{2}(\d{2}(\d{2})?)?$/)

const stale = '页面上的编号不对，请刷新页面后再试'

/** An id of ours (RFC 9562, any version), in lower case. Never typed by hand, hence the sentence. */
export const uuid = (): Atom =>
  atom('编号', text =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? { value: text.toLowerCase() } : { problem: stale },
  )

/**
 * The version of a row that a page was shown: a number, or its digits from a hidden field. It ends one before 2³¹−1,
 * because what is saved with it gets the next one, and the column must have room for that.
 */
export const version = (): z.ZodType<number, number | string> =>
  z
    .union([z.number({ error: stale }), z.string({ error: stale }).regex(/^\d{1,10}$/, stale)], { error: stale })
    .transform(Number)
    .pipe(z.int({ error: stale }).min(0, stale).max(2_147_483_646, stale))
