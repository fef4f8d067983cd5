import { materialsClosed, readsMaterials } from '@/lib/draw/material.rules'
import { ownSubject, toldOf } from '@/lib/draw/own-subject.rules'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawSeatMachine, type SeatStatus } from '@/lib/workflow/draw-seat.machine'

const requests = Object.keys(drawMachine.labels) as (keyof typeof drawMachine.labels)[]
const seats = Object.keys(drawSeatMachine.labels) as SeatStatus[]

test('评审材料 are read with the pledge, in a seat that is held, from the invitations until 履职反馈 is finished', () => {
  const reading = requests.flatMap(status =>
    seats.filter(one => readsMaterials({ status: one, pledge: '1' }, { status })).map(one => `${status} ${one}`),
  )
  expect(reading.toSorted()).toEqual(
    ['inviting', 'confirmed', 'held'].flatMap(status => [`${status} accepted`, `${status} present`]).toSorted(),
  )
  for (const status of requests)
    for (const one of seats) expect(readsMaterials({ status: one, pledge: null }, { status })).toBe(false)
})

test('they are changed until the last instant of the session, and not in what is over or called off', () => {
  const sessionTo = new Date('2031-05-20T17:00:00+08:00')
  const before = new Date(sessionTo.getTime() - 1)
  const open = requests.filter(status => materialsClosed({ status, sessionTo }, before) === null)
  expect(open.toSorted()).toEqual(
    ['draft', 'requested', 'returned', 'approved', 'drawn', 'inviting', 'confirmed'].toSorted(),
  )
  for (const status of requests) expect(materialsClosed({ status, sessionTo }, sessionTo)).toMatch(/。$/)
  expect(materialsClosed({ status: 'draft', sessionTo: null }, sessionTo)).toBeNull()
})

const parties = [
  { kind: 'partner', name: null, unitName: '某公司', divisionName: null },
  { kind: 'leader', name: '严受评', unitName: '某大学', divisionName: '农学院' },
  { kind: 'unit', name: null, unitName: '某大学', divisionName: '农学院' },
]

test('nobody is told a person before the pledge, nor anything who does not come', () => {
  for (const status of seats)
    for (const asked of [true, false]) {
      const told = toldOf({ status, pledge: null }, { status: 'inviting' }, asked)
      expect(told).toBe(asked ? 'units' : 'nothing')
      expect(ownSubject({ title: '旱稻', parties }, told).people).toEqual([])
    }
  for (const status of ['declined', 'withdrawn', 'expired', 'released'] as const)
    expect(toldOf({ status, pledge: '1' }, { status: 'inviting' }, false)).toBe('nothing')
  expect(toldOf({ status: 'absent', pledge: '1' }, { status: 'held' }, false)).toBe('titles')
  expect(toldOf({ status: 'present', pledge: '1' }, { status: 'reviewed' }, false)).toBe('titles')
})

test('a unit is said once, with the 院系, and people with what they are', () => {
  const units = ['某大学 农学院', '某公司']
  expect(ownSubject({ title: '旱稻', parties }, 'units')).toEqual({ title: '旱稻', units, people: [] })
  expect(ownSubject({ title: '旱稻', parties }, 'people').people).toEqual(['严受评（负责人）'])
  expect(ownSubject({ title: '旱稻', parties }, 'titles')).toEqual({ title: '旱稻', units: [], people: [] })
})
