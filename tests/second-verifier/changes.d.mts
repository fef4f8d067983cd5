/** What the tests, which are TypeScript, see of the changes. */
export function changes(value: unknown, everyDigit?: boolean, where?: string): Generator<[string, unknown]>
export function resealed<T>(certificate: T): T | null
