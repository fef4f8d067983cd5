import type { ListSpec } from '@/lib/platform/list-params'
import { roughly } from './health.rules'
import { FEW, type PanelCount } from './pool.rules'
import { passedLabel } from './seal.rules'
import type { PassedOver } from './sealed-seats'
import { countInWords } from './seat.rules'

/** The address of the list has no filters: it is short and the newest stand first. */
export const recordSpec = { sorts: ['sealedAt'], filters: {} } as const satisfies ListSpec

/** What a seal has come to, for everybody. */
export const recordStates = {
  sealed: '已封存，等三方内容',
  bound: '三方已交齐，等公开',
  shown: '三方已公开，等抽取',
  lapsed: '评审时间已过，没有抽取',
  drawn: '已抽取，证书未公布',
  opened: '已抽取，证书已公布',
  ended: '已结束，没有抽取',
  void: '抽取宣布无效',
} as const
export type RecordState = keyof typeof recordStates

type Facts = { ended: boolean; drawn: boolean; over: boolean; bound: number; shown: number; opened: boolean }

/** @param facts.over the session has begun @param facts.bound how many of the three are bound, `shown`: have shown theirs */
export function recordState({ ended, drawn, over, bound, shown, opened }: Facts): RecordState {
  if (ended) return drawn ? 'void' : 'ended'
  if (drawn) return opened ? 'opened' : 'drawn'
  if (over) return 'lapsed'
  return shown === 3 ? 'shown' : bound === 3 ? 'bound' : 'sealed'
}

/**
 * Why a seal ended, for everybody. What somebody wrote himself may say of whom it is, so it is read with the names and not
 * before; then it stands in the certificate of the next attempt as well.
 */
export function endingWords(
  { reason, byHand, drawn }: { reason: string; byHand: boolean; drawn: boolean },
  opened: boolean,
): string {
  if (opened) return reason
  if (drawn) return '抽取宣布无效，理由在证书公布时一并公开。'
  return byHand ? '由业务管理员写明理由后结束，理由在证书公布时一并公开。' : '需求有变动，这次封存不再使用。'
}

/** How many people are in the pool, for readers among whom may be whoever asked. */
export function peopleWords(people: number, opened: boolean): string {
  if (opened) return `${countInWords(people, false)} 人`
  const about = roughly(people)
  return about === null ? `少于 ${FEW} 人` : `约 ${about} 人`
}

/** Who was drawn and could not be asked: how many, and of each reason none below three. */
export function passedWords(passed: readonly PassedOver[]): { people: number; reasons: string } {
  const counts = new Map<string, number>()
  for (const { reason } of passed) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const lines = [...counts].map(([reason, count]) => `${passedLabel(reason)} ${countInWords(count, false)} 人`)
  return { people: passed.length, reasons: lines.join('，') }
}

/** Before the names are open a group has its place only: what somebody called it is his, and may say what is reviewed. */
export const groupName = (name: string, at: number, opened: boolean): string => (opened ? name : `第 ${at + 1} 组`)

export const countAt = (counts: unknown, at: number): PanelCount | undefined =>
  Array.isArray(counts) ? (counts as PanelCount[])[at] : undefined

type Range = { feature: string; value: string; min: number; max: number }
type Cap = { feature: string; most: number }
/** What of somebody who sits quotas and caps look at. */
export type SeatedFeatures = Readonly<Record<string, string>>

export const meetsQuota = (seated: readonly SeatedFeatures[], { feature, value, min, max }: Range): boolean => {
  const number = seated.filter(one => one[feature] === value).length
  return number >= min && number <= max
}

export function meetsCap(seated: readonly SeatedFeatures[], { feature, most }: Cap): boolean {
  const counts = new Map<string, number>()
  for (const { [feature]: value } of seated) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()].every(number => number <= most)
}
