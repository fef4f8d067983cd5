import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'

export type ChoicePanel = { value: string; label: string; content: ReactNode }

type ChoicePanelsProps = {
  /** name of the group of radio buttons, unique on the page */
  name: string
  /** what is chosen, for screen readers: 栏目 */
  legend: string
  panels: ChoicePanel[]
  /** heading to the left of the choices, and a link to their right */
  title?: ReactNode
  aside?: ReactNode
  look: 'tabs' | 'switch'
}

/* Written out, because the style sheet is made from whole class names found in the source. */
const shown = [
  'group-has-[[data-choice="0"]:checked]/choice:block',
  'group-has-[[data-choice="1"]:checked]/choice:block',
  'group-has-[[data-choice="2"]:checked]/choice:block',
  'group-has-[[data-choice="3"]:checked]/choice:block',
  'group-has-[[data-choice="4"]:checked]/choice:block',
  'group-has-[[data-choice="5"]:checked]/choice:block',
  'group-has-[[data-choice="6"]:checked]/choice:block',
  'group-has-[[data-choice="7"]:checked]/choice:block',
] as const

const focus = 'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent-strong'

const looks = {
  tabs: {
    head: 'border-b border-line',
    list: 'flex overflow-x-auto',
    choice: cx(
      'relative -mb-px flex min-h-11 shrink-0 cursor-pointer items-center border-b-2 border-transparent px-4 text-ink-2 hover:text-ink first-of-type:-ml-4 sm:first-of-type:ml-0',
      'has-checked:border-accent has-checked:font-semibold has-checked:text-accent-strong',
      focus,
    ),
  },
  switch: {
    head: '',
    list: 'flex rounded-md bg-sunken p-1',
    choice: cx(
      'relative flex min-h-9 flex-1 cursor-pointer items-center justify-center rounded-sm px-4 text-ink-2 hover:text-ink',
      'has-checked:bg-paper has-checked:font-semibold has-checked:text-accent-strong has-checked:shadow-sm',
      focus,
    ),
  },
}

/**
 * One of several panels at a time, by radio buttons and CSS alone: works at once and without scripts, arrow keys
 * change the choice, the browser remembers it on the way back. At most eight panels.
 */
export function ChoicePanels({ name, legend, panels, title, aside, look }: ChoicePanelsProps) {
  const { head, list, choice } = looks[look]
  return (
    <div className="group/choice">
      <div className={cx('flex flex-wrap items-end justify-between gap-x-8 gap-y-2', head)}>
        {title}
        <fieldset className={cx('min-w-0', look === 'switch' && 'w-full')}>
          <legend className="sr-only">{legend}</legend>
          <div className={list}>
            {panels.map((panel, index) => (
              <label key={panel.value} className={choice}>
                <input
                  type="radio"
                  name={name}
                  value={panel.value}
                  data-choice={index}
                  defaultChecked={index === 0}
                  className="absolute inset-0 cursor-pointer appearance-none outline-none"
                />
                {panel.label}
              </label>
            ))}
          </div>
        </fieldset>
        {aside}
      </div>
      {panels.map((panel, index) => (
        <section key={panel.value} aria-label={panel.label} className={cx('hidden', shown[index])}>
          {panel.content}
        </section>
      ))}
    </div>
  )
}
