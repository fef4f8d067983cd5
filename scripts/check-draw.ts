import { writeSync } from 'node:fs'
import { systemActor } from '@/lib/access/actor'
import { checkedDraw, drawsOf } from '@/lib/draw/record.dal'
import { closeDb } from '@/lib/platform/db'
import { patiently } from '@/lib/platform/patiently'
import { chinaTime } from '@/lib/platform/time'

/** `npm run check-draw -- CQ2026-0012`: reckons every draw of a request again, from what was written down. Only reads. */
async function main(number: string | undefined): Promise<number> {
  if (!number) throw new Error('请给出抽取需求的编号：npm run check-draw -- CQ2026-0012')
  const actor = systemActor('check-draw')
  const draws = await drawsOf(actor, { number })
  if (draws.length === 0) throw new Error(`没有找到 ${number} 的抽取记录，请核对编号。`)
  let bad = 0
  for (const draw of draws) {
    const { broken, panels } = await patiently(tx => checkedDraw(actor, tx, draw.id))
    if (broken.length > 0) bad += 1
    const title = `${number} 第 ${draw.round} 轮第 ${draw.attempt} 次，${chinaTime(draw.drawnAt)}${draw.voidedAt ? '，已宣布无效' : ''}`
    const result =
      broken.length === 0
        ? [`  相符：重新算出的 ${panels.flat().length} 名专家就是当时抽中的专家`]
        : broken.map(what => `  不符：${what}`)
    const hashes = [`  候选名单与要求 ${draw.problemHash}`, `  抽取结果       ${draw.selectionHash}`]
    writeSync(1, `${[title, ...result, ...hashes].join('\n')}\n`)
  }
  return bad === 0 ? 0 : 1
}

try {
  const code = await main(process.argv[2])
  await closeDb()
  process.exit(code)
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}
