import { randomBytes } from 'node:crypto'
import { type StaffActor, systemActor } from '@/lib/access/actor'
import { contribute } from '@/lib/draw/contribute.dal'
import type { ContributeDraw } from '@/lib/draw/contribute.schema'
import type { Role } from '@/lib/draw/contributor.rules'
import { commitmentOf } from '@/lib/draw/seal/ceremony'
import { keepSeals } from '@/lib/draw/seal-keep.dal'
import { db } from '@/lib/platform/db'
import { presetNamed } from '@/lib/policy/presets/all'
import { makeStaff } from '@/prisma/seed/factory'
import { type Cast, makeCast } from './draw-pool'
import { enforce } from './policy'
import { nextSerial } from './units'

export type SealCast = Cast & { supervisor: StaffActor }

/** Lotteries from now on. */
export const withLotteries = (method: 'maximin' | 'leximin' = 'maximin') =>
  enforce('shaoxing', { draw: { ...presetNamed('shaoxing').draw, method } })

/** Those of a draw, and who watches. */
export async function makeSealCast(): Promise<SealCast> {
  const watch = {
    name: '监督',
    login: `draw${nextSerial()}`,
    password: 'Gaoshan#2026liu',
    roles: ['supervisor' as const],
  }
  return { ...(await makeCast()), supervisor: await makeStaff({ ...watch, office: '示范市科技局' }) }
}

/** One turn of the worker. */
export const sealNow = () => keepSeals(systemActor('draw-seals'))

export const sealOfRound = (roundId: string) => db().drawSeal.findFirst({ where: { roundId, endedAt: null } })

/** What a browser makes of words. */
export function made(number: string, role: Role, contribution: string) {
  const nonce = randomBytes(32).toString('hex')
  return { nonce, contribution, commitment: commitmentOf(number, role, { nonce, contribution }) }
}

/** Adds words as a page does. */
export async function add(
  actor: ContributeActor,
  role: Role,
  sealId: string,
  { contribution = `words of ${role}`, keeper = 'system' as ContributeDraw['keeper'] } = {},
) {
  const { number } = await db().drawSeal.findUniqueOrThrow({ where: { id: sealId } })
  const one = made(number, role, contribution)
  const kept = keeper === 'system' ? { nonce: one.nonce, contribution } : { nonce: null, contribution: null }
  const answer = await contribute(actor, { sealId, role, keeper, commitment: one.commitment, ...kept })
  return { ...one, answer }
}
type ContributeActor = Parameters<typeof contribute>[0]

/** All three have added what the system keeps, so that everything is shown. */
export async function addAll(cast: SealCast, sealId: string): Promise<void> {
  await add(cast.requester, 'requester', sealId)
  await add(cast.operator, 'bureau', sealId)
  await add(cast.supervisor, 'supervisor', sealId)
}
