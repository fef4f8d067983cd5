import { z } from 'zod'
import { uuid, version } from '@/lib/platform/fields/codes'
import type { RequestValues, RoundTyped } from './request-form.rules'

const text = (most: number) => z.string().max(most)
const code = text(100)
/** An empty box, and one with half a number, are nothing on the way. */
const number = z
  .number()
  .nullish()
  .transform(value => value ?? undefined)
const list = z.array(code).max(500)

const cap = z.object({ feature: code, most: number })
const conditions = z.object({
  ...{ disciplines: list, firstOnly: z.boolean(), titleLevels: list, titles: list, expertTypes: list, regions: list },
  ...{ area: code, ageFrom: number, ageTo: number, natures: list, workYears: number, words: text(500) },
  ...{ restDays: number, creditAtLeast: number, yearlyAtMost: number },
})
const group = z.object({
  ...{ id: uuid().nullable(), name: text(200), size: number, alternates: number, conditions },
  quotas: z.array(z.object({ feature: code, value: code, min: number, max: number })).max(60),
  caps: z.array(cap).max(20),
})

/** The form of a request with whatever stands in it: only its shape is held to, what is wrong is said on saving. */
export const requestDraftSchema = z.object({
  ...{ id: uuid().nullable(), version: version(), title: text(500), purpose: code, purposeNote: text(2000) },
  ...{ fromDay: code, fromTime: code, toDay: code, toTime: code, place: text(500), answerMinutes: number },
  ...{ unlock: code, unlockDay: code, unlockTime: code, briefing: text(10_000), caps: z.array(cap).max(20) },
  groups: z.array(group).max(60),
}) satisfies z.ZodType<RequestValues, unknown>

export const saveDrawDraftSchema = z.object({ version: version(), data: requestDraftSchema })
export type SaveDrawDraft = z.output<typeof saveDrawDraftSchema>

/** The form of a 补抽, likewise. */
export const roundDraftSchema = z.object({
  ...{ id: uuid(), version: version(), reason: text(2000) },
  groups: z.array(group.extend({ id: uuid(), on: z.boolean() })).max(60),
}) satisfies z.ZodType<RoundTyped, unknown>

export const saveRoundDraftSchema = z.object({ version: version(), data: roundDraftSchema })
export type SaveRoundDraft = z.output<typeof saveRoundDraftSchema>

/** `new`: what was typed of a request that is not saved yet; else a request, or a round of one. */
export const dropDrawDraftSchema = z.object({
  id: z.union([z.literal('new'), uuid()]).transform(id => (id === 'new' ? null : id)),
})
export type DropDrawDraft = z.output<typeof dropDrawDraftSchema>
