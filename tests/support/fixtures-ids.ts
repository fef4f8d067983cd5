/**
 * Made-up but valid numbers for tests, demo data and screenshots. Nobody real can own one of them:
 * - ID numbers carry the area code 990000 (the demo data any 990xxx), which no division of GB/T 2260 has; the area only
 *   displays, so they pass;
 * - phones lie in 1990000xxxx, which stands for nobody in this repository;
 * - credit codes carry the same area 990000 as their registering authority.
 * tests/architecture/no-personal-data.test.ts refuses any other valid ID number or mobile in the repository, so write
 * numbers of other areas or ranges with these functions, never as literals.
 * The check characters are computed here on their own, apart from the code under test.
 */

export const fixtureArea = '990000'
export const fixtureAreaRange = '990'
export const fixturePhonePrefix = '1990000'

type IdOptions = { birth?: string; sex?: 'male' | 'female'; area?: string }

/**
 * A valid 18-digit ID number; the same arguments give the same number.
 * @param n tells people of one birthday and sex apart, 0 to 498
 */
export function fixtureId(n = 0, { birth = '1980-01-01', sex = 'male', area = fixtureArea }: IdOptions = {}): string {
  const order = String(n * 2 + (sex === 'male' ? 1 : 2)).padStart(3, '0')
  const digits = `${area}${birth.replaceAll('-', '')}${order}`
  return digits + mod11Check(digits)
}

/** ISO 7064 MOD 11-2 as the standard defines it: the weight of the place i from the right is 2^i mod 11. */
function mod11Check(digits: string): string {
  let product = 0
  for (const digit of digits) product = ((product + Number(digit)) * 2) % 11
  const check = (12 - product) % 11
  return check === 10 ? 'X' : String(check)
}

/** A mobile number of the reserved range, n from 0 to 9999. */
export const fixturePhone = (n = 0): string => fixturePhonePrefix + String(n).padStart(4, '0')

/** A valid 统一社会信用代码, n from 0 to 99999999; `kind` is the pair of characters it begins with. */
export function fixtureCreditCode(n = 0, kind = '91'): string {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const first = `${kind}${fixtureArea}${String(n).padStart(8, '0')}${signs[(n * 7) % 31]}`
  const sum = Array.from(first).reduce((total, sign, at) => total + signs.indexOf(sign) * power3(at), 0)
  return first + signs[(31 - (sum % 31)) % 31]
}

const power3 = (exponent: number): number => Number(3n ** BigInt(exponent) % 31n)

/** A number of the shape of a 港澳居民来往内地通行证, n from 0 to 9999. */
export const fixtureTravelPermit = (n = 0): string => `H0000${String(n).padStart(4, '0')}`

/** A number of the shape of a passport, n from 0 to 9999. */
export const fixturePassport = (n = 0): string => `TEST0${String(n).padStart(4, '0')}`
