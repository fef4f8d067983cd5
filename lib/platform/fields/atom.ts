import { z } from 'zod'
import '../validation-words'
import { charLength, invisibleAt } from '../text'

/** What reading a text gives: the normalised value, or the sentence that says what to do. */
export type Reading = { value: string } | { problem: string }

/** A field atom: text in, a normalised value out. Total: any other input is refused with a sentence, never thrown at. */
export type Atom = z.ZodType<string, string>

/** The sentence for a field that was left empty. */
export const please = (label: string, verb = '请填写'): string => `${verb}${label}`

/**
 * Makes an atom of a pure reading function.
 * @param label what the field is called beside its box
 * @param read gets the text as it was typed (any length, any characters); must be total and linear
 * @param verb how an empty field is asked for: 请填写, 请选择
 */
export function atom(label: string, read: (text: string) => Reading, verb = '请填写'): Atom {
  const wrongType = `${label}的格式不正确，请重新填写`
  return z
    .string({ error: issue => (issue.input === undefined || issue.input === null ? please(label, verb) : wrongType) })
    .transform((text, context) => {
      const reading = read(text)
      if ('value' in reading) return reading.value
      context.addIssue({ code: 'custom', message: reading.problem })
      return z.NEVER
    })
}

/**
 * The same atom for a field that may stay empty: nothing, or only blanks, is null.
 * Also takes null and undefined, which drafts and databases hand over.
 */
export function optional(schema: Atom): z.ZodType<string | null, string | null | undefined> {
  return z
    .unknown()
    .optional()
    .transform((input, context): string | null => {
      if (input === null || input === undefined || (typeof input === 'string' && input.trim() === '')) return null
      const parsed = schema.safeParse(input)
      if (parsed.success) return parsed.data
      for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', message: issue.message })
      return z.NEVER
    }) as z.ZodType<string | null, string | null | undefined>
}

/**
 * The checks every stored text passes: not empty, not too long, nothing invisible in it.
 * @param tidy how it is normalised before it is measured
 * @returns the sentence of what is wrong, or the tidied text
 */
export function readText(
  text: string,
  rule: { label: string; max: number; min?: number; lines?: boolean; tidy: (text: string) => string },
): Reading {
  const { label, max, min = 1 } = rule
  // four UTF-16 units for each character allowed: more cannot become short enough, and is not worth normalising
  if (text.length > max * 4 + 400) return { problem: `${label}最多 ${max} 个字，现在太长了，请精简` }
  const value = rule.tidy(text)
  if (value === '') return { problem: please(label) }
  const at = invisibleAt(value, { lines: rule.lines })
  if (at > 0) return { problem: `${label}第 ${at} 个字是看不见的特殊字符，请删去它，或重新手工输入` }
  const length = charLength(value)
  if (length > max) return { problem: `${label}最多 ${max} 个字，现在有 ${length} 个字，请精简` }
  if (length < min) return { problem: `${label}至少 ${min} 个字` }
  return { value }
}
