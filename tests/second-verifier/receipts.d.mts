/** What the tests, which are TypeScript, see of receipts and digests. */
export function signOf(key: string, person: string): string
export function receiptOf(certificate: unknown, place: number, person: string, key: string): Record<string, unknown>
export function digestOf(certificate: unknown, roles: string[]): Record<string, unknown>
