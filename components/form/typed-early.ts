export type EarlyValue = { path: string; value: unknown }

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** The value of a control that somebody changed before the scripts ran; undefined where nothing changed. */
function changed(control: Control): unknown {
  if (control instanceof HTMLSelectElement) {
    const initial =
      Array.from(control.options).find(option => option.defaultSelected)?.value ?? control.options[0]?.value
    return control.value === (initial ?? '') ? undefined : control.value
  }
  if (control instanceof HTMLInputElement && control.type === 'checkbox')
    return control.checked === control.defaultChecked ? undefined : control.checked
  if (control instanceof HTMLInputElement && control.type === 'radio')
    return control.checked && !control.defaultChecked ? control.value : undefined
  return control.value === control.defaultValue ? undefined : control.value
}

/** All ticks of one question, in the order of the page. */
const ticked = (form: HTMLFormElement, name: string): string[] =>
  Array.from(form.elements)
    .filter((control): control is HTMLInputElement => control instanceof HTMLInputElement && control.name === name)
    .filter(control => control.checked)
    .map(control => control.value)

/**
 * Reads what was typed into a server-rendered form before hydration, so that nobody types twice.
 * Controls that are only a part of a value (year, month, day) are marked `data-early="none"` and keep themselves.
 */
export function typedEarly(form: HTMLElement | null): EarlyValue[] {
  if (!(form instanceof HTMLFormElement)) return []
  const found: EarlyValue[] = []
  const lists = new Set<string>()
  for (const control of Array.from(form.elements)) {
    const usable =
      control instanceof HTMLInputElement ||
      control instanceof HTMLSelectElement ||
      control instanceof HTMLTextAreaElement
    if (!usable || !control.name || control.dataset.early === 'none') continue
    const value = changed(control)
    if (value === undefined) continue
    if (control.dataset.early === 'list') lists.add(control.name)
    else found.push({ path: control.name, value })
  }
  for (const path of lists) found.push({ path, value: ticked(form, path) })
  return found
}
