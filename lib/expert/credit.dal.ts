import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { openDraws } from '@/lib/draw/balance-sets.dal'
import { creditSums, creditsOf, creditWithin } from '@/lib/draw/credit-sum.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

/** Requests whose lines of 信用记录 may be read: a score in a list tells nothing of a draw that is sealed (S§16). */
async function openLines(actor: Actor): Promise<string[]> {
  return (await openDraws(actor, null)).ever
}

/** That the score of an expert (`e`) is at most so much, as a condition in SQL. @throws Refusal notFound */
export async function creditAtMost(actor: Actor, atMost: number): Promise<Prisma.Sql> {
  await allow(actor, 'draw.balance')
  const [{ policy }, open] = await Promise.all([currentPolicy(), openLines(actor)])
  return creditWithin(actor, { atMost, start: policy.draw.credit.start }, open)
}

/** What experts (`e`) are sorted by: `join` brings `points`, and so does `of` for the expert a page ended with. */
export type CreditOrder = { join: Prisma.Sql; points: Prisma.Sql; of: (id: string) => Promise<number> }

/** The list of experts in the order of their scores. @throws Refusal notFound */
export async function creditOrder(actor: Actor): Promise<CreditOrder> {
  await allow(actor, 'draw.balance')
  const open = await openLines(actor)
  return {
    join: sql`LEFT JOIN (${creditSums(actor, open)}) c ON c.expert_id = e.account_id`,
    points: sql`coalesce(c.points, 0)`,
    of: async id => (await creditsOf(actor, [id], open)).get(id) ?? 0,
  }
}

/** The scores of some people of a page; null for who may not look at draws. */
export async function scoresOf(actor: Actor, ids: readonly string[]): Promise<((id: string) => number) | null> {
  if (!may(actor, 'draw.balance')) return null
  const [{ policy }, open] = await Promise.all([currentPolicy(), openLines(actor)])
  const points = await creditsOf(actor, ids, open)
  return id => policy.draw.credit.start + (points.get(id) ?? 0)
}
