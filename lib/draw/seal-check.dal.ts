import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { canonicalJson } from '@/lib/platform/canonical'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { patiently } from '@/lib/platform/patiently'
import type { Role } from './contributor.rules'
import { type Contribution, commitmentOf, secretHash, seedOf } from './seal/ceremony'
import { brokenOf } from './seal/check'
import { certificateOf, certificateText } from './seal/make'
import { rootOf } from './seal/merkle'
import { leafBytes, lotteryHash, sealOf } from './seal/seal'
import { keyOf, personSign } from './seal/signs'
import { verifyFile } from './seal/verify-file'
import { type OpenSeal, openSeal, shownBy, unlocked } from './seal-open.dal'
import { sealedDraw } from './sealed-lottery'
import { type PassedOver, ranks, seatsFrom } from './sealed-seats'
import { UNREADABLE, unlessUnreadable } from './unreadable'

/** What of a seal is not as it was sealed, as sentences: record, pool, lottery, secret, who is behind the signs, the three. */
export function brokenSeal(actor: Actor, { row, sealed, expertOf }: OpenSeal): string[] {
  const { record, seal, lottery, leaves } = sealed
  const salt = unlocked(actor, row, 'salt')
  const looks: [boolean, string][] = [
    [canonicalJson(record) === row.record && sealOf(record) === seal, '封存的内容与封存值不符'],
    [record.number === row.number, '封存的编号与内容不符'],
    [lotteryHash(lottery) === record.lottery, '抽签方案与封存的校验值不符'],
    [
      rootOf(leaves.map(leafBytes)) === record.pool.root && leaves.length === record.pool.people,
      '候选名单与封存的根值不符',
    ],
    [
      row.expertIds.length === leaves.length &&
        [...expertOf].every(([sign, id]) => personSign(keyOf(salt, id), id) === sign),
      '候选名单的代号与专家不符',
    ],
    [secretHash(row.number, unlocked(actor, row, 'secret')) === record.secret, '系统保密数与封存的校验值不符'],
    ...row.contributions.map((one): [boolean, string] => [fits(row.number, one), '三方内容与事先的承诺不符']),
  ]
  return looks.flatMap(([right, sentence]) => (right ? [] : [sentence]))
}

/** Whether what is shown of a contribution, or kept of it, is what was bound. */
function fits(number: string, one: OpenSeal['row']['contributions'][number]): boolean {
  const place = (column: string) => ({ table: 'draw_contribution', id: one.id, column })
  const words: Contribution | null =
    one.nonce !== null && one.contribution !== null
      ? { nonce: one.nonce, contribution: one.contribution }
      : one.nonceCipher !== null && one.contributionCipher !== null
        ? {
            nonce: decryptField(one.nonceCipher, place('nonce')),
            contribution: decryptField(one.contributionCipher, place('contribution')),
          }
        : null
  return words === null || commitmentOf(number, one.role as Role, words) === one.commitment
}

/**
 * Reckons a sealed draw again: its certificate comes out, and who sits is whom it draws, but for those who were passed over.
 * For callers who have asked the gate.
 */
export async function sealedRecordOf(
  actor: Actor,
  tx: Tx,
  drawId: string,
): Promise<{ panels: readonly (readonly string[])[]; broken: string[] }> {
  const draw = await tx.draw.findUniqueOrThrow({ where: { id: drawId } })
  const open = await openSeal(actor, tx, draw.sealId!)
  const contributions = shownBy(actor, open.row.contributions)
  const broken = brokenSeal(actor, open)
  if (!contributions) return { panels: [], broken: [...broken, '三方内容没有全部公开'] }
  const secret = unlocked(actor, open.row, 'secret')
  const seed = seedOf(open.sealed.seal, secret, contributions)
  const file = certificateText(certificateOf(open.sealed, secret, contributions))
  broken.push(...brokenOf(verifyFile(file).checks))
  if (
    sha256(seed) !== draw.seedHash ||
    decryptField(draw.seedCipher, { table: 'draw', id: drawId, column: 'seed' }) !== seed
  )
    broken.push('种子与登记的校验值不符')
  if (draw.problemHash !== open.row.seal) broken.push('抽取登记的封存值不是这次封存的')
  if (draw.selectionHash !== sha256(file)) broken.push('抽取证书与登记的校验值不符')
  const passed = draw.passed as unknown as PassedOver[]
  const why = new Map(passed.map(({ sign, reason }) => [sign, reason]))
  const again = seatsFrom(sealedDraw(open.sealed, seed), sign => why.get(sign) ?? null)
  const rankOf = ranks(again.seats)
  const expected = again.seats.flatMap((signs, panel) =>
    signs.flatMap((sign, place) =>
      sign === null ? [] : [`${rankOf(panel, place)} ${open.asked.panels[panel]!.groupId} ${open.expertOf.get(sign)}`],
    ),
  )
  const seats = await tx.drawSeat.findMany({ where: { drawId, kind: 'panel' }, orderBy: { rank: 'asc' } })
  const seated = seats.map(({ rank, groupId, expertId }) => `${rank} ${groupId} ${expertId}`)
  if (canonicalJson(again.passed) !== canonicalJson(passed) || expected.join('\n') !== seated.join('\n'))
    broken.push('抽中的专家与重新计算的结果不是同一批人')
  const panels = again.seats.map(signs => signs.flatMap(sign => (sign === null ? [] : [open.expertOf.get(sign)!])))
  return { panels, broken }
}

const PAGE = 20

/** Every seal that is not as it was sealed, ended ones as well. For the look through the whole database. */
export async function brokenSeals(actor: Actor): Promise<string[]> {
  const broken: string[] = []
  for (let after: string | undefined; ; ) {
    const rows = await db().drawSeal.findMany({
      where: after ? { id: { gt: after } } : {},
      ...{ select: { id: true, number: true }, orderBy: { id: 'asc' }, take: PAGE },
    })
    for (const { id, number } of rows) {
      const look = async () => brokenSeal(actor, await patiently(tx => openSeal(actor, tx, id)))
      const found = (await unlessUnreadable(look)) ?? [UNREADABLE]
      broken.push(...found.map(what => `seal ${id} (${number}): ${what}`))
    }
    if (rows.length < PAGE) return broken
    after = rows.at(-1)!.id
  }
}
