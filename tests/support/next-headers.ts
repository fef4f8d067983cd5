import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Stands in for `next/headers` outside Next: the cookies and headers of the real request that a route function is
 * answering. Used with `jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))`.
 */
const scope = new AsyncLocalStorage<Request>()

export const inRequest = <T>(request: Request, work: () => Promise<T>): Promise<T> => scope.run(request, work)

export const headers = async (): Promise<Headers> => scope.getStore()!.headers

export async function cookies() {
  const header = scope.getStore()!.headers.get('cookie') ?? ''
  const pairs = header.split('; ').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
  const jar = new Map(pairs as [string, string][])
  return { get: (name: string) => (jar.has(name) ? { name, value: jar.get(name)! } : undefined) }
}
