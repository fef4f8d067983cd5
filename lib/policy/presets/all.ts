import type { Policy } from '../policy.schema'
import { demo } from './demo'
import { shaoxing } from './shaoxing'
import { wuhan } from './wuhan'
import { xizang } from './xizang'

export const presets: Record<Policy['preset'], Policy> = { wuhan, xizang, shaoxing, demo }

/**
 * The preset of a name from the settings.
 * @throws Error with a sentence naming the presets there are
 */
export function presetNamed(name: string): Policy {
  const found = Object.values(presets).find(policy => policy.preset === name)
  if (!found) throw new Error(`没有名为「${name}」的政策预设，可用的有：${Object.keys(presets).join('、')}。`)
  return found
}
