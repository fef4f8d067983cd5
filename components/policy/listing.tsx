import { Disclosure } from '@/components/ui/disclosure'
import type { VersionView } from '@/lib/policy/console/console.dto'

const indent = ['', 'pl-4', 'pl-8', 'pl-12'] as const

/** Every part of a version to read, each folded. */
export function PolicyListing({ parts }: { parts: VersionView['parts'] }) {
  return (
    <ul className="divide-y divide-line">
      {parts.map(({ code, label, items }) => (
        <li key={code} className="px-4 py-2 sm:px-5">
          <Disclosure summary={label}>
            <dl className="space-y-1 py-1">
              {items.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, on the server
                <div key={index} className={indent[Math.min(item.depth, 3)]}>
                  {item.value === '' ? (
                    <dt className="pt-1 font-medium">{item.label}</dt>
                  ) : (
                    <div className="grid gap-x-4 sm:grid-cols-[minmax(10em,16em)_1fr]">
                      <dt className="text-ink-3">{item.label}</dt>
                      <dd className="num min-w-0 break-words whitespace-pre-line">{item.value}</dd>
                    </div>
                  )}
                </div>
              ))}
            </dl>
          </Disclosure>
        </li>
      ))}
    </ul>
  )
}
