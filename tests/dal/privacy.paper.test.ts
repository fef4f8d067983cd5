import type { SignedInActor } from '@/lib/access/actor'
import { createSession, readSession } from '@/lib/auth/session'
import { path } from '@/lib/dict/tree'
import { expertForm } from '@/lib/infoform/form.dal'
import { db } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { saveBank } from '@/lib/privacy/bank.dal'
import { saveBankSchema } from '@/lib/privacy/bank.schema'
import { exportOwnData } from '@/lib/privacy/export.dal'
import { ownDataPdf } from '@/lib/privacy/own-data-pdf'
import { ownDataParts } from '@/lib/privacy/paper.rules'
import { applicantAtBureau, decide } from '../support/applications'
import { useDatabase } from '../support/database'
import { textOfPdf } from '../support/pdf-page'
import { enforce } from '../support/policy'
import { makeReviewer, unitOf } from '../support/units'

useDatabase()

const request = { id: 'paper-1', address: '192.0.2.10' }
const bare = (text: string) => text.replace(/\s/g, '')

test('the paper says everything the copy holds: every line of it can be read off the pages (PR7)', async () => {
  await enforce('wuhan')
  const unit = await unitOf('active', '示范江城第一医院')
  const person = await applicantAtBureau(unit, { name: '𠮷田言' })
  await decide(await makeReviewer('沈鉴'), person, 'return', '请补充获奖证书。\n第二行意见。')
  const sid = await createSession(db(), { accountId: person.accountId, ...request, userAgent: '' })
  const { actor } = (await readSession(sid, request))!
  const data = await exportOwnData(actor, 'pdf')
  const names = { discipline: (code: string) => path('discipline', code).at(-1) ?? code }
  const parts = ownDataParts(data, (await currentPolicy()).policy, names)
  const bytes = await ownDataPdf(parts, { ...data, name: data.account.name })
  const pages = await textOfPdf(bytes)
  const printed = bare(pages.join(''))
  for (const { heading, lines } of parts) {
    expect(printed).toContain(bare(heading))
    for (const { text } of lines)
      for (const piece of text.split('\n').map(bare)) if (piece.length < 40) expect(printed).toContain(piece)
  }
  const said = parts.flatMap(part => part.lines.map(({ label, text }) => `${label} ${text}`)).join('\n')
  for (const fact of [
    data.person!.docNumber,
    '𠮷田言',
    '请补充获奖证书。',
    '肿瘤外科临床研究。',
    data.applications[0]!.versions[0]!.hash,
  ])
    expect(said).toContain(fact)
  expect(said).not.toContain('沈鉴')
})

test('the 专家信息表 bears the bank account for its owner, and for nobody who prints it for him (PR5, F2)', async () => {
  await enforce('xizang')
  const unit = await unitOf('active', '示范高原生态研究所')
  await enforce('wuhan')
  const person = await applicantAtBureau(unit)
  await enforce('xizang')
  const account = '99000000000000004321'
  const bank = { bankName: '示范银行江城支行', account, consentVersion: '2026-11', seen: '', agreed: true }
  await saveBank(person, saveBankSchema.parse(bank))
  const printed = async (actor: SignedInActor) =>
    bare((await textOfPdf((await expertForm(actor, person.applicationId)).bytes)).join(''))
  const own = await printed(person)
  for (const text of [account, '示范银行江城支行']) expect(own).toContain(text)
  for (const other of [unit, await makeReviewer('沈鉴')]) expect(await printed(other)).not.toContain('4321')
  const event = { actorId: person.accountId, action: 'person.bankForm' }
  expect(await db().auditEvent.count({ where: event })).toBe(1)
})
