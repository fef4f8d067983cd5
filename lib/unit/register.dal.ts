import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { phoneProvedBy } from '@/lib/auth/code-core'
import { hashNewPassword } from '@/lib/auth/new-password'
import { consumeCode } from '@/lib/auth/sms-code.dal'
import { adoptRegistrationFiles } from '@/lib/file/adopt.dal'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import { claimName, refuseMergedCode } from './name.dal'
import { nameColumns } from './name-columns'
import { checkPlace } from './place'
import type { RegisterUnit } from './unit.schema'

/**
 * A unit registers (U7): the unit in its first state, its first administrator with a login of his own, the texts he
 * was told, history and audit, in one transaction. Phone or address are proved by the code before anything is compared with
 * what exists, so that nobody learns about others by trying (trust D18).
 * @returns where the decision will be sent to, masked
 * @throws Refusal invalid beside fields: wrong code; phone, credit code or name taken (the database decides races);
 *   no picture of the certificate where the policy asks for one
 */
export async function registerUnit(actor: Actor, input: RegisterUnit): Promise<{ phoneMask: string }> {
  await allow(actor, 'unit.register')
  const { id: policyVersionId, policy } = await currentPolicy()
  checkPlace(input.regionCode)
  const passwordHash = await hashNewPassword(input.password, [input.phone, input.contactName, input.name])
  return writeTx(actor, async tx => {
    const { phone, email, contactName: name, smsCode: code } = input
    const proved = await consumeCode(actor, tx, { phone, email, name, purpose: 'registerUnit', code })
    await claimName(actor, tx, input.name, null)
    await refuseMergedCode(actor, tx, input.creditCode, null)
    const at = now()
    const unitId = newId()
    const accountId = newId()
    await tx.unit.create({
      data: {
        id: unitId,
        nature: input.nature,
        ...nameColumns(input.name),
        creditCode: input.creditCode,
        legalPerson: input.legalPerson,
        regionCode: input.regionCode,
        contactName: input.contactName,
        contactPhoneCipher: encryptField(input.phone, { table: 'unit', id: unitId, column: 'contact_phone' }),
        registeredAt: at,
        statusSince: at,
      },
    })
    await tx.account.create({
      data: {
        id: accountId,
        kind: 'unitAdmin',
        name: input.contactName,
        phoneCipher: encryptField(input.phone, { table: 'account', id: accountId, column: 'phone' }),
        phoneIndex: blindIndex('phone', input.phone),
        phoneProvedAt: phoneProvedBy(proved),
        ...(proved.by === 'email' ? { email, emailProvedAt: at } : {}),
        passwordHash,
        unitAdmin: { create: { unitId } },
        consents: {
          create: [policy.agreements.user, policy.agreements.privacy].map(text => ({
            id: newId(),
            text: text.title,
            version: text.version,
          })),
        },
      },
    })
    if (policy.unitRegistration.certificatePicture)
      await adoptRegistrationFiles(actor, tx, { purpose: 'unitPicture', unitId, ownerId: accountId })
    await recordBeginning(
      actor,
      tx,
      { type: 'unit', id: unitId, status: 'submitted', policyVersionId, event: 'register' },
      { accountId, name: input.contactName, office: input.name },
    )
    await audit(tx, actor, { action: 'unit.register', objectType: 'unit', objectId: unitId, result: 'done' })
    return { phoneMask: maskPhone(input.phone) }
  })
}
