import { type FairMethod, fairLottery } from '@/lib/draw/engine/fair/lottery'
import type { Problem } from '@/lib/draw/engine/problem'
import { type Contributions, secretHash } from '@/lib/draw/seal/ceremony'
import type { Certificate } from '@/lib/draw/seal/certificate'
import { certificateOf } from '@/lib/draw/seal/make'
import { rootOf } from '@/lib/draw/seal/merkle'
import { leafBytes, lotteryHash, type Sealed, sealDraw, sealOf } from '@/lib/draw/seal/seal'
import { signed } from '@/lib/draw/seal/signs'

export const salt = '5a'.repeat(32)
const secret = '01'.repeat(32)

export const contributions: Contributions = {
  requester: { nonce: '0a'.repeat(32), contribution: '春眠不觉晓' },
  bureau: { nonce: '0b'.repeat(32), contribution: '8 6 4 2' },
  supervisor: { nonce: '0c'.repeat(32), contribution: 'heads, tails, heads' },
}

const ids = (places: readonly number[]) => places.map(at => `张三${at}`)
const places = Array.from({ length: 14 }, (_, at) => at)

/** Fourteen people of six units, one of each at most, some of none; two quotas that bind. */
export const smallProblem: Problem = {
  candidates: places.map(at => ({
    id: `张三${at}`,
    features: {
      name: `姓名${at}`,
      sex: at % 3 === 0 ? '2' : '1',
      title: at % 4 === 0 ? 'high' : 'mid',
      ...(at < 12 && { unit: `单位${at % 6}` }),
    },
  })),
  panels: [
    {
      name: '组',
      size: 4,
      eligible: ids(places),
      quotas: [
        { feature: 'sex', value: '2', min: 2, max: 3 },
        { feature: 'title', value: 'high', min: 1, max: 2 },
      ],
      caps: [{ feature: 'unit', most: 1 }],
    },
  ],
  caps: [],
}

/** The same people for two panels that share some of them, two of a unit at most in both together. */
export const twoPanels: Problem = {
  ...smallProblem,
  panels: [
    {
      ...{ name: '信息组', size: 5, caps: [{ feature: 'unit', most: 1 }] },
      eligible: ids(places.filter(at => at !== 3)),
      quotas: [{ feature: 'title', value: 'high', min: 2, max: 2 }],
    },
    {
      ...{ name: '材料组', size: 4, caps: [{ feature: 'unit', most: 1 }] },
      eligible: ids(places.filter(at => at < 12)),
      quotas: [{ feature: 'title', value: 'high', min: 1, max: 2 }],
    },
  ],
  caps: [{ feature: 'unit', most: 2 }],
}

/** Seals a problem of ids. */
export async function sealedOf(problem: Problem, method: FairMethod = 'leximin', tickets?: number): Promise<Sealed> {
  const { problem: signs } = signed(problem, salt)
  const number = 'CQ2026-0001-1-1'
  return sealDraw(signs, await fairLottery(signs, method, undefined, tickets), {
    ...{ number, trial: false, secret: secretHash(number, secret) },
    exclusions: [{ reason: '回避', people: 3 }],
    conditions: ['在库专家'],
    earlier: [{ number: 'CQ2026-0001-1-0', seal: 'e'.repeat(64), reason: '停电中止' }],
  })
}

export const certificateFor = async (problem: Problem, method?: FairMethod): Promise<Certificate> =>
  drawnOf(await sealedOf(problem, method))

export const drawnOf = (sealed: Sealed): Certificate => certificateOf(sealed, secret, contributions)

/** Someone who makes a false certificate reckons root and hashes again, and draws from what he made where he can. */
export function resealed(certificate: Certificate, change: (sealed: Sealed) => void): Certificate {
  const { record, lottery, leaves } = structuredClone(certificate)
  const sealed = { record, lottery, leaves, seal: '' }
  change(sealed)
  sealed.record.pool = { root: rootOf(sealed.leaves.map(leafBytes)), people: sealed.leaves.length }
  sealed.record.lottery = lotteryHash(sealed.lottery)
  sealed.seal = sealOf(sealed.record)
  try {
    return drawnOf(sealed)
  } catch {
    return { ...structuredClone(certificate), ...sealed }
  }
}
