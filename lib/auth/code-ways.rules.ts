import type { CodePurpose } from './sms-code.rules'

/** Ways by which this installation can send anything to somebody: SMS_ADAPTER and SMTP_URL decide. */
export type CodeWays = { sms: boolean; email: boolean }

/**
 * How somebody proves himself here for one purpose. The field of a form and the data function that sends the code ask
 * the same question, so that nothing is offered that is then refused.
 */
export type CodeOffer = {
  /** how a code is sent unless something else is chosen; null: only the code of an activation slip helps */
  by: 'sms' | 'email' | null
  /** whose address an e-mail code goes to: typed in the form, proved by the account, or named by the invitation */
  address: 'typed' | 'account' | 'invitation' | null
  /** besides SMS, an e-mail can be chosen */
  choice: boolean
  /** the code of an activation slip is taken in the place of a sent one */
  slip: boolean
}

type Way = { address: CodeOffer['address']; slip: boolean }

/**
 * An e-mail proves the address and never the phone (decision 005). So it stands in for an SMS where there is no
 * gateway, and beside one only for 找回密码, where the account has proved the address itself before.
 */
const ways: Record<CodePurpose, Way> = {
  register: { address: 'typed', slip: true },
  registerUnit: { address: 'typed', slip: true },
  joinUnit: { address: 'invitation', slip: true },
  recover: { address: 'account', slip: true },
  // whoever has a slip sets a password with it; a way in by the slip alone would leave him without one
  login: { address: 'account', slip: false },
  phoneOld: { address: 'account', slip: false },
  // whoever objects is asked to prove how he can be reached, be it by an address
  objection: { address: 'typed', slip: false },
  // nobody can be shown to have a new number by an e-mail
  phoneNew: { address: null, slip: true },
  // the list gave the phone, and nothing else he could be reached by is proved; who has another phone by now is known
  // to his unit or the bureau
  claim: { address: null, slip: true },
  // staff have their authenticator where there is no gateway
  factor: { address: null, slip: false },
  stepUp: { address: null, slip: false },
  email: { address: 'typed', slip: false },
}

/** What an installation offers for a purpose. */
export function codeOffer(purpose: CodePurpose, { sms, email }: CodeWays): CodeOffer {
  const { address, slip } = ways[purpose]
  const byEmail = email && address !== null
  return {
    by: sms ? 'sms' : byEmail ? 'email' : null,
    address: byEmail ? address : null,
    choice: sms && byEmail && purpose === 'recover',
    slip,
  }
}
