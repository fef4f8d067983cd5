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
 * the same name meanwhile waits. A name that another unit bears as a former name or alias is refused, unless the unit
 * has had it all along. Two units may have one name: their codes tell them apart (A3), the bureau sees them as
 * possible doubles.
 * @param own the unit that wants the name; null for one that does not exist yet
 * @throws Refusal invalid beside `name`
 */
export async function claimName(actor: Actor, tx: Tx, name: string, own: string | null): Promise<void> {
  const key = nameKey(name)
  await holdName(actor, tx, key)
  if (own && (await tx.unit.count({ where: { id: own, nameKey: key } })) > 0) return
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
 * A unit without a code is known by its name only, so no other may have it. After `claimName`, in the same transaction.
 * @throws Refusal invalid beside `name`
 */
export async function refuseNamesake(_actor: Actor, tx: Tx, name: string, own: string | null): Promise<void> {
  const twin = await tx.unit.findFirst({
    where: {
      nameKey: nameKey(name),
      status: { not: 'refused' },
      mergedIntoId: null,
      ...(own ? { id: { not: own } } : {}),
    },
    select: { creditCode: true },
  })
  if (!twin) return
  const code = twin.creditCode ? `（代码后四位 ${twin.creditCode.slice(-4)}）` : ''
  throw invalid({
    name: [
      `已有同名单位${code}，没有信用代码就无法与它区分。请核对是不是同一单位；确是两个单位的，请等它有了代码再录入。`,
    ],
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
