import { answerDictQuery } from '@/lib/dict/query'

type Put = { url: string; body: { applicationId: string; version: number; data: Record<string, unknown> } }
type Reply = { status: number; body: unknown }

/**
 * The edge of the server for forms that save themselves: keeps a version, answers planned replies first, and the real
 * code tables; no unit is registered. `puts` is what arrived, oldest first.
 */
export function draftsServer(version = 0) {
  const puts: Put[] = []
  const replies: Reply[] = []
  let current = version
  const respond = (address: string, init?: RequestInit): Reply => {
    const url = new URL(address, 'http://127.0.0.1')
    const table = /^\/api\/dict\/(\w+)$/.exec(url.pathname)?.[1]
    if (table) return { status: 200, body: answerDictQuery(table, url.searchParams) }
    if (url.pathname === '/api/units') return { status: 200, body: { units: [], page: 1, total: 0, more: false } }
    puts.push({ url: url.pathname, body: JSON.parse(String(init?.body)) })
    const planned = replies.shift()
    if (planned) return planned
    current += 1
    return { status: 200, body: { version: current, savedAt: '2026-11-21T06:05:00.000Z' } }
  }
  globalThis.fetch = async (address, init) => {
    const { status, body } = respond(String(address), init)
    return { ok: status < 400, status, json: async () => body } as Response
  }
  return {
    puts,
    replies,
    last: () => puts.at(-1)?.body,
    /** what another tab stored meanwhile */
    conflict: (data: unknown) => {
      current += 1
      replies.push({ status: 409, body: { version: current, data, savedAt: '2026-11-21T06:00:00.000Z' } })
    },
  }
}
