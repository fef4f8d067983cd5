'use client'
import { ErrorMessage } from '@/components/shell/error-message'
import { SiteDocument } from '@/components/shell/site-document'
import './globals.css'

/** Stands in for the root layout itself. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <SiteDocument>
      <title>系统暂时出了点问题</title>
      <ErrorMessage error={error} retry={retry} />
    </SiteDocument>
  )
}
