import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { assertDataOpen } from '@/lib/affiliation/own.dal'
import { dict } from '@/lib/dict'
import { entry, fullName } from '@/lib/dict/tree'
import { filesOf } from '@/lib/file/file.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { conflict, invalid } from '@/lib/platform/errors'
import { maskDocument, maskPhone } from '@/lib/platform/fields/masks'
import type { EditPerson } from './data.schema'
import type { OwnPerson } from './person.dto'

/** What the system holds of the individual himself. */
export async function viewOwnPerson(actor: Actor): Promise<OwnPerson> {
  await allow(actor, 'person.viewOwn')
  const { accountId: id } = actor as IndividualActor
  const { person, email, phoneCipher } = await db().account.findUniqueOrThrow({
    where: { id },
    select: { email: true, phoneCipher: true, person: true },
  })
  const { docCipher, docType, name, sex, birthDate, regionCode, education, degree, titleCode, version } = person!
  return {
    name,
    docType: dict('documentType').name(docType),
    docMask: maskDocument(decryptField(docCipher, { table: 'person', id, column: 'doc' })),
    sex: dict('sex').name(sex),
    birthDate: birthDate?.toISOString().slice(0, 10) ?? null,
    phoneMask: maskPhone(decryptField(phoneCipher!, { table: 'account', id, column: 'phone' })),
    email: email ?? '',
    regionCode: regionCode ?? '',
    region: regionCode ? fullName('region', regionCode) : '',
    education: education ?? '',
    educationName: dict('education').name(education),
    degree: degree ?? '',
    degreeName: dict('degree').name(degree),
    titleCode: titleCode ?? '',
    titleName: dict('title').name(titleCode),
    version,
    files: await filesOf(actor, { purpose: ['idScan', 'titleProof'], waiting: true }),
  }
}

/**
 * A person changes his own data. Name, document and phone stay: others hang on them.
 * @throws Refusal refused while the unit is looking at them; invalid; conflict when they were changed meanwhile
 */
export async function editOwnPerson(actor: Actor, input: EditPerson): Promise<{ version: number }> {
  await allow(actor, 'person.editOwn')
  const { accountId } = actor as IndividualActor
  const { version, email, regionCode, education, degree, titleCode } = input
  if (!entry('region', regionCode)) throw invalid({ regionCode: ['请从列表中选择所在地区。'] })
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    await assertDataOpen(actor, tx, accountId)
    const updated = await tx.person.updateMany({
      where: { accountId, version },
      data: { regionCode, education, degree, titleCode, version: version + 1 },
    })
    if (updated.count === 0)
      throw conflict('您的信息刚刚在另一个窗口修改过，这里的内容还没有保存。请刷新页面，核对后再改。')
    await tx.account.update({ where: { id: accountId }, data: { email } })
    await audit(tx, actor, { action: 'person.edit', objectType: 'person', objectId: accountId, result: 'done' })
    return { version: version + 1 }
  })
}
