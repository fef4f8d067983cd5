import { codeOffer } from '@/lib/auth/code-ways.rules'
import type { CodePurpose } from '@/lib/auth/sms-code.rules'

const both = { sms: true, email: true }
const mail = { sms: false, email: true }
const none = { sms: false, email: false }

type Row = [CodePurpose, by: string | null, address: string | null, slip: boolean]

test.each<Row>([
  ['register', 'email', 'typed', true],
  ['registerUnit', 'email', 'typed', true],
  ['joinUnit', 'email', 'invitation', true],
  ['recover', 'email', 'account', true],
  ['login', 'email', 'account', false],
  ['phoneOld', 'email', 'account', false],
  ['objection', 'email', 'typed', false],
  ['phoneNew', null, null, true],
  ['claim', null, null, true],
  ['factor', null, null, false],
  ['stepUp', null, null, false],
])('without a gateway %s goes by %s to the %s address; a slip helps: %s', (purpose, by, address, slip) => {
  expect(codeOffer(purpose, mail)).toMatchObject({ by, address, slip, choice: false })
  expect(codeOffer(purpose, none)).toEqual({ by: null, address: null, choice: false, slip })
  // with a gateway the phone is proved; only a password is also recovered by the address one has proved
  expect(codeOffer(purpose, both)).toMatchObject({ by: 'sms', choice: purpose === 'recover' })
  expect(codeOffer(purpose, { sms: true, email: false })).toMatchObject({ by: 'sms', address: null, choice: false })
})
