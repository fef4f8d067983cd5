/** What the tests, which are TypeScript, see of the bytes. */
export function canonical(value: unknown): string
