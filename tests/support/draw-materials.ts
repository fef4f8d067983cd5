import type { AnonymousActor, SignedInActor, StaffActor, UnitActor } from '@/lib/access/actor'
import { acceptSeat } from '@/lib/draw/answer.dal'
import { answerToken } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { openAnswer } from '@/lib/draw/own-seat.dal'
import { setClock } from '@/lib/platform/clock'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from './applications'
import { drawDay, drawnPanel, type MadeDraw, seatTurn } from './draw-seats'
import { officeNamed, requesterOf } from './draws'
import { makePdf } from './files'
import { enforce } from './policy'
import { staffOf } from './staff'
import { makeReviewer, unitOf, visitor } from './units'
import { openBrowser } from './upload-browser'
import { type Site, startSite } from './upload-site'

export const pdf = makePdf({ size: 3000 })
export const MINUTE = 60_000
export const DAY = 86_400_000
let site: Site
export let unit: UnitActor
export let requester: StaffActor
export let operator: StaffActor
export let people: Applicant[]
export let days = 0
export const later = (minutes: number) => new Date(drawDay.getTime() + days * DAY + minutes * MINUTE)

type Place = { drawRequestId: string; drawGroupId?: string }

/** Uploads as the browser does. @returns the id, or the sentence it was refused with */
export async function upload(who: SignedInActor, place: Place, name = '方案.pdf') {
  const browser = await openBrowser(site, who)
  const offer = { name, size: pdf.length, type: 'application/pdf' }
  const announced = await browser.announce({ purpose: 'drawMaterial', ...place }, offer)
  if (!announced.ok) return { id: '', message: ((await announced.json()) as { message: string }).message }
  const [{ url }] = (await announced.json()) as [{ url: string }]
  const { serverData } = (await (await browser.put(url, pdf)).json()) as { serverData: { id: string } }
  return { id: serverData.id, message: '' }
}
/** Uploads what is taken. @returns the id */
export const added = async (place: Place, name?: string) => {
  const { id, message } = await upload(requester, place, name)
  expect(message).toBe('')
  return id
}

/** What the route of files answers somebody. */
export const opens = async (who: SignedInActor | AnonymousActor | null, id: string, more = '', headers = {}) =>
  (await (await openBrowser(site, who)).send(`/api/files/${id}${more}`, { headers })).status
export const byLink = (seat: string, id: string) => opens(null, id, `?token=${answerToken(seat)}`)

export const accept = async (seat: string) =>
  acceptSeat(visitor(), {
    ...{ token: answerToken(seat), id: null, agreed: true },
    pledge: (await currentPolicy()).policy.agreements.pledge.version,
  })

/** A panel whose people have just been told. */
export async function told(who = people.slice(0, 2)): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, who, { days })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  return draw
}

export const seatOf = async (seat: string) => {
  const opened = await openAnswer(visitor(), answerToken(seat))
  if (opened.state !== 'known') throw new Error('no such seat')
  return opened.seat
}

/** Three who can be drawn, and files that go the way of a browser; every test has days of its own. */
export function useMaterialsCast(): void {
  beforeAll(async () => {
    site = await startSite()
    await enforce('shaoxing', { path: presetNamed('wuhan').path })
    unit = await unitOf('active')
    const reviewer = await makeReviewer('沈鉴')
    requester = await requesterOf(await officeNamed())
    operator = await staffOf('drawOperator')
    people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
  })
  afterAll(() => site.close())
  beforeEach(() => {
    days += 7
    setClock(later(0))
  })
  afterAll(() => setClock(null))
}
