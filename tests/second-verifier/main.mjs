/** node tests/second-verifier/main.mjs certificate.json [receipt.json | digest.json …]: each check by name; exit 0 or 1. */
import { readFileSync } from 'node:fs'
import { accepted, nearness, verify } from './verify.mjs'

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('node tests/second-verifier/main.mjs certificate.json [receipt.json | digest.json …]')
  process.exit(1)
}
const checks = verify(...files.map(file => readFileSync(file)))
for (const { name, fault } of checks) console.log(fault === null ? `ok    ${name}` : `FALSE ${name}: ${fault}`)
if (accepted(checks)) console.log(`smallest chance: ${nearness(readFileSync(files[0]))} of the bound`)
process.exit(accepted(checks) ? 0 : 1)
