/**
 * What a rate limit counts as one address: an IPv4 address, or the /64 of an IPv6 address, because one subscriber has
 * a whole /64.
 */
export function addressKey(address: string): string {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/%.*$/, '')
  if (!plain.includes(':')) return plain.slice(0, 45)
  const [head = '', tail] = plain.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(8 - left.length - right.length, 0)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  return `${groups.slice(0, 4).join(':').slice(0, 40)}::/64`
}

/**
 * The peer's address out of x-forwarded-for, which our own web server overwrites; an odd value becomes `unknown`,
 * which all odd values share.
 */
export function peerAddress(forwarded: string | null): string {
  const first = (forwarded ?? '').split(',')[0]!.trim()
  return /^[0-9a-fA-F.:]{2,45}$/.test(first) ? first : 'unknown'
}
