import type { DepartmentChoice } from '@/lib/department/department.dto'

/** The tree in a plain list of options: what lies below stands further in. */
export const indented = (choices: DepartmentChoice[]): { value: string; label: string }[] =>
  choices.map(({ id, name, depth }) => ({ value: id, label: `${'　'.repeat(depth)}${name}` }))
