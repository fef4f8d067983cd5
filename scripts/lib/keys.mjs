import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readJson, replaceFile } from './paths.mjs'

const key = () => randomBytes(32).toString('base64')

/** A full set of fresh keys, as the settings name them. */
export const newKeys = () => ({
  SESSION_SECRET: key(),
  FIELD_KEYS: JSON.stringify({ 1: key() }),
  FIELD_KEY_CURRENT: '1',
  INDEX_KEY: key(),
  UPLOAD_SECRET: key(),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key(),
})

/** The keys of a demo installation: drawn once, then kept beside its data, without which they are useless. */
export function demoKeys(dataDir) {
  const path = join(dataDir, 'demo-keys.json')
  const kept = readJson(path)
  const keys = { ...newKeys(), ...kept }
  if (JSON.stringify(kept) !== JSON.stringify(keys)) replaceFile(path, `${JSON.stringify(keys, null, 2)}\n`)
  return keys
}
