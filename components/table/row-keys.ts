import type { KeyboardEvent } from 'react'

/** the row's own link: where it leads when it is opened */
const rowLink = 'th[scope="row"] a[href]'

const linksIn = (frame: ParentNode) => [...frame.querySelectorAll<HTMLElement>(`tbody ${rowLink}`)]

function target(key: string, at: number, links: HTMLElement[]): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return links[at + 1]
    case 'ArrowUp':
      return links[at - 1]
    case 'Home':
      return links[0]
    case 'End':
      return links.at(-1)
    default:
      return undefined
  }
}

/**
 * Keys in a list: ↑ ↓ Home End go from row to row, Space ticks the row, Shift and Space a range, Enter opens it as any
 * link. They count only while the focus is on a row's link or tick, so that they take no key from anything else
 * (WCAG 2.2, 2.1.4).
 */
export function rowKeys(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof HTMLElement)) return
  const row = event.target.closest('tr')
  const link = row?.querySelector<HTMLElement>(rowLink)
  const tick = row?.querySelector<HTMLInputElement>('td input[type="checkbox"]')
  if (!link || (event.target !== link && event.target !== tick)) return
  if (event.key === ' ' && event.target === link && tick) {
    event.preventDefault()
    tick.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: event.shiftKey }))
    return
  }
  const links = linksIn(event.currentTarget)
  const next = target(event.key, links.indexOf(link), links)
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** From the box that searches down into the list below it. @returns whether there is a row to go to */
export function focusFirstRow(): boolean {
  const first = linksIn(document)[0]
  first?.focus()
  return Boolean(first)
}
