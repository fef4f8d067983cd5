import { fairLottery } from '@/lib/draw/engine/fair/lottery'
import type { Problem } from '@/lib/draw/engine/problem'
import { type FileTask, type Made, madeOf, type ShownSeal } from '@/lib/draw/reckon-file'
import { makeFile } from '@/lib/draw/reckon-place'
import { secretHash } from '@/lib/draw/seal/ceremony'
import { brokenOf } from '@/lib/draw/seal/check'
import { receiptText } from '@/lib/draw/seal/receipt-file'
import { sealDraw } from '@/lib/draw/seal/seal'
import { signed } from '@/lib/draw/seal/signs'
import { verifyFiles } from '@/lib/draw/seal/verify-files'
import { canonicalJson } from '@/lib/platform/canonical'
import { sha256 } from '@/lib/platform/ids'
import { threadOf } from '@/lib/platform/worker-thread'
import { beside } from '../../support/beside'
import { contributions, salt } from './seal/cases'

const idOf = (at: number) => `张三${at}`
const secret = '01'.repeat(32)

/** A seal of so many people as it is stored, and shown. */
async function shown(people: number): Promise<ShownSeal> {
  const all = Array.from({ length: people }, (_, at) => at)
  const asked: Problem = {
    candidates: all.map(at => ({
      id: idOf(at),
      features: { sex: at % 3 ? '1' : '2', unit: `单位${at % 40}` },
    })),
    panels: [
      {
        ...{ name: '组', size: 5, eligible: all.map(idOf), caps: [{ feature: 'unit', most: 1 }] },
        quotas: [{ feature: 'sex', value: '2', min: 2, max: 3 }],
      },
    ],
    caps: [],
  }
  const { problem } = signed(asked, salt)
  const number = 'CQ2026-0001-1-1'
  const around = {
    number,
    trial: false,
    secret: secretHash(number, secret),
    exclusions: [],
    conditions: [],
    earlier: [],
  }
  const { record, seal, lottery, leaves } = sealDraw(problem, await fairLottery(problem, 'maximin'), around)
  const bytes = (value: unknown) => new Uint8Array(Buffer.from(canonicalJson(value)))
  return {
    stored: { record: canonicalJson(record), seal, lottery: bytes(lottery), leaves: bytes(leaves) },
    ...{ secret, contributions },
  }
}

const own = ({ stored }: ShownSeal, accountId = idOf(7)) => ({ stored, salt, accountId })
/** Everything that is made of a seal. */
const tasksOf = (from: ShownSeal): FileTask[] => [
  { make: 'certificate', from },
  { make: 'certificateHash', from },
  { make: 'sheet', from },
  { make: 'receipt', from: own(from) },
]
const thread = () => threadOf('lib/draw/reckon-thread.ts', 'files')

let large: ShownSeal
let small: ShownSeal
beforeAll(async () => {
  large = await shown(2_400)
  small = await shown(60)
})
afterAll(() => thread().stop())

test.each<Made>(['certificate', 'certificateHash', 'sheet', 'receipt'])(
  'of a large pool the %s is made beside the process, byte for byte as in it',
  async make => {
    const task = tasksOf(large).find(one => one.make === make)!
    const { answer, ...thread } = await beside(() => makeFile(task))
    expect(answer).toEqual(madeOf(task))
    expect(thread).toEqual({ asked: 1, answered: 1 })
  },
)

test('what is made there is what a stranger checks: certificate, its hash, and a receipt beside it', async () => {
  const certificate = await makeFile({ make: 'certificate', from: large })
  expect(await makeFile({ make: 'certificateHash', from: large })).toBe(sha256(certificate))
  const mine = await makeFile({ make: 'receipt', from: own(large) })
  const { kind, checks } = verifyFiles([certificate, receiptText(mine!.receipt, idOf(7))])
  expect([kind, brokenOf(checks)]).toEqual(['certificate', []])
  expect(await makeFile({ make: 'receipt', from: own(large, '李四') })).toBeNull()
})

test('of a small pool it is made at once, and no thread is started for it', async () => {
  for (const task of tasksOf(small)) {
    const { answer, asked } = await beside(() => makeFile(task))
    expect(answer).toEqual(madeOf(task))
    expect(asked).toBe(0)
  }
})

test('where the thread is lost it is made all the same', async () => {
  const making = makeFile({ make: 'certificate', from: large })
  thread().stop()
  expect(await making).toBe(madeOf({ make: 'certificate', from: large }))
})
