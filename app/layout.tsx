import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { SiteDocument } from '@/components/shell/site-document'
import { describeError, log } from '@/lib/platform/log'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import './globals.css'

/** The policy names the site; without a database the error pages must still appear. */
async function authority() {
  try {
    return (await currentPolicy()).policy.authority
  } catch (error) {
    log.error(describeError(error), 'no policy for the page frame')
    return null
  }
}

export async function generateMetadata(): Promise<Metadata> {
  const title = (await authority())?.siteTitle ?? '科技专家库管理系统'
  return {
    title: { default: title, template: `%s - ${title}` },
    formatDetection: { telephone: false, email: false, address: false },
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light' }

export const dynamic = 'force-dynamic'

export default async function RootLayout({ children }: { children: ReactNode }) {
  return <SiteDocument accent={(await authority())?.accent}>{children}</SiteDocument>
}
