import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { nameKey } from '@/lib/platform/text'
import { chinaDay } from '@/lib/platform/time'
import { policyOf } from '@/lib/policy/console/versions.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type DrawAvoidance, Prisma } from '@/prisma/generated/client'
import {
  type Colleague,
  type Declared,
  type Facts,
  groupBy,
  type Party,
  type PartyKind,
  type Shared,
  type TieHit,
  type UnitFamily,
} from './conflict-facts.rules'
import { jointKinds, namesElsewhere } from './conflict-moved.rules'
import { postsOf } from './conflict-posts.dal'
import { familiesOf } from './subject-units.dal'
import { type TieKind, titleKey } from './tie.rules'

/** Only these experts; null: all that are in the pool. */
export type Only = readonly string[] | null
export type RawParty = {
  subjectId: string
  groupId: string | null
  kind: string
  name: string | null
  docIndex: string | null
  phoneIndex: string | null
  unitId: string | null
  unitName: string | null
  divisionKey: string | null
}

/** Who is only asked about, instead of those behind the 评审对象 of the request. */
export type About = { parties: readonly RawParty[]; avoided: readonly DrawAvoidance[] }

/** Everything the rules need to know about a request, read by keys. */
export async function factsOf(
  actor: Actor,
  tx: Tx,
  requestId: string,
  only: Only,
  about: About | null = null,
): Promise<Facts> {
  const request = await tx.drawRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { sessionFrom: true, status: true, policyVersionId: true },
  })
  // what was sent keeps to the rules of that day, however far back those of today look
  const writing = request.status === 'draft' || request.status === 'returned'
  const policy = writing ? (await currentPolicy()).policy : await policyOf(actor, tx, request.policyVersionId)
  const subjects = about
    ? []
    : await tx.drawSubject.findMany({ where: { requestId, endedAt: null }, orderBy: { position: 'asc' } })
  const raw = about?.parties ?? (await partiesOf(actor, tx, requestId))
  const avoided = about?.avoided ?? (await acceptedOf(actor, tx, requestId))
  const unitOf = await familiesOf(actor, tx, [...raw, ...avoided])
  const parties = toParties(raw, unitOf)
  const groupOf = new Map(subjects.map(one => [one.id, one.groupId]))
  const declared: Declared[] = avoided.map(one => ({
    ...one,
    kind: one.kind as Declared['kind'],
    groupId: groupOf.get(one.subjectId ?? '') ?? null,
    unit: unitOf(one).unit,
  }))
  const people = [...parties, ...declared]
  const byDocument = await byIndex(
    tx,
    'document',
    people.flatMap(one => one.docIndex ?? []),
  )
  const byPhone = await byIndex(
    tx,
    'phone',
    people.flatMap(one => one.phoneIndex ?? []),
  )
  const year = Number(chinaDay(request.sessionFrom ?? now()).slice(0, 4))
  const posts = await postsOf(actor, tx, parties, { byDocument, byPhone, year })
  const units = new Set([...people, ...posts].flatMap(one => one.unit ?? []))
  const colleagues = await colleaguesOf(tx, units, only)
  const titles = subjects.map(({ title }) => titleKey(title)).filter(key => key !== 't:')
  const { lookBackYears: lookBack } = policy.draw
  const ties = await tiesWith(tx, keysOf(people, units, titles), { only, since: year - lookBack })
  const known = new Set([...byDocument.values(), ...byPhone.values()].flat())
  const shared = known.size > 0 ? await sharedWith(tx, [...known], only) : []
  const placesOf = await placesNamed(tx, namesElsewhere(parties, ties))
  const pastOf = await pastsOf(tx, [...known])
  const wanted = (id: string) => only === null || only.includes(id)
  const those = (found: Map<string, string[]>) =>
    new Map([...found].map(([key, ids]) => [key, about ? ids.filter(wanted) : ids]))
  return {
    ...{ year, lookBack },
    subjects: subjects.map(({ id, groupId, title }) => ({ id, groupId, title, titleKey: titleKey(title) })),
    ...{ parties, posts, declared, colleagues, ties, shared, placesOf, pastOf },
    byDocument: those(byDocument),
    byPhone: those(byPhone),
    unitOf: new Map([...ties, ...shared, ...colleagues].map(one => [one.expertId, one.unitId])),
  }
}

async function partiesOf(_actor: Actor, tx: Tx, requestId: string): Promise<RawParty[]> {
  return tx.$queryRaw<RawParty[]>`
    SELECT p.subject_id::text AS "subjectId", s.group_id::text AS "groupId", p.kind, p.name, p.doc_index AS "docIndex",
      p.phone_index AS "phoneIndex", p.unit_id::text AS "unitId", p.unit_name AS "unitName", p.division_key AS "divisionKey"
    FROM draw_subject s JOIN draw_party p ON p.subject_id = s.id WHERE s.request_id = ${requestId}::uuid AND s.ended_at IS NULL
    ORDER BY s.position, array_position(ARRAY['leader', 'member', 'unit', 'partner'], p.kind), p.id`
}

const acceptedOf = (_actor: Actor, tx: Tx, requestId: string) =>
  tx.drawAvoidance.findMany({
    where: { requestId, status: 'accepted', endedAt: null },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })

/** People without a unit of their own belong to the one that applies, and to its faculty. */
function toParties(raw: readonly RawParty[], unitOf: Awaited<ReturnType<typeof familiesOf>>): Party[] {
  const applicant = new Map<string, { unit: UnitFamily | null; division: string | null }>()
  for (const one of raw)
    if (one.kind === 'unit' && !applicant.has(one.subjectId)) {
      const { unit, division } = unitOf(one)
      applicant.set(one.subjectId, { unit, division: one.divisionKey ?? division })
    }
  return raw.map(({ subjectId, groupId, kind, name, docIndex, phoneIndex, ...one }) => {
    const own = unitOf(one)
    const theirs = applicant.get(subjectId)
    const unit = own.unit ?? (name ? (theirs?.unit ?? null) : null)
    const inherited = unit !== null && unit.key === theirs?.unit?.key && name ? theirs.division : null
    return {
      ...{ subjectId, groupId, name, docIndex, phoneIndex, unit },
      kind: kind as PartyKind,
      nameKey: name ? nameKey(name) : null,
      division: one.divisionKey ?? own.division ?? inherited,
    }
  })
}

const unitKinds: TieKind[] = ['post', 'shares', 'work', 'study']
const personKinds: TieKind[] = ['name', ...jointKinds]

/** What is looked up in `expert_tie`: keys by the kinds that share them, none twice. */
function keysOf(
  people: readonly { nameKey: string | null }[],
  units: ReadonlySet<UnitFamily>,
  titles: readonly string[],
): { kinds: readonly TieKind[]; keys: string[] }[] {
  const some = (kinds: readonly TieKind[], keys: Iterable<string>) => ({
    kinds,
    keys: [...new Set(keys)].filter(Boolean),
  })
  return [
    some(
      unitKinds,
      [...units].flatMap(({ ids, names }) => [...ids, ...names]),
    ),
    some(
      ['mail'],
      [...units].flatMap(({ domain, university }) => (domain && !university ? [domain] : [])),
    ),
    some(
      personKinds,
      people.flatMap(one => one.nameKey ?? []),
    ),
    some(['project'], titles),
  ].filter(({ keys }) => keys.length > 0)
}

const among = (column: Prisma.Sql, only: Only): Prisma.Sql =>
  only === null ? Prisma.empty : Prisma.sql`AND ${column} = ANY(${[...only]}::uuid[])`
const inPool = Prisma.sql`e.status <> 'left'`

/** Experts by the blind indexes of their numbers. Of all, because whoever is known ties others as well. */
async function byIndex(tx: Tx, what: 'document' | 'phone', keys: readonly string[]): Promise<Map<string, string[]>> {
  if (keys.length === 0) return new Map()
  const asked = [...new Set(keys)]
  const rows =
    what === 'document'
      ? await tx.$queryRaw<{ key: string; id: string }[]>`
          SELECT p.doc_index AS key, p.account_id::text AS id FROM person p JOIN expert e ON e.account_id = p.account_id
          WHERE p.doc_index = ANY(${asked}::text[]) AND ${inPool}`
      : await tx.$queryRaw<{ key: string; id: string }[]>`
          SELECT a.phone_index AS key, a.id::text AS id FROM account a JOIN expert e ON e.account_id = a.id
          WHERE a.kind = 'individual' AND a.phone_index = ANY(${asked}::text[]) AND ${inPool}`
  return new Map([...groupBy(rows, row => row.key)].map(([key, found]) => [key, found.map(({ id }) => id)]))
}

/** Who belongs to these units now, with the faculties he and his unit name. */
async function colleaguesOf(tx: Tx, units: ReadonlySet<UnitFamily>, only: Only): Promise<Colleague[]> {
  const ids = [...new Set([...units].flatMap(({ ids, alike, related }) => [...ids, ...alike, ...related.keys()]))]
  if (ids.length === 0) return []
  return tx.$queryRaw<Colleague[]>`
    SELECT e.account_id::text AS "expertId", e.unit_id::text AS "unitId",
      array_remove(ARRAY[t.detail, CASE WHEN d.name_key <> t.detail OR t.detail IS NULL THEN d.name_key END], NULL) AS divisions
    FROM expert e
    LEFT JOIN expert_tie t ON t.expert_id = e.account_id AND t.kind = 'unit'
    LEFT JOIN affiliation f ON f.account_id = e.account_id AND f.ended_at IS NULL
    LEFT JOIN unit_division d ON d.id = f.division_id
    WHERE e.unit_id = ANY(${ids}::uuid[]) AND ${inPool} ${among(Prisma.sql`e.account_id`, only)}
    ORDER BY e.account_id`
}

type Placed<T> = T & { unitId: string }

/**
 * Ties of these kinds by these keys, with where their experts belong now; one look by the index for each key, or at the
 * ties of a few experts. What was over before a year is left out where only the look-back asks for it.
 */
async function tiesWith(
  tx: Tx,
  families: ReturnType<typeof keysOf>,
  { only, since }: { only: Only; since: number },
): Promise<Placed<TieHit>[]> {
  const found: Placed<TieHit>[][] = []
  for (const { kinds, keys } of families)
    found.push(
      await tx.$queryRaw<Placed<TieHit>[]>`
    SELECT t.expert_id::text AS "expertId", t.kind, t.key, t.from_year AS "fromYear", t.to_year AS "toYear", t.words, t.detail,
      e.unit_id::text AS "unitId"
    FROM expert_tie t JOIN expert e ON e.account_id = t.expert_id
    WHERE t.kind = ANY(${[...kinds]}::text[]) AND t.key = ANY(${keys}::text[])
      AND ${inPool} ${among(Prisma.sql`t.expert_id`, only)}
      AND (t.to_year IS NULL OR t.to_year >= ${since} OR t.kind IN ('supervisor', 'project'))
    ORDER BY t.id`,
    )
  // there may be more than a call takes arguments
  return found.flat()
}

/** Where people of these names are known to be: by all profiles that name them, and by the pool itself. Far more than one is enough. */
async function placesNamed(tx: Tx, names: readonly string[]): Promise<Map<string, string[]>> {
  if (names.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ key: string; places: string[] }[]>`
    SELECT n.key, (array_agg(DISTINCT n.place))[1:50] AS places FROM (
      SELECT t.key, t.detail AS place FROM expert_tie t
      WHERE t.kind = ANY(${[...jointKinds]}::text[]) AND t.key = ANY(${[...names]}::text[]) AND t.detail IS NOT NULL
      UNION ALL SELECT t.key, u.name_key FROM expert_tie t
      JOIN expert e ON e.account_id = t.expert_id JOIN unit u ON u.id = e.unit_id
      WHERE t.kind = 'name' AND t.key = ANY(${[...names]}::text[]) AND ${inPool}) n
    GROUP BY n.key`
  return new Map(rows.map(({ key, places }) => [key, places]))
}

/** Where these experts work, worked and studied, as folded names with what stands behind them. */
async function pastsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.expertTie.findMany({
    where: { expertId: { in: [...ids] }, kind: { in: ['unit', ...unitKinds] } },
    select: { expertId: true, words: true },
  })
  return new Map(
    [...groupBy(rows, row => row.expertId)].map(([id, found]) => [id, found.map(({ words }) => nameKey(words))]),
  )
}

/** Works that stand in the profiles of two: of a party who is an expert himself, and of another expert. */
async function sharedWith(tx: Tx, known: readonly string[], only: Only): Promise<Placed<Shared>[]> {
  return tx.$queryRaw<Placed<Shared>[]>`
    SELECT m.expert_id::text AS "partyExpertId", m.detail AS "partyDetail", t.expert_id::text AS "expertId", m.kind, t.key,
      t.from_year AS "fromYear", t.to_year AS "toYear",
      CASE m.kind WHEN 'supervisor' THEN m.words ELSE t.words END AS words, t.detail, e.unit_id::text AS "unitId"
    FROM expert_tie m
    JOIN expert_tie t ON t.key = m.key AND t.expert_id <> m.expert_id
      AND t.kind = CASE m.kind WHEN 'supervisor' THEN 'name' ELSE m.kind END
    JOIN expert e ON e.account_id = t.expert_id
    WHERE m.expert_id = ANY(${[...known]}::uuid[]) AND m.kind IN ('project', 'paper', 'award', 'right', 'supervisor')
      -- a teacher of that name works where the pupil says he does
      AND (m.kind <> 'supervisor' OR m.detail IS NULL OR EXISTS (
        SELECT 1 FROM unit u LEFT JOIN unit_alias a ON a.unit_id = u.id
        WHERE u.id = e.unit_id AND (starts_with(m.detail, u.name_key) OR starts_with(m.detail, a.name_key))))
      AND ${inPool} ${among(Prisma.sql`t.expert_id`, only)}
    ORDER BY t.id`
}
