import { notFound } from 'next/navigation'
import { isDemo } from '@/lib/platform/env'

/** The smallest dynamic page this server can answer: what `npm run bench` measures other pages against. */
export default function EmptyPage() {
  if (!isDemo()) notFound()
  return <p>空白页</p>
}
