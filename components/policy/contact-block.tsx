import type { Policy } from '@/lib/policy/policy.schema'

type ContactBlockProps = { contacts: Policy['authority']['contacts']; title?: string }

/** Whom to call, shown where people get stuck (P8). */
export function ContactBlock({ contacts, title = '需要帮助时请联系' }: ContactBlockProps) {
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-paper px-4 py-3 text-sm sm:px-5">
      <h2 className="text-sm">{title}</h2>
      <dl className="mt-1.5 grid gap-x-4 gap-y-0.5 sm:grid-cols-[auto_1fr]">
        {contacts.map(contact => (
          <div key={contact.label} className="sm:contents">
            <dt className="text-ink-3">{contact.label}</dt>
            <dd className="num">{contact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
