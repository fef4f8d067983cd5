import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

export type Step = { event: string; from: string | null; to: string; at: Date }
export type Made = {
  id: string
  unit: number
  sex: string
  region: string
  level: string
  source: string
  codes: string[]
  steps: Step[]
}
/** Everybody of the made-up pool, to be counted one by one. */
export const made: Made[] = []
const MADE = 240

/** Numbers that look like chance and are the same each time. */
let seed = 7
const chance = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}
const pick = <T>(list: readonly T[]): T => list[chance(list.length)]!

/** A way through the states of a place in the pool, in 2024 and 2025. */
function walk(): Step[] {
  let at = Date.parse('2024-01-01T00:00:00+08:00') + chance(400) * 86_400_000 + chance(86_400_000)
  const steps: Step[] = [{ event: 'admit', from: null, to: 'active', at: new Date(at) }]
  const ways: Record<string, [string, string][]> = {
    active: [
      ['sleep', 'dormant'],
      ['suspend', 'suspended'],
      ['proposeExit', 'leaving'],
    ],
    dormant: [
      ['wake', 'active'],
      ['autoExit', 'left'],
    ],
    suspended: [['resume', 'active']],
    leaving: [
      ['confirmExit', 'left'],
      ['rejectExit', 'active'],
    ],
    left: [
      ['restore', 'active'],
      ['readmit', 'active'],
    ],
  }
  for (let more = chance(6); more > 0; more -= 1) {
    const from = steps.at(-1)!.to
    const [event, to] = pick(ways[from]!)
    at += 1000 + chance(90 * 86_400_000)
    steps.push({ event, from, to, at: new Date(at) })
  }
  return steps
}

/** Puts 240 people into the pool with their histories, in three units. They have nothing else: no file, no application. */
export async function fillPool(versionId: string, units: readonly { unitId: string }[]): Promise<void> {
  const disciplines = ['320', '32027', '32024', '110', '11021', '1102110', '520', '52020', '410']
  for (let n = 0; n < MADE; n += 1)
    made.push({
      id: newId(),
      unit: chance(3),
      sex: pick(['1', '2']),
      region: pick(['420106', '420102', '420506', '110108']),
      level: pick(['senior', 'associate', 'none']),
      source: pick(['application', 'legacy', 'invited']),
      codes: [...new Set([pick(disciplines), pick(disciplines)])],
      steps: walk(),
    })
  const rows = made.map(({ id: accountId, unit, sex, region, level, source, steps }, n) => ({
    accountId,
    versionId,
    unitId: units[unit]!.unitId,
    unitName: 'x',
    name: `测${n}`,
    nameChars: ['测'],
    pinyin: 'ce',
    initials: 'c',
    sex,
    birthDate: new Date(Date.UTC(1950 + (n % 50), n % 12, 1 + (n % 28))),
    regionCode: region,
    titleCode: '231',
    titleLevel: level,
    source,
    status: steps.at(-1)!.to as 'active',
    admittedAt: steps[0]!.at,
    activatedAt: new Date(n % 3 === 0 ? '2020-01-01' : '2099-01-01'),
  }))
  await db().account.createMany({
    data: made.map(({ id }, n) => ({
      id,
      kind: 'individual',
      name: '测',
      phoneCipher: '-',
      phoneIndex: `s${n}`,
      passwordHash: '-',
    })),
  })
  await db().expert.createMany({ data: rows })
  await db().expertDiscipline.createMany({
    data: made.flatMap(({ id: expertId, codes }) => codes.map((code, position) => ({ expertId, position, code }))),
  })
  await db().statusHistory.createMany({
    data: made.flatMap(({ id, steps }) =>
      steps.map(({ event, from, to, at }, subjectVersion) => ({
        subjectType: 'membership',
        subjectId: id,
        event,
        fromStatus: from,
        toStatus: to,
        actorName: '测',
        actorOffice: '测',
        policyVersionId: 1,
        subjectVersion,
        at,
      })),
    ),
  })
}

/** Whether somebody was in the pool before an instant. */
export const inPool = (one: Made, at: Date) => {
  const last = one.steps.filter(step => step.at < at).at(-1)
  return last !== undefined && last.to !== 'left'
}
/** The instant at which a day is over in China. */
export const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000)
