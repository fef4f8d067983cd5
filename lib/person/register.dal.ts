import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { beginAffiliation } from '@/lib/affiliation/write.dal'
import { createApplication } from '@/lib/application/submit.dal'
import { hashNewPassword } from '@/lib/auth/new-password'
import { consumeCode } from '@/lib/auth/sms-code.dal'
import { callNow } from '@/lib/call/entry.dal'
import { entry } from '@/lib/dict/tree'
import { settleInvitation, takeInvitation } from '@/lib/invite/answer.dal'
import { invalid } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { createIndividual } from './create.dal'
import { refuseKnownDocument, refuseKnownPhone } from './known.dal'
import { chooseUnit, type RegisterPerson } from './person.schema'

/**
 * An individual registers: account, person, the texts he was told, history and audit, in one transaction. Where the
 * unit speaks with its recommendation (A7), he names it now and gets an empty application (信息未填写); where it speaks
 * first (A1, A2), he has no unit yet (待完善信息). What exists already is compared only after the code has proved the
 * phone (trust D18, AU2); and a document only when everything else would let the account be made, so that asking about
 * other people's numbers is neither free nor repeatable. With the link of an invitation, it is accepted in the same step.
 * @throws Refusal refused when an invitation is not open; invalid beside fields: wrong code, phone or document taken, unit gone, document type not accepted
 */
export async function registerPerson(actor: Actor, input: RegisterPerson): Promise<{ phoneMask: string }> {
  await allow(actor, 'person.register')
  const { id: policyVersionId, policy } = await currentPolicy()
  const { documentTypes, affiliation } = policy.individualRegistration
  if (!documentTypes.includes(input.docType)) throw invalid({ docType: ['本系统不接受这种证件，请选择其他证件类型。'] })
  if (!entry('region', input.regionCode)) throw invalid({ regionCode: ['请从列表中选择所在地区。'] })
  const withUnit = affiliation === 'onRecommendation'
  if (withUnit && !input.unitId) throw invalid({ unitId: [chooseUnit] })
  const passwordHash = await hashNewPassword(input.password, [input.phone, input.name, input.docNumber])
  return writeTx(actor, async tx => {
    const { phone, email, smsCode: code } = input
    const { name } = input
    const proved = await consumeCode(actor, tx, { phone, email, name, purpose: 'register', code })
    // after the code has proved the phone: a link tells nobody whose it is
    const invitation = input.invitation
      ? await takeInvitation(actor, tx, { token: input.invitation, phone: input.phone })
      : null
    const unit = withUnit ? await tx.unit.findFirst({ where: { id: input.unitId!, status: 'active' } }) : null
    if (withUnit && !unit)
      throw invalid({ unitId: ['没有找到这个单位，请重新选择。单位还没有注册的，请先注册单位账号。'] })
    await refuseKnownPhone(actor, tx, input.phone)
    await refuseKnownDocument(actor, tx, { ...input, proved })
    const accountId = newId()
    const { user, privacy } = policy.agreements
    await createIndividual(actor, tx, accountId, { ...input, proved, passwordHash, texts: [user, privacy] })
    let applicationId: string | null = null
    if (unit) {
      const place = { accountId, unitId: unit.id, policyVersionId }
      await beginAffiliation(actor, tx, place, 'register', { name: input.name })
      // an account is open to everybody at any time; whether he may send is asked when he does
      const way = invitation ? ({ kind: 'invited' } as const) : { callId: await callNow(actor, tx, input.callId) }
      applicationId = await createApplication(actor, tx, { ...place, ...way, status: 'empty' }, 'create', { name })
    }
    if (invitation) await settleInvitation(actor, tx, invitation, { accountId, applicationId })
    await audit(tx, actor, { action: 'person.register', objectType: 'account', objectId: accountId, result: 'done' })
    return { phoneMask: maskPhone(input.phone) }
  })
}
