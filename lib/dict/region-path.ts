/** 直辖市 and counties that a province administers itself: no prefecture lies between. */
const direct = /^(11|12|31|50)|^(4190|4290|4690|6590)/

/**
 * The codes from the province down to a region (GB/T 2260), by the code alone, so that a form can show where a
 * stored code lies before any list is loaded. What is not such a code has no way.
 */
export function regionPath(code: string): string[] {
  if (!/^[1-9]\d{5}$/.test(code)) return []
  const province = `${code.slice(0, 2)}0000`
  if (code === province) return [code]
  if (code.endsWith('00') || direct.test(code)) return [province, code]
  return [province, `${code.slice(0, 4)}00`, code]
}
