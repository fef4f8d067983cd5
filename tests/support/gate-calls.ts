import type { Permission } from '@/lib/access/permissions'
import { newId } from '@/lib/platform/ids'

/** What a function of the data layer asks for, and with what it can be called to find out. */
export type Call = { asks: Permission[]; with?: unknown[] }
export const asks = (permission: Permission | Permission[], ...args: unknown[]): Call => ({
  asks: [permission].flat(),
  with: args,
})
/** Reached only through a function of the data layer that has asked the gate; the words say why it need not. */
export const inner = (why: string) => why

/** Ids of things that exist, so that nothing is refused for being absent. */
export const real = {
  application: '',
  expert: '',
  unit: '',
  notice: newId(),
  staff: '',
  file: '',
  phone: '19900009998',
}
