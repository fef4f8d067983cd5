/**
 * A verifier of draw certificates, written from docs/certificate.md alone: a second opinion beside the project's own.
 * It needs nothing else of the repository.
 */

import { BESIDE } from './beside.mjs'
import { checkBound, smallestOf } from './bound.mjs'
import { parsed } from './bytes.mjs'
import { checkCap, checkQuotas, checkTypes } from './caps.mjs'
import { checkAlternates, checkPanels, checkSeats, checkTicket } from './draw.mjs'
import * as hashes from './hashes.mjs'
import { checkLimits, checkMost } from './limits.mjs'
import { checkChances, checkDealt, checkRows, checkTickets } from './rows.mjs'
import { certificateShape } from './shape.mjs'
import { checkKinds } from './units.mjs'

const CHECKS = [
  ['shape', certificate => certificateShape(certificate, 'certificate')],
  ['leaves', hashes.checkLeaves],
  ['root', hashes.checkRoot],
  ['hash of the lottery', hashes.checkLottery],
  ['seal', hashes.checkSeal],
  ['secret', hashes.checkSecret],
  ['commitments', hashes.checkCommitments],
  ['seed', hashes.checkSeed],
  ['cap', checkCap],
  ['quotas', checkQuotas],
  ['types', checkTypes],
  ['kinds and classes', checkKinds],
  ['most', checkMost],
  ['limits', checkLimits],
  ['rows', checkRows],
  ['units dealt', checkDealt],
  ['tickets', checkTickets],
  ['chances', checkChances],
  ['bound', checkBound],
  ['ticket', checkTicket],
  ['seats', checkSeats],
  ['alternates', checkAlternates],
  ['panels person by person', checkPanels],
]

/** One check: what is wrong, or null. Whatever a check stumbles over is a fault of the file. */
function looked(name, check) {
  try {
    check()
    return { name, fault: null }
  } catch (error) {
    return { name, fault: error instanceof Error ? error.message : String(error) }
  }
}

/** Reads a file, then looks at it check by check; without its shape nothing else can be looked at. */
function* read(prefix, bytes, checksOf, certificate) {
  let value
  const bytesFine = looked(`${prefix}bytes`, () => {
    value = parsed(bytes)
  })
  yield bytesFine
  if (bytesFine.fault !== null) return null
  const [[name, shape], ...checks] = checksOf(value)
  const shapeFine = looked(name, () => shape(value))
  yield shapeFine
  if (shapeFine.fault !== null) return null
  for (const [each, check] of checks) yield looked(each, () => check(value, certificate))
  return value
}

const unknown = () => {
  throw new Error('neither a receipt nor a digest')
}

function* looks(certificateBytes, ...beside) {
  const certificate = yield* read('', certificateBytes, () => CHECKS)
  const checksOf = value => BESIDE[value?.format] ?? [['beside: format', unknown]]
  for (const bytes of beside) yield* read('beside: ', bytes, checksOf, certificate)
}

/** Every check with what is wrong, or null. */
export const verify = (...files) => [...looks(...files)]

/** Whether nothing is wrong; looks no further than the first fault. */
export function passes(...files) {
  for (const { fault } of looks(...files)) if (fault !== null) return false
  return true
}

export const accepted = checks => checks.every(({ fault }) => fault === null)

/** How near the smallest chance of an accepted certificate comes to its bound: to be judged by who reads it. */
export function nearness(certificateBytes) {
  const { kinds, proof } = parsed(certificateBytes).lottery
  const [chance, whole] = smallestOf(kinds)
  const [numerator, denominator] = proof.bound.map(BigInt)
  if (numerator === 0n) return '100 %'
  return `${Number((chance * denominator * 1000000n) / (whole * numerator)) / 10000} %`
}
