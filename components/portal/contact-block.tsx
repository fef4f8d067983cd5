import type { ReactNode } from 'react'
import type { Policy } from '@/lib/policy/policy.schema'

type Contacts = Policy['authority']['contacts']

/** Whom to call, in the place where people get stuck (P8). */
export function ContactBlock({ contacts, children }: { contacts: Contacts; children?: ReactNode }) {
  return (
    <aside aria-label="联系我们" className="self-start rounded-lg border border-line bg-canvas p-5">
      <h2 className="text-lg">遇到问题，找我们</h2>
      <dl className="mt-2 space-y-2">
        {contacts.map(contact => (
          <div key={contact.label}>
            <dt className="text-sm text-ink-3">{contact.label}</dt>
            <dd className="num font-medium">{contact.value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </aside>
  )
}
