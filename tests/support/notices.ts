import type { StaffActor } from '@/lib/access/actor'
import { saveNotice } from '@/lib/notice/notice.dal'
import { type SaveNotice, saveNoticeSchema } from '@/lib/notice/notice.schema'
import { makeStaff } from '@/prisma/seed/factory'
import { nextSerial } from './units'

/** Somebody who writes notices. */
export const makeEditor = (name: string): Promise<StaffActor> =>
  makeStaff({
    name,
    login: `editor${nextSerial()}`,
    password: 'Gaoshan#2026liu',
    roles: ['noticeEditor'],
    office: '示范市科技局',
  })

/** A notice as the editor's form sends it; what is not said is made up. */
export const noticeInput = (change: Partial<SaveNotice> = {}): SaveNotice =>
  saveNoticeSchema.parse({
    id: null,
    version: 0,
    category: 'notice',
    title: '关于开展信息核对的通知',
    body: '请于**月底前**核对。',
    publish: false,
    ...change,
  })

export const writeNotice = (actor: StaffActor, change: Partial<SaveNotice> = {}) =>
  saveNotice(actor, noticeInput(change))
export const publishNotice = (actor: StaffActor, change: Partial<SaveNotice> = {}) =>
  writeNotice(actor, { publish: true, ...change })
