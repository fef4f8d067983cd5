import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { phoneTaken } from '@/lib/access/unique'
import { createApplication } from '@/lib/application/submit.dal'
import { spend } from '@/lib/auth/limits'
import { hashPassword } from '@/lib/auth/password'
import { consumeCode } from '@/lib/auth/sms-code.dal'
import { entry } from '@/lib/dict/tree'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import type { RegisterPerson } from './person.schema'

/**
 * An individual registers (A7): account, person, affiliation to the chosen unit, an empty application (信息未填写),
 * the texts he was told, history and audit, in one transaction. What exists already is compared only after the code
 * has proved the phone (trust D18, AU2); and a document only when everything else would let the account be made, so
 * that asking about other people's numbers is neither free nor repeatable.
 * @throws Refusal invalid beside fields: wrong code, phone or document taken, unit gone, document type not accepted
 */
export async function registerPerson(actor: Actor, input: RegisterPerson): Promise<{ phoneMask: string }> {
  await allow(actor, 'person.register')
  const inForce = await currentPolicy()
  if (!inForce.policy.individualRegistration.documentTypes.includes(input.docType))
    throw invalid({ docType: ['本系统不接受这种证件，请选择其他证件类型。'] })
  if (!entry('region', input.regionCode)) throw invalid({ regionCode: ['请从列表中选择所在地区。'] })
  const passwordHash = await hashPassword(input.password)
  return writeTx(actor, async tx => {
    await consumeCode(actor, tx, { phone: input.phone, purpose: 'register', code: input.smsCode })
    const unit = await tx.unit.findFirst({ where: { id: input.unitId, status: 'active' } })
    if (!unit) throw invalid({ unitId: ['没有找到这个单位，请重新选择。单位还没有注册的，请先注册单位账号。'] })
    await refuseKnownPhone(tx, input)
    await refuseKnownDocument(tx, input)
    const accountId = newId()
    await createAccount(tx, accountId, input, { passwordHash, inForce })
    await tx.affiliation.create({ data: { id: newId(), accountId, unitId: unit.id } })
    const application = { accountId, unitId: unit.id, policyVersionId: inForce.id, status: 'empty' } as const
    await createApplication(actor, tx, application, 'create', { name: input.name })
    await audit(tx, actor, { action: 'person.register', objectType: 'account', objectId: accountId, result: 'done' })
    return { phoneMask: maskPhone(input.phone) }
  })
}

/** R6. Two at the same time meet at the unique index instead and are told the same. */
async function refuseKnownPhone(tx: Tx, input: RegisterPerson): Promise<void> {
  const phoneIndex = blindIndex('phone', input.phone)
  if (await tx.account.findUnique({ where: { kind_phoneIndex: { kind: 'individual', phoneIndex } } }))
    throw invalid({ phone: [phoneTaken] })
}

/** Tells the holder of a proved phone, with a masked hint at most, that his document has an account already. */
async function refuseKnownDocument(tx: Tx, input: RegisterPerson): Promise<void> {
  const docIndex = blindIndex('document', input.docNumber)
  const known = await tx.person.findUnique({
    where: { docType_docIndex: { docType: input.docType, docIndex } },
    include: { account: true },
  })
  if (!known?.account.phoneCipher) return
  await spend('knownDocument', blindIndex('phone', input.phone))
  const phone = decryptField(known.account.phoneCipher, { table: 'account', id: known.accountId, column: 'phone' })
  throw invalid({
    docNumber: [
      `该证件号码已经注册过账号，登记的手机号为 ${maskPhone(phone)}。如果是您本人，请直接登录或用「找回密码」；手机号已停用的，请联系我们。`,
    ],
  })
}

async function createAccount(
  tx: Tx,
  accountId: string,
  input: RegisterPerson,
  made: { passwordHash: string; inForce: PolicyInForce },
): Promise<void> {
  const { user, privacy } = made.inForce.policy.agreements
  await tx.account.create({
    data: {
      id: accountId,
      kind: 'individual',
      name: input.name,
      email: input.email,
      phoneCipher: encryptField(input.phone, { table: 'account', id: accountId, column: 'phone' }),
      phoneIndex: blindIndex('phone', input.phone),
      passwordHash: made.passwordHash,
      consents: { create: [user, privacy].map(text => ({ id: newId(), text: text.title, version: text.version })) },
      person: {
        create: {
          docType: input.docType,
          docCipher: encryptField(input.docNumber, { table: 'person', id: accountId, column: 'doc' }),
          docIndex: blindIndex('document', input.docNumber),
          name: input.name,
          pinyin: pinyinOf(input.name, 'person'),
          initials: initialsOf(input.name, 'person'),
          sex: input.sex,
          birthDate: new Date(`${input.birthDate}T00:00:00Z`),
          regionCode: input.regionCode,
        },
      },
    },
  })
}
