/** Who adds to the seed of a sealed draw, in the order in which it is reckoned. */
export const roles = ['requester', 'bureau', 'supervisor'] as const
export type Role = (typeof roles)[number]

/** Whose role is that of a side; whoever asked has none of his own, as units ask too. */
export const contributorStaff = { requester: null, bureau: 'drawOperator', supervisor: 'supervisor' } as const

/** What people call each of the three. */
export const contributorWords: Readonly<Record<Role, string>> = {
  requester: '使用单位',
  bureau: '抽取人',
  supervisor: '监督人员',
}
