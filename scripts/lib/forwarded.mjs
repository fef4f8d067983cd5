import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'

/** Headers by which the framework talks to itself. A client that sends them could make it believe things. */
const internal =
  /^x-(?:middleware|invoke|vercel|now)-|^x-matched-path$|^x-next-|^next-resume$|^x-nextjs-(?!request-id$|html-request-id$)/
const forwarding = /^x-forwarded-|^forwarded$|^x-real-ip$|^x-client-ip$|^true-client-ip$|^cf-connecting-ip$/

/** An address without port, brackets and the prefix of IPv4 in IPv6; null when it is none. */
function plainAddress(text) {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(bare) ? bare : null
}

/**
 * The address of the person, which limits and the audit trail rely on. Without proxies it is the connection's other
 * end; behind `proxies` of them it is the entry that the outermost trusted one wrote, counted from the right.
 */
export function clientAddress(forwardedFor, peer, proxies) {
  const direct = plainAddress(peer ?? '') ?? 'unknown'
  if (proxies === 0 || !forwardedFor) return direct
  const entries = forwardedFor.split(',')
  return plainAddress(entries[Math.max(entries.length - proxies, 0)]) ?? direct
}

/**
 * Replaces what a client claims about itself and about the way its request took by what the server knows.
 * @param origin the public address, from PUBLIC_URL alone
 */
export function cleanRequest(request, { origin, proxies }) {
  const headers = request.headers
  const address = clientAddress(headers['x-forwarded-for'], request.socket.remoteAddress, proxies)
  for (const name of Object.keys(headers)) if (internal.test(name) || forwarding.test(name)) delete headers[name]
  headers['x-forwarded-for'] = address
  headers['x-forwarded-host'] = origin.host
  headers['x-forwarded-proto'] = origin.protocol.slice(0, -1)
  headers['x-forwarded-port'] = origin.port || (origin.protocol === 'https:' ? '443' : '80')
  headers['x-request-id'] = randomUUID()
  return headers['x-request-id']
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * The status for a request that is not worth handing on, or null. An address with a host in it is for proxies; one that
 * does not decode, or a method that fetch does not know, would be answered by the framework as a fault of ours.
 */
export function whyUnserved({ method, url }) {
  if (!url.startsWith('/')) return 400
  if (!methods.has(method)) return 405
  try {
    decodeURIComponent(url.split('?', 1)[0])
    return null
  } catch {
    return 400
  }
}
