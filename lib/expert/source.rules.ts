/** How somebody came into the pool (C3, C4, C6). */
export const sourceLabels = {
  application: '申请入库',
  legacy: '存量导入',
  automatic: '自动入库',
  invited: '邀请入库',
} as const
export type ExpertSource = keyof typeof sourceLabels

/** The way that an admitted application was. The database allows the kinds first, change, legacy, automatic and invited only. */
export const sourceOf = (kind: string): ExpertSource =>
  kind === 'legacy' || kind === 'automatic' || kind === 'invited' ? kind : 'application'
