import type { InTheWay, Placed, TreeNode } from './department.rules'

/** A department in the tree, with what hangs directly on it. */
export type DepartmentNode = Placed<
  TreeNode & { kind: string; version: number; units: number; staff: number; open: number }
>

/** A department as a choice: the whole way to it, so that namesakes of different branches are told apart. */
export type DepartmentChoice = { id: string; name: string; depth: number }

/** Somebody who reviews for a department. */
export type DepartmentPerson = { id: string; name: string; login: string; disabled: boolean; reviewer: boolean }

export type DepartmentView = DepartmentNode & {
  /** from the top down to the parent */
  above: { id: string; name: string }[]
  children: DepartmentNode[]
  people: DepartmentPerson[]
  inTheWay: InTheWay
}

/** A unit as it is given to departments. */
export type AssignRow = {
  id: string
  name: string
  nature: string
  region: string
  statusLabel: string
  outside: boolean
  department: { id: string; name: string } | null
}

/** A unit as its department sees it. */
export type DepartmentUnitRow = {
  id: string
  name: string
  nature: string
  region: string
  statusLabel: string
  department: string
  /** applications that wait for the unit, and for its department */
  atUnit: number
  atDepartment: number
  experts: number
}
