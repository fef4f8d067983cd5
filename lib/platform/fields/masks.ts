/** A phone number for lists: `138****8888` (trust PR5). Anything else is hidden but for its ends. */
export function maskPhone(phone: string): string {
  return /^\d{11}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : maskDocument(phone)
}

/** An e-mail address for lists: the first letter and the house, `z***@example.com`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '***' : `${Array.from(address)[0]}***${address.slice(at)}`
}

/** A document number for lists: first and last character, `5****************1` (trust PR5). */
export function maskDocument(number: string): string {
  const signs = Array.from(number)
  if (signs.length < 3) return '*'.repeat(signs.length)
  return `${signs[0]}${'*'.repeat(signs.length - 2)}${signs.at(-1)}`
}

/** A name where others must not learn it: `张*`, `张**`; never more than two stars, so that its length stays hidden. */
export function maskName(name: string): string {
  const signs = Array.from(name)
  return `${signs[0] ?? ''}${'*'.repeat(Math.min(Math.max(signs.length - 1, 0), 2))}`
}

/** A bank account where it is shown: its last four digits, `**** 0017` (trust PR5); shorter ones are hidden whole. */
export function maskAccount(account: string): string {
  return account.length >= 8 ? `**** ${account.slice(-4)}` : '****'
}
