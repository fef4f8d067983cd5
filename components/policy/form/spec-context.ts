'use client'
import { type ComponentType, createContext, useContext } from 'react'
import type { Option } from '@/components/form/select-field'
import type { Spec } from '@/lib/policy/console/spec.schema'

export type SpecProps<K extends Spec['kind'] = Spec['kind']> = {
  spec: Extract<Spec, { kind: K }>
  /** path in the form */
  name: string
  /** instead of the spec's own label: what a row of a table is called */
  label?: string
  /** how deep it stands, for its heading */
  depth?: number
}

/** What is said below a label: what it does, where a rule about it stands. */
export const hintOf = ({ help, article }: Spec): string | undefined =>
  [help, article && `参考：${article}。`].filter(Boolean).join(' ') || undefined

/** What there is to choose from, with the words for nothing where nothing is allowed. */
export const optionsOf = (spec: Extract<Spec, { kind: 'choice' }>): Option[] => {
  const options = spec.options.map(({ value, label }) => ({ value, label }))
  return spec.empty === 'never' ? options : [{ value: '', label: spec.none }, ...options]
}

/** Draws any place of the policy; groups and rows, which SpecField itself draws, ask for it here. */
export const SpecFieldContext = createContext<ComponentType<SpecProps> | null>(null)

export function useSpecField(): ComponentType<SpecProps> {
  const found = useContext(SpecFieldContext)
  if (!found) throw new Error('groups and rows of the policy must stand inside <SpecForm>')
  return found
}
