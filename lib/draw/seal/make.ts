import { canonicalJson } from '@/lib/platform/canonical'
import { roles } from '../contributor.rules'
import { type Contributions, commitmentOf, seedOf } from './ceremony'
import { type Certificate, certificateSchema, FORMAT } from './certificate'
import { drawnFrom, modelIn } from './reckon'
import type { Sealed } from './seal'

/**
 * Draws from what was sealed, once everything is revealed, and writes down all that the draw can be reckoned again from.
 * @throws ZodError when something in it has no place in a certificate
 */
export function certificateOf(sealed: Sealed, secret: string, contributions: Contributions): Certificate {
  const { record, seal, lottery } = sealed
  const leaves = [...sealed.leaves]
  const seed = seedOf(seal, secret, contributions)
  const { ticket, row, panels, alternates } = drawnFrom(lottery, modelIn({ record, lottery, leaves }), seed)
  const of = <T>(make: (role: (typeof roles)[number]) => T) =>
    Object.fromEntries(roles.map(role => [role, make(role)])) as Record<(typeof roles)[number], T>
  return certificateSchema.parse({
    ...{ format: FORMAT, record, seal, lottery, leaves },
    commitments: of(role => commitmentOf(record.number, role, contributions[role])),
    reveals: { secret, ...of(role => contributions[role]) },
    result: {
      ...{ seed, ticket, row, panels },
      alternates: panels.flat().map(seat => ({ seat, next: alternates[seat] ?? [] })),
    },
  })
}

/** The bytes of a certificate's file: canonical JSON, nothing before it and nothing behind. */
export const certificateText = (certificate: Certificate): string => canonicalJson(certificate)
