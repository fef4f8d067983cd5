import type { FieldErrors } from 'react-hook-form'

export type FlatError = { path: string; message: string }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Nested form errors as a flat list of paths and sentences: `disciplines.0.code` → 请选择学科. */
export function flattenErrors(errors: FieldErrors): FlatError[] {
  const found: FlatError[] = []
  const visit = (node: unknown, path: string[]) => {
    if (!isRecord(node)) return
    if (typeof node.message === 'string' && typeof node.type !== 'object') {
      if (node.message) found.push({ path: path.filter(part => part !== 'root').join('.'), message: node.message })
      return
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'ref') visit(child, [...path, key])
  }
  visit(errors, [])
  return found
}
