import type { PathStep } from '@/lib/policy/path.rules'

/** The way into the pool (E1): numbered, across on a desk, upright on a phone. */
export function PathSteps({ steps }: { steps: PathStep[] }) {
  return (
    <ol className="grid gap-x-8 lg:auto-cols-fr lg:grid-flow-col">
      {steps.map((step, index) => (
        <li key={step.label} className="relative flex gap-4 pb-7 last:pb-0 lg:flex-col lg:gap-3 lg:pb-0">
          {index < steps.length - 1 && (
            <span
              aria-hidden="true"
              className="absolute top-11 bottom-0 left-5 w-px bg-accent-line lg:top-5 lg:right-[-2rem] lg:bottom-auto lg:left-13 lg:h-px lg:w-auto"
            />
          )}
          <span
            aria-hidden="true"
            className="num relative flex size-10 shrink-0 items-center justify-center rounded-full bg-accent text-lg font-semibold text-white"
          >
            {index + 1}
          </span>
          <div className="min-w-0">
            <h3 className="text-lg leading-10 lg:leading-normal">{step.label}</h3>
            <p className="mt-0.5 text-ink-2 lg:mt-1">{step.text}</p>
            {step.note && <p className="num mt-1 text-sm text-ink-3">{step.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
