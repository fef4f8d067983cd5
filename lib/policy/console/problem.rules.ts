import type { z } from 'zod'
import { placeInForm } from './form.rules'
import { type PolicyKey, schemaOf, specFor } from './parts.schema'
import type { Spec } from './spec.schema'

type Issue = z.core.$ZodIssue

const shown = (limit: unknown, spec: Spec): string => {
  const { scale, unit } = spec.kind === 'number' ? spec : { scale: 1, unit: '' }
  return `${Number((Number(limit) / scale).toPrecision(12))}${unit ? ` ${unit}` : ''}`
}

/** A refusal of the schema in plain words about the field it stands beside. */
function sentenceOf(issue: Issue, spec: Spec): string {
  const { label } = spec
  if (issue.code === 'custom') return issue.message
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const small = issue.code === 'too_small'
    const limit = small ? issue.minimum : issue.maximum
    if (issue.origin === 'string') return small ? `请填写${label}` : `${label}最多 ${limit} 个字，请精简`
    if (issue.origin === 'array' && small)
      return Number(limit) > 1 ? `${label}至少 ${limit} 项` : `${label}至少要有一项`
    if (issue.origin === 'array') return `${label}最多 ${limit} 项`
    const edge = small && issue.inclusive === false ? Number(limit) + 1 : limit
    return small ? `${label}不能小于 ${shown(edge, spec)}` : `${label}不能大于 ${shown(limit, spec)}`
  }
  if (spec.kind === 'text' || spec.kind === 'line') return `${label}的格式不对：${spec.format ?? '请检查后重新填写'}`
  if (spec.kind === 'number')
    return `请填写${label}，写成${issue.code === 'invalid_type' && issue.expected === 'int' ? '整数' : '数字'}`
  return `请选择${label}`
}

/**
 * Reads one top level of the policy as the schema does.
 * @returns the value, or sentences by the path of the form they stand beside
 */
export function readKey(key: PolicyKey, value: unknown): { value: unknown } | { problems: Record<string, string[]> } {
  const parsed = schemaOf(key).safeParse(value)
  if (parsed.success) return { value: parsed.data }
  const problems: Record<string, string[]> = {}
  for (const issue of parsed.error.issues) {
    const { path, spec } = placeInForm(specFor(key), issue.path as (string | number)[], `values.${key}`)
    problems[path] = [...new Set([...(problems[path] ?? []), sentenceOf(issue, spec)])]
  }
  return { problems }
}
