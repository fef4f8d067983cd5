import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { nameKey } from '@/lib/platform/text'

/** Whoever wants a name of the same look, as a name or an alias, waits until this transaction ends. */
export async function holdName(_actor: Actor, tx: Tx, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`unit-name:${key}`}, 0))`
}

/**
 * Takes a name for a unit until the end of the transaction: whoever registers, mends, renames or adds an alias with
 * the same name meanwhile waits. A name that another unit bears as a former name or alias is refused; the names
 * themselves are kept apart by the unique index.
 * @param own the unit that wants the name; null for one that does not exist yet
 * @throws Refusal invalid beside `name`
 */
export async function claimName(actor: Actor, tx: Tx, name: string, own: string | null): Promise<void> {
  const key = nameKey(name)
  await holdName(actor, tx, key)
  const alias = await tx.unitAlias.findFirst({
    where: {
      nameKey: key,
      ...(own ? { unitId: { not: own } } : {}),
      unit: { status: { notIn: ['refused', 'disabled'] } },
    },
    include: { unit: { select: { name: true } } },
  })
  if (!alias) return
  const kind = alias.kind === 'alias' ? '别名' : '曾用名'
  throw invalid({
    name: [`这个名称是“${alias.unit.name}”的${kind}，不能另作一个单位的名称。如确是不同单位，请联系我们。`],
  })
}

/**
 * Takes a credit code: one that belonged to a unit which was merged into another is not used again.
 * @throws Refusal invalid beside `creditCode`
 */
export async function refuseMergedCode(_actor: Actor, tx: Tx, creditCode: string, own: string | null): Promise<void> {
  const merged = await tx.unit.findFirst({
    where: { creditCode, mergedIntoId: { not: null } },
    include: { mergedInto: { select: { id: true, name: true } } },
  })
  if (!merged?.mergedInto || merged.mergedInto.id === own) return
  throw invalid({
    creditCode: [`这个代码的单位已并入“${merged.mergedInto.name}”。请向该单位的管理员了解账号，或联系我们。`],
  })
}
