import type { StaffActor } from '@/lib/access/actor'
import { saveCall } from '@/lib/call/call.dal'
import { type SaveCall, saveCallSchema } from '@/lib/call/call.schema'
import { makeStaff } from '@/prisma/seed/factory'
import { nextSerial } from './units'

/** Somebody who manages the pool. */
export const makeManager = (name: string): Promise<StaffActor> =>
  makeStaff({
    name,
    login: `manager${nextSerial()}`,
    password: 'Gaoshan#2026liu',
    roles: ['bureauManager'],
    office: '示范市科技局',
  })

/** A call as the form sends it; what is not said is made up. */
export const callInput = (change: Partial<SaveCall> = {}): SaveCall =>
  saveCallSchema.parse({
    id: null,
    version: 0,
    title: '关于公开征集科技专家的通知',
    body: '欢迎**各领域**专家申请。',
    opensOn: null,
    closesOn: '2026-12-15',
    afterwards: 'closed',
    disciplines: [],
    publish: false,
    ...change,
  })

/** A call that is public. @returns its id and version */
export const publishCall = (actor: StaffActor, change: Partial<SaveCall> = {}) =>
  saveCall(actor, callInput({ publish: true, ...change }))
