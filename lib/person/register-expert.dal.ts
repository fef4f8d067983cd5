import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { beginAffiliation } from '@/lib/affiliation/write.dal'
import { createApplication } from '@/lib/application/submit.dal'
import { hashNewPassword } from '@/lib/auth/new-password'
import { consumeCode } from '@/lib/auth/sms-code.dal'
import { enterThrough } from '@/lib/call/entry.dal'
import { entry } from '@/lib/dict/tree'
import type { Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { birthDateOf, sexOf } from '@/lib/platform/fields/identity'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { NO_TITLE } from '@/lib/profile/facts.rules'
import { createIndividual } from './create.dal'
import type { RegisterExpert } from './expert.schema'
import { askAboutSameName, refuseKnownDocument, refuseKnownPhone } from './known.dal'

const docType = 'mainlandId'

/**
 * An expert registers directly on the public site (R1–R6): account, person, his unit, an application that begins with
 * the title and discipline he gave, and the texts he read with version and time, in one transaction. What exists
 * already is compared only after the code has proved the phone (trust D18).
 * @throws Refusal refused where the policy has no such way, or wants a call and none is open; invalid beside fields; confirm when a person of the same
 *   unit has the same name and he has not said that he is somebody else
 */
export async function registerExpert(actor: Actor, input: RegisterExpert): Promise<{ phoneMask: string }> {
  await allow(actor, 'person.register')
  const { id: policyVersionId, policy } = await currentPolicy()
  const { user, privacy, expertNotice } = policy.agreements
  if (!policy.individualRegistration.directExpert || !expertNotice)
    throw refused('本系统的专家请先注册个人账号，登录后申请成为专家。')
  if (input.noticeVersion !== expertNotice.version)
    throw refused('专家注册须知刚刚更新，请重新阅读后再注册。您填写的内容还在。')
  if (!entry('discipline', input.discipline)) throw invalid({ discipline: ['请从列表中选择学科专业。'] })
  const passwordHash = await hashNewPassword(input.password, [input.phone, input.name, input.docNumber])
  return writeTx(actor, async tx => {
    const { phone, email, name } = input
    const proved = await consumeCode(actor, tx, { phone, email, name, purpose: 'register', code: input.smsCode })
    const callId = await enterThrough(actor, tx, policy, input.callId)
    const unit = await tx.unit.findFirst({ where: { id: input.unitId, status: 'active' } })
    if (!unit) throw invalid({ unitId: ['没有找到这个单位，请重新选择。单位还没有注册的，请先注册单位账号。'] })
    await refuseKnownPhone(actor, tx, input.phone)
    await refuseKnownDocument(actor, tx, { ...input, docType, proved })
    await askAboutSameName(actor, tx, { ...input, notMe: input.notMe === true, proved })
    const accountId = newId()
    await createIndividual(actor, tx, accountId, {
      ...input,
      docType,
      // an address that was only typed is none of the account's: the form asks for it to send the code
      email: proved.by === 'email' ? email! : null,
      proved,
      sex: sexOf(input.docNumber)!,
      birthDate: birthDateOf(input.docNumber)!,
      regionCode: null,
      passwordHash,
      texts: [expertNotice, user, privacy],
    })
    const place = { accountId, unitId: unit.id, policyVersionId }
    await beginAffiliation(actor, tx, place, 'register', { name: input.name })
    const applicationId = await createApplication(actor, tx, { ...place, callId, status: 'draft' }, 'register', {
      name: input.name,
    })
    await prefill(tx, applicationId, input)
    await audit(tx, actor, { action: 'person.register', objectType: 'account', objectId: accountId, result: 'done' })
    return { phoneMask: maskPhone(input.phone) }
  })
}

/** What he gave already stands in the profile when he opens it. */
async function prefill(tx: Tx, applicationId: string, input: RegisterExpert): Promise<void> {
  const sections = {
    basic: { disciplines: [input.discipline] },
    titles:
      input.titleCode === NO_TITLE
        ? { none: true }
        : { rows: [{ id: newId(), kind: 'title', titleCode: input.titleCode }] },
  }
  await tx.applicationSection.createMany({
    data: Object.entries(sections).map(([section, data]) => ({ applicationId, section, data, version: 1 })),
  })
}
