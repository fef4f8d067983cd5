import { checkAskSchema } from '@/lib/draw/health.schema'
import { askedIn } from '@/lib/draw/health-form.rules'
import { blankGroup } from '@/lib/draw/request-form.rules'
import { defaultDraw } from '@/lib/policy/draw-policy'

const group = { ...blankGroup({ ...defaultDraw, newcomers: 0.2 }), name: '甲组' }

describe('what a form holds, as far as it is complete', () => {
  test('a group without a size is not checked, and an empty row asks for nothing', () => {
    expect(askedIn({ groups: [group] })).toBeNull()
    expect(askedIn({})).toBeNull()
    const asked = askedIn({
      id: null,
      groups: [group, { ...group, size: 5 }],
      fromDay: '2031-03-10',
      fromTime: '09:00',
    })!
    expect(asked.groups).toMatchObject([{ name: '甲组', size: 5, alternates: 0, quotas: [] }])
    expect(asked).toMatchObject({ sessionFrom: '2031-03-10T01:00:00.000Z', sessionTo: null })
    expect(checkAskSchema.safeParse(asked).success).toBe(true)
  })

  test('two groups of one name are told apart, and rubbish is nothing', () => {
    const asked = askedIn({
      groups: [{ ...group, size: 3 }, { ...group, size: 3 }, 7, null],
      caps: 'x',
      fromDay: '2031-99-99',
    })!
    expect(new Set(asked.groups.map(({ name }) => name)).size).toBe(2)
    expect(checkAskSchema.safeParse(asked).success).toBe(true)
  })
})
