/** What the tests, which are TypeScript, see of the verifier. */
export type Check = { name: string; fault: string | null }
export function verify(certificate: string | Uint8Array, ...beside: (string | Uint8Array)[]): Check[]
export function accepted(checks: Check[]): boolean
export function passes(certificate: string | Uint8Array, ...beside: (string | Uint8Array)[]): boolean
