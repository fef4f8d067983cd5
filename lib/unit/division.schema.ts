import { z } from 'zod'
import { readText } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { shortText } from '@/lib/platform/fields/texts'
import { nameKey, tidyLine } from '@/lib/platform/text'

export const MOST_AT_ONCE = 300
const LONGEST = 60

/** One name of a 院系 or 部门. */
export const divisionName = (label = '名称') => shortText(label, LONGEST, 2)

/**
 * Many names, one a line, as they are pasted from a document: numbers and dots in front of a name, empty lines and
 * repetitions are dropped.
 */
const manyNames = z
  .string({ error: '请填写院系、部门名称' })
  .max(MOST_AT_ONCE * (LONGEST + 40), '内容太长，请分几次添加')
  .transform((text, context): string[] => {
    const names = new Map<string, string>()
    const lines = text.split(/[\r\n\u2028\u2029]+/)
    for (const [index, line] of lines.entries()) {
      const bare = tidyLine(line.replace(/^\s*(?:[(（]?\d{1,3}[)）.．、]|[•·*-])\s*/u, ''))
      if (bare === '') continue
      const read = readText(bare, { label: `第 ${index + 1} 行`, max: LONGEST, min: 2, tidy: tidyLine })
      if ('problem' in read) context.addIssue({ code: 'custom', message: read.problem })
      else if (!names.has(nameKey(read.value))) names.set(nameKey(read.value), read.value)
    }
    if (names.size === 0 && context.issues.length === 0)
      context.addIssue({ code: 'custom', message: '请填写院系、部门名称，每行一个' })
    if (names.size > MOST_AT_ONCE)
      context.addIssue({ code: 'custom', message: `一次最多添加 ${MOST_AT_ONCE} 个，请分几次添加` })
    return [...names.values()]
  })

export const addDivisionsSchema = z.object({ names: manyNames })
export type AddDivisions = z.output<typeof addDivisionsSchema>

export const renameDivisionSchema = z.object({ id: uuid(), version: version(), name: divisionName() })
export type RenameDivision = z.output<typeof renameDivisionSchema>

export const endDivisionSchema = z.object({ id: uuid(), version: version() })
export type EndDivision = z.output<typeof endDivisionSchema>
