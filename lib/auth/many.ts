import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { recordFailure } from '@/lib/access/failure'
import { invalid, Refusal } from '@/lib/platform/errors'
import type { OpenEvent } from '@/lib/workflow/machine'
import { requireStepUpForPart, stepUpSet } from './step-up'

export type ManyItem<E extends string = string> = { id: string; version: number; event: E }
export type ManyInput<E extends string> = { items: ManyItem<E>[]; all: string[]; opinion?: string | null }

/** What became of one of many. */
export type ManyResult = { id: string; done: boolean /** why it was not done */; why: string | null }

/** Whether one of many can be decided so now: null, or the sentence why not. */
export type ManyPreview = { id: string; whyNot: string | null }

/**
 * Decides about many, each by itself: one transaction, one history row, and one that fails keeps no other back. A
 * repetition with the same key does nothing twice. The caller has asked for the permission.
 * @param action the deed the second factor is proved for, once for everything that was ticked
 * @throws Refusal invalid, stepUp before anything is done
 */
export async function decideEach<E extends string>(
  actor: Actor,
  action: string,
  { items, all }: Pick<ManyInput<E>, 'items' | 'all'>,
  decide: (actor: Actor, item: ManyItem<E>) => Promise<unknown>,
): Promise<ManyResult[]> {
  if (items.some(item => !all.includes(item.id))) throw invalid({}, '请刷新页面，重新选择。')
  await requireStepUpForPart(actor, { action, objectId: stepUpSet(all) })
  const results: ManyResult[] = []
  for (const item of items) results.push(await resultOf(item.id, decide(forOne(actor, item.id), item)))
  return results
}

/** The key of the whole command, made one's own for each of its transactions. */
function forOne<A extends Actor>(actor: A, id: string): A {
  const { key } = actor.request
  return key ? { ...actor, request: { ...actor.request, key: `${key}:${id}` } } : actor
}

async function resultOf(id: string, decision: Promise<unknown>): Promise<ManyResult> {
  try {
    await decision
    return { id, done: true, why: null }
  } catch (error) {
    if (error instanceof Refusal) return { id, done: false, why: error.message }
    // a fault about one keeps no other back either
    const number = recordFailure(error, { where: 'many' })
    return { id, done: false, why: `系统暂时出了点问题，没有办成。如果一直不行，请致电并报出编号 ${number}。` }
  }
}

/**
 * Looks at each of many before anything is decided, with the question its own page asks.
 * @param look what can be done with one of them now, and in which version it is
 */
export async function previewEach<E extends string>(
  items: readonly ManyItem<E>[],
  look: (item: ManyItem<E>) => Promise<{ version: number; statusLabel: string; events: readonly OpenEvent<string>[] }>,
): Promise<ManyPreview[]> {
  const seen: ManyPreview[] = []
  for (const item of items) seen.push({ id: item.id, whyNot: await whyNotNow(item, look(item)) })
  return seen
}

async function whyNotNow<E extends string>(
  { version, event }: ManyItem<E>,
  looking: Promise<{ version: number; statusLabel: string; events: readonly OpenEvent<string>[] }>,
): Promise<string | null> {
  try {
    const found = await looking
    const open = found.events.find(one => one.event === event)
    if (!open) return `现在是「${found.statusLabel}」`
    if (open.whyNot) return open.whyNot
    if (open.confirm) return `要先核对并勾选“${open.confirm}”，请逐个办理。`
    return found.version === version ? null : '内容刚刚被修改过，请刷新后再办理。'
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
