import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Prisma } from '@/prisma/generated/client'
import type { DrawFeature } from './ask.schema'
import { quotaWords } from './ask-words.rules'
import { contributorWords, roles } from './contributor.rules'
import { drawnForSchema } from './drawn.schema'
import { ledgerHead } from './ledger.public.dal'
import { mayNames } from './names.rules'
import { featureAsked, type PanelSpec } from './pool.rules'
import type { PublicGroup, PublicPart, PublicSeal, PublicSealItem } from './public-record.dto'
import {
  countAt,
  endingWords,
  groupName,
  meetsCap,
  meetsQuota,
  passedWords,
  peopleWords,
  recordState,
  recordStates,
  type SeatedFeatures,
} from './public-record.rules'
import { purposeLabel } from './request.schema'
import { askNames } from './request-view.dal'
import { roundKinds } from './request-words.rules'
import type { SealedRecord } from './seal/certificate'
import { capWords, conditionWords } from './seal/words'
import { methodMeaning, methodWords } from './seal.rules'
import { shownBy } from './seal-open.dal'
import type { PassedOver } from './sealed-seats'
import { isLeft } from './seated.rules'
import { toldCounts } from './told-counts.rules'

const requestColumns = {
  ...{ id: true, number: true, purpose: true, status: true, unlock: true, unlockAt: true, unlockedAt: true },
  ...{ sessionFrom: true, unseal: true },
} satisfies Prisma.DrawRequestSelect
const columns = {
  ...{ id: true, number: true, place: true, sealedAt: true, endedAt: true, endReason: true, endedById: true },
  contributions: { orderBy: { committedAt: 'asc' } },
  draw: { select: { id: true, drawnAt: true, selectionHash: true, passed: true } },
  round: { select: { number: true, kind: true, request: { select: requestColumns } } },
} satisfies Prisma.DrawSealSelect
type Row = Prisma.DrawSealGetPayload<{ select: typeof columns }>

const isOpen = ({ round }: Row, at: Date) => mayNames(round.request, at, { who: 'staff' })

function toItem(row: Row, at: Date): PublicSealItem {
  const { number, sealedAt, round, contributions } = row
  const state = recordState({
    ...{ ended: row.endedAt !== null, drawn: row.draw !== null, opened: isOpen(row, at) },
    over: round.request.sessionFrom !== null && round.request.sessionFrom <= at,
    ...{ bound: contributions.length, shown: contributions.filter(one => one.revealedAt !== null).length },
  })
  return {
    ...{ number, sealedAt, state, stateLabel: recordStates[state], purpose: purposeLabel(round.request.purpose) },
    round: `第 ${round.number} 轮 ${roundKinds[round.kind] ?? ''}`.trim(),
  }
}

/** Whether the menu of the public site names the record of draws: experts are drawn by lottery, and one was sealed. */
export async function recordsMatter({ draw }: Policy): Promise<boolean> {
  if (!draw.enabled || draw.method === 'uniform') return false
  return (await db().drawSeal.findFirst({ select: { id: true } })) !== null
}

/** One page of all seals there were, the newest first, ended ones as well: none is hushed up (G18). */
export async function publicSeals(query: PageRequest): Promise<Page<PublicSealItem>> {
  const at = now()
  const rows = await db().drawSeal.findMany({
    where: beyond(query, 'desc', 'sealedAt'),
    orderBy: [{ sealedAt: 'desc' }, { id: 'desc' }],
    take: query.size + 1,
    select: columns,
  })
  const page = finishPage(rows, query, row => ({ at: row.sealedAt, id: row.id }))
  return { ...page, rows: page.rows.map(row => toItem(row, at)) }
}

/**
 * A seal by its number, as everybody reads it: whoever asked for the draw reads it too, so that as long as the names are
 * sealed no count is exact and nothing stands in it that somebody wrote freely (decision 031); null for none.
 */
export async function publicSeal(actor: Actor, number: string): Promise<PublicSeal | null> {
  if (number.length > 100) return null
  const row = await db().drawSeal.findUnique({
    where: { number },
    select: { ...columns, seal: true, record: true, counts: true, asked: true },
  })
  if (!row) return null
  const at = now()
  const { policy } = await currentPolicy()
  const { request } = row.round
  const opened = isOpen(row, at)
  const record = JSON.parse(row.record) as SealedRecord
  const conditions = conditionWords(record.conditions)
  const asked = drawnForSchema.parse(row.asked)
  const seated = opened && row.draw ? await seatedIn(row.draw.id) : null
  const names = await askNames(actor, policy)
  const demandsOf = ({ quotas, caps }: Pick<PanelSpec, 'quotas' | 'caps'>, size: number, who: Seated[] | null) => [
    ...quotas.map(quota => ({
      words: quotaWords(
        { ...quota, feature: featureAsked(quota.feature) as DrawFeature, max: quota.max >= size ? null : quota.max },
        names,
      ),
      met:
        who &&
        meetsQuota(
          who.map(one => one.features),
          quota,
        ),
    })),
    // what those who sit leave of a cap says that they do
    ...caps
      .filter(({ feature }) => opened || !isLeft(feature))
      .map(cap => ({
        words: capWords(cap),
        met:
          who &&
          meetsCap(
            who.map(one => one.features),
            cap,
          ),
      })),
  ]
  const groups = asked.panels.map((panel, place): PublicGroup => {
    const who = seated?.filter(one => one.groupId === panel.groupId)
    return {
      ...{ name: groupName(panel.name, place, opened), size: panel.size, drawn: who?.length ?? null },
      ...{ demands: demandsOf(panel, panel.size, who ?? null), ...toldCounts(countAt(row.counts, place), opened) },
    }
  })
  const size = asked.panels.reduce((sum, panel) => sum + panel.size, 0)
  return {
    ...toItem(row, at),
    ...{ requestNumber: request.number, seal: row.seal, root: record.pool.root },
    // with these two beside the seal, counts could be tried out until it comes out
    ...{ lottery: opened ? record.lottery : null, secretHash: opened ? record.secret : null },
    ...{ engine: record.engine, method: methodWords[record.method], aim: methodMeaning[record.method] },
    ...{ people: peopleWords(record.pool.people, opened), groups, opened, whenOpened: whenPublished(request) },
    demands: demandsOf({ quotas: [], caps: asked.caps }, size, seated),
    conditions: opened ? conditions.people : null,
    askHash: opened ? conditions.askHash : null,
    sessionFrom: opened ? request.sessionFrom : null,
    parts: partsOf(actor, row),
    ...{ drawnAt: row.draw?.drawnAt ?? null, certificateHash: row.draw?.selectionHash ?? null },
    passed: opened && row.draw ? passedWords(row.draw.passed as unknown as PassedOver[]) : null,
    open: seated && size - seated.length,
    ended: row.endedAt && {
      at: row.endedAt,
      reason: endingWords(
        { reason: row.endReason ?? '', byHand: row.endedById !== null, drawn: row.draw !== null },
        opened,
      ),
    },
    file: !opened ? 'digest' : row.draw ? 'certificate' : 'seal',
    others: await othersOf(row, at),
    ledger: await ledgerHead(actor, row.place),
  }
}

/** When everything is published, as a sentence. The moment itself would say when the session is. */
const whenPublished = ({ status }: Row['round']['request']): string =>
  status === 'cancelled'
    ? '评审已取消，抽取证书不公布，人数只写约数。'
    : '抽取证书在评审名单启封后公布。此前人数只写约数，专业组只写序号。'

function partsOf(actor: Actor, { contributions }: Row): PublicPart[] {
  const shown = shownBy(actor, contributions)
  return roles.map(role => {
    const one = contributions.find(part => part.role === role)
    return {
      ...{ role, label: contributorWords[role], committedAt: one?.committedAt ?? null },
      ...{ commitment: one?.commitment ?? null, words: shown?.[role] ?? null },
    }
  })
}

type Seated = { groupId: string; features: SeatedFeatures }

/** Who got a place when it was drawn, as what quotas and caps look at. */
async function seatedIn(drawId: string): Promise<Seated[]> {
  const rows = await db().$queryRaw<{ group_id: string; features: SeatedFeatures; unit: string | null }[]>`
    SELECT s.group_id::text, p.features, p.units[array_position(p.expert_ids, s.expert_id)] AS unit
    FROM draw_seat s JOIN draw_pool p ON p.draw_id = s.draw_id AND s.expert_id = ANY(p.expert_ids)
    WHERE s.draw_id = ${drawId}::uuid AND s.kind = 'panel'`
  return rows.map(({ group_id, features, unit }) => ({
    groupId: group_id,
    features: unit ? { ...features, unit } : features,
  }))
}

async function othersOf({ id, round }: Row, at: Date): Promise<PublicSeal['others']> {
  const rows = await db().drawSeal.findMany({
    where: { round: { requestId: round.request.id }, id: { not: id } },
    orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
    take: 100,
    select: columns,
  })
  return rows.map(row => {
    const { number, stateLabel } = toItem(row, at)
    return { number, stateLabel }
  })
}
