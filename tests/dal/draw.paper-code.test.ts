import { printPaper } from '@/lib/draw/paper.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { readScanCodes } from '@/lib/platform/scan-code'
import { useDatabase } from '../support/database'
import { makeApproved, makeExperts } from '../support/draw-pool'
import { addAll, makeSealCast, type SealCast, sealNow, sealOfRound, withLotteries } from '../support/draw-sealing'
import { pictureOfPdf, textOfPdf } from '../support/pdf-page'
import { prove } from '../support/staff'

useDatabase()

let cast: SealCast
beforeAll(async () => {
  await withLotteries()
  cast = await makeSealCast()
})

test('抽取记录表 of a sealed draw has a code that leads to its public record, and how the seal begins', async () => {
  await makeExperts(9, () => ({ titleCode: 'code' }))
  const { roundId, requestId } = await makeApproved(cast, [{ size: 3, conditions: { titles: ['code'] } }])
  await sealNow()
  const { id, number, seal } = (await sealOfRound(roundId))!
  await addAll(cast, id)
  await prove(cast.operator, 'draw.run', roundId)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
  await runDraw(cast.operator, { roundId, version })
  const { pdf } = await printPaper(cast.operator, { id: requestId, kind: 'record' })
  const bytes = Buffer.from(pdf, 'base64')
  const text = (await textOfPdf(bytes)).join('').replace(/\s/g, '')
  const address = `${env().PUBLIC_URL}/draws/${number}`
  expect(text).toContain(address)
  expect(text).toContain(`封存值开头：${seal.slice(0, 16)}`)
  expect(await readScanCodes(await pictureOfPdf(bytes), 'picture')).toContain(address)
})
