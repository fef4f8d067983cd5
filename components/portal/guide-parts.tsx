import type { ReactNode } from 'react'

/** One part of the guide, reachable by its anchor. */
export function GuidePart({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-12 scroll-mt-6 first:mt-0">
      <h2 id={`${id}-title`} className="border-b border-line pb-2 text-xl">
        {title}
      </h2>
      <div className="mt-4 space-y-4">{children}</div>
    </section>
  )
}

export type GuideStep = { title: string; text: ReactNode }

/** Numbered steps with room for explanation. */
export function GuideSteps({ steps }: { steps: GuideStep[] }) {
  return (
    <ol className="space-y-5">
      {steps.map((step, index) => (
        <li key={step.title} className="flex gap-4">
          <span
            aria-hidden="true"
            className="num flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-wash font-semibold text-accent-strong"
          >
            {index + 1}
          </span>
          <div className="min-w-0">
            <h3 className="leading-8">{step.title}</h3>
            <div className="text-ink-2">{step.text}</div>
          </div>
        </li>
      ))}
    </ol>
  )
}

/** What each status means and what to do then. */
export function StatusTable({ rows }: { rows: { label: string; meaning: string }[] }) {
  return (
    <table className="w-full border-collapse text-left">
      <thead>
        <tr>
          <th scope="col" className="border-b border-line-2 py-2 pr-4 font-semibold whitespace-nowrap">
            专家状态
          </th>
          <th scope="col" className="border-b border-line-2 py-2 font-semibold">
            表示什么、您要做什么
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.label}>
            <th scope="row" className="border-b border-line py-2 pr-4 align-top font-medium whitespace-nowrap">
              {row.label}
            </th>
            <td className="border-b border-line py-2 align-top text-ink-2">{row.meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
