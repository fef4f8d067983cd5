import type { APIRequestContext, Page } from 'playwright-core'
import { baseUrl } from '../support/system'
import { inDatabase } from './passing'
import { box, type DemoRole, demo, loggedIn, proveAgain, type Visitor, visitor } from './support'

/** Full phones and ID numbers of made-up people: the ranges nobody real can be in (tests/support/fixtures-ids.ts). */
const number = /(?<!\d)(?:1990000\d{4}|990\d{3}(?:19|20)\d{9}[\dXx])(?!\d)/g

/** Which full numbers stand in a text. */
export const numbersIn = (text: string): string[] => [...new Set(text.match(number) ?? [])]

const pagesOf = (id: string, round: string) => [
  ...[
    '',
    '/edit',
    `/rounds/${round}`,
    '/subjects',
    '/conflicts',
    '/draw',
    '/seats',
    '/sign-in',
    '/papers',
    '/feedback',
  ].flatMap(page => ['/bureau', '/unit'].map(base => `${base}/draws/${id}${page}`)),
  ...['/bureau/draws', '/bureau/draws/balance', '/unit/draws', `/bureau/pay/${id}`, '/bureau/pay'],
]

async function routesOf(id: string): Promise<string[]> {
  const attempts = await inDatabase<{ id: string }>(
    'demo',
    'SELECT d.id FROM draw d JOIN draw_round r ON r.id = d.round_id WHERE r.request_id = $1',
    [id],
  )
  const seats = await inDatabase<{ id: string }>(
    'demo',
    'SELECT expert_id AS id FROM draw_seat WHERE request_id = $1 ORDER BY rank LIMIT 1',
    [id],
  )
  return [
    ...attempts.map(one => `/api/draws/attempts/${one.id}`),
    ...seats.map(one => `/api/draws/${id}/conflicts?expertId=${one.id}`),
    '/api/draws/subject-template',
  ]
}

const asked: (DemoRole | 'anonymous')[] = [
  ...(['anonymous', 'individual', 'unitAdmin', 'bureauReviewer', 'bureauManager', 'supervisor'] as const),
  ...(['drawRequester', 'drawOperator', 'drawNotifier', 'drawPaymaster'] as const),
]

/** What one address answers: the page, the same as a data stream, or the data of a route. */
export async function textsOf(client: APIRequestContext, path: string): Promise<string[]> {
  const kinds: Record<string, string>[] = path.startsWith('/api/') ? [{}] : [{}, { RSC: '1' }]
  const answers = await Promise.all(
    kinds.map(headers => client.get(`${baseUrl}${path}${headers.RSC ? '?_rsc=x' : ''}`, { headers, maxRedirects: 0 })),
  )
  return Promise.all(answers.filter(answer => answer.ok()).map(answer => answer.text()))
}

export type Numbers = {
  /** role, address and number, where one stood in full */
  told: string[]
  /** for each role how many answers that name the review it had: who has none was not asked in earnest */
  read: Record<string, number>
}

/** Reads every page and route of a draw as everybody, and looks for full numbers (trust AC5). */
export async function numbersOfDraw(id: string, title: string): Promise<Numbers> {
  const [round] = await inDatabase<{ id: string }>('demo', 'SELECT id FROM draw_round WHERE request_id = $1', [id])
  const paths = [...pagesOf(id, round!.id), ...(await routesOf(id))]
  const told: string[] = []
  const read: Record<string, number> = {}
  for (const role of asked) {
    const { page }: Visitor = role === 'anonymous' ? await visitor() : await loggedIn(role)
    read[role] = 0
    for (const path of paths)
      for (const text of await textsOf(page.request, path)) {
        if (text.includes(title)) read[role] += 1
        for (const found of numbersIn(text)) told.push(`${role} ${path}: ${found}`)
      }
  }
  return { told, read }
}

/** A 通知员 asks for the phone of the first he has to call: the one way in which it comes to a page in full. */
export async function phoneRevealed(page: Page): Promise<string[]> {
  await page
    .getByRole('button', { name: /^查看.+的手机号码$/ })
    .first()
    .click()
  await box(page, '查看原因').fill('通知参加评审。')
  await page.getByRole('button', { name: '查看', exact: true }).click()
  await proveAgain(page, demo('drawNotifier').totpSecret!)
  await page.getByRole('link', { name: /^199 0000 \d{4}$/ }).waitFor()
  return numbersIn(await page.content())
}
