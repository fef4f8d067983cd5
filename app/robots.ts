import type { MetadataRoute } from 'next'
import { isDemo } from '@/lib/platform/env'

export const dynamic = 'force-dynamic'

/** Search engines may list what is public; a demo is listed nowhere. */
export default function robots(): MetadataRoute.Robots {
  if (isDemo()) return { rules: { userAgent: '*', disallow: '/' } }
  const consoles = ['/expert', '/unit', '/department', '/bureau', '/admin', '/account']
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/dev/', '/login', '/recover', '/setup', ...consoles] },
  }
}
