/** Kinds of 归口管理部门 (F7). */
export const departmentKinds = [
  ['district', '区县科技局'],
  ['cityDepartment', '市级部门'],
  ['university', '高校'],
  ['other', '其他'],
] as const
export type DepartmentKind = (typeof departmentKinds)[number][0]

/** The name of a kind; total, because the column is text. */
export const kindName = (kind: string): string => departmentKinds.find(([code]) => code === kind)?.[1] ?? kind

export type TreeNode = { id: string; parentId: string | null; name: string; sort: number }

/** A node of the tree in the order it is read, with how deep it lies (0 at the top). */
export type Placed<T> = T & { depth: number }

/** The nodes as a tree is read: each before what lies below it, sisters by their place and name. Pure and total. */
export function inTreeOrder<T extends TreeNode>(nodes: readonly T[]): Placed<T>[] {
  const known = new Set(nodes.map(node => node.id))
  const below = new Map<string | null, T[]>()
  for (const node of nodes) {
    const parent = node.parentId && known.has(node.parentId) ? node.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), node])
  }
  const bySort = (a: T, b: T) => a.sort - b.sort || a.name.localeCompare(b.name, 'zh')
  const read = (parent: string | null, depth: number): Placed<T>[] =>
    (below.get(parent) ?? []).sort(bySort).flatMap(node => [{ ...node, depth }, ...read(node.id, depth + 1)])
  return read(null, 0)
}

/** The ids of a node and of everything below it. */
export function branchOf(nodes: readonly TreeNode[], id: string): Set<string> {
  const branch = new Set([id])
  for (let grown = true; grown; ) {
    grown = false
    for (const node of nodes)
      if (node.parentId && branch.has(node.parentId) && !branch.has(node.id)) {
        branch.add(node.id)
        grown = true
      }
  }
  return branch
}

/**
 * Why a department cannot lie under another, as a sentence; null when it can.
 * @param id the department that moves; null for a new one
 * @param parentId its new place; null at the top
 */
export function whyNotUnder(
  nodes: readonly TreeNode[],
  id: string | null,
  parentId: string | null,
  levels: number,
): string | null {
  if (parentId === null) return null
  const parent = nodes.find(node => node.id === parentId)
  if (!parent) return '上级部门已经撤销，请重新选择。'
  const moving = id ? branchOf(nodes, id) : new Set<string>()
  if (moving.has(parentId)) return '不能放到自己或自己的下级部门之下，请另选上级部门。'
  const above = depthOf(nodes, parentId)
  const height = id ? Math.max(...[...moving].map(one => depthOf(nodes, one))) - depthOf(nodes, id) : 0
  if (above + 1 + height >= levels) return `归口管理部门最多 ${levels} 级，请选更高一级的上级部门。`
  return null
}

function depthOf(nodes: readonly TreeNode[], id: string): number {
  let depth = 0
  let at = nodes.find(node => node.id === id)
  while (at?.parentId && depth <= nodes.length) {
    const { parentId } = at
    at = nodes.find(node => node.id === parentId)
    if (at) depth += 1
  }
  return depth
}

/** What still hangs on a department. */
export type InTheWay = { children: number; units: number; staff: number; open: number; duties: number }

/** Why a department cannot be ended yet, one sentence for each thing in the way. */
export function whyNotEnd({ children, units, staff, open, duties }: InTheWay): string[] {
  return [
    children > 0 && `还有 ${children} 个下级部门，请先把它们移到别处或撤销。`,
    units > 0 && `还有 ${units} 个单位归口在这里，请先改归口。`,
    open > 0 && `还有 ${open} 份申请等这个部门推荐，请先办完。`,
    staff > 0 && `还有 ${staff} 名工作人员，请系统管理员先把他们调到别处或停用账号。`,
    duties > 0 && `还有 ${duties} 条审核分工指向这个部门，请先调整分工。`,
  ].filter(sentence => sentence !== false)
}

/** In the address of the list of units: those that belong to no department. */
export const NONE = 'none'

/** What the address of the list of units to be assigned may say. */
export const assignSpec = (departments: readonly { id: string }[]) =>
  ({
    sorts: ['name'],
    order: 'asc',
    size: 50,
    filters: {
      text: { kind: 'text' },
      department: { kind: 'one', values: [NONE, ...departments.map(({ id }) => id)] },
      to: { kind: 'one', values: departments.map(({ id }) => id) },
    },
  }) as const

/** What the address of a department's own list of units may say. */
export const ownUnitsSpec = { sorts: ['since'], order: 'asc', filters: { text: { kind: 'text' } } } as const

/** Condition for units that are or may become active; what is over belongs nowhere. */
export const STANDING: { status: { notIn: ('refused' | 'disabled')[] } } = {
  status: { notIn: ['refused', 'disabled'] },
}
