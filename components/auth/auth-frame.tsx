import type { ReactNode } from 'react'
import { mainId, SiteTitle, SkipLink, TopStrip } from '@/components/shell/frame'
import { Link } from '@/components/ui/link'
import type { Policy } from '@/lib/policy/policy.schema'

type AuthFrameProps = { authority: Policy['authority']; banner?: ReactNode; children: ReactNode }

/** Head and foot of the pages before a login: the name of the site, the way home, whom to call. Nothing else distracts. */
export function AuthFrame({ authority, banner, children }: AuthFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <SkipLink />
      {banner && <TopStrip>{banner}</TopStrip>}
      <header className="border-t-3 border-b border-t-accent border-b-line bg-paper">
        <div className="mx-auto flex max-w-5xl items-center justify-between gap-4 px-4 py-3 sm:px-6 lg:py-4">
          <Link href="/" className="rounded-sm text-ink no-underline">
            <SiteTitle title={authority.siteTitle} subtitle={authority.siteSubtitle} />
          </Link>
          <Link href="/" className="shrink-0 py-2 whitespace-nowrap text-accent-strong">
            返回首页
          </Link>
        </div>
      </header>
      <main id={mainId} tabIndex={-1} className="mx-auto w-full max-w-5xl flex-1 px-4 py-6 sm:px-6 sm:py-10">
        {children}
      </main>
      <footer className="border-t border-line text-sm text-ink-2">
        <div className="mx-auto flex max-w-5xl flex-wrap gap-x-8 gap-y-1 px-4 py-5 sm:px-6">
          {authority.contacts.map(contact => (
            <p key={contact.label}>
              <span className="text-ink-3">{contact.label}　</span>
              <span className="num">{contact.value}</span>
            </p>
          ))}
          <p className="text-ink-3 lg:ml-auto">{authority.name}</p>
        </div>
      </footer>
    </div>
  )
}
