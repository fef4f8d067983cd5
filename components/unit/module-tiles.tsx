'use client'
import { ChevronRight, Lock } from 'lucide-react'
import { useState } from 'react'
import { ContactBlock } from '@/components/policy/contact-block'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Link } from '@/components/ui/link'
import type { Policy } from '@/lib/policy/policy.schema'
import { notOpenTitle } from './not-open'

export type UnitModule = { label: string; href: string; description?: string; count?: number }

type ModuleTilesProps = {
  modules: readonly UnitModule[]
  /** why the modules are closed; null when they are open */
  closed: string | null
  contacts: Policy['authority']['contacts']
}

const tile =
  'flex h-full w-full items-center justify-between gap-3 rounded-lg border border-line bg-paper px-4 py-3 text-left text-ink no-underline hover:border-accent-line hover:bg-accent-soft'

function Words({ label, description, count }: UnitModule) {
  return (
    <span className="min-w-0">
      <span className="flex flex-wrap items-center gap-x-2 font-medium">
        {label}
        {count !== undefined && count > 0 && <Badge tone="info">{count} 件待办</Badge>}
      </span>
      {description && <span className="block text-sm text-ink-3">{description}</span>}
    </span>
  )
}

/** What a unit can do (U9). Before its account is open each of them answers with the words of U3 and whom to call. */
export function ModuleTiles({ modules, closed, contacts }: ModuleTilesProps) {
  const [asked, setAsked] = useState(false)
  return (
    <>
      <ul className="grid gap-3 sm:grid-cols-2">
        {modules.map(module => (
          <li key={module.href}>
            {closed === null ? (
              <Link href={module.href} className={tile}>
                <Words {...module} />
                <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-ink-3" />
              </Link>
            ) : (
              <button type="button" className={tile} onClick={() => setAsked(true)}>
                <Words {...module} count={undefined} />
                <Lock aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
                <span className="sr-only">（未开通）</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <Dialog
        open={asked}
        onOpenChange={setAsked}
        size="sm"
        title={notOpenTitle}
        description={closed}
        footer={<Button onClick={() => setAsked(false)}>知道了</Button>}
      >
        <ContactBlock contacts={contacts} title="联系我们" />
      </Dialog>
    </>
  )
}
