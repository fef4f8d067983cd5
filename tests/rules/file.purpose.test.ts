import { asksVisitorsFor, isPurpose, purposes, type UnitStand, whyNotForUnit } from '@/lib/file/purpose.rules'
import { policySchema } from '@/lib/policy/policy.schema'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { xizang } from '@/lib/policy/presets/xizang'
import { defaultUploads, type UploadPurpose } from '@/lib/policy/upload-purposes'

const statuses = ['submitted', 'incomplete', 'resubmitted', 'active', 'refused', 'disabled'] as const
const stands: UnitStand[] = statuses.flatMap((status): UnitStand[] =>
  status === 'refused'
    ? [
        { status, refusedFrom: 'submitted' },
        { status, refusedFrom: 'resubmitted' },
      ]
    : [{ status, refusedFrom: null }],
)
const open = (purpose: UploadPurpose, policy = xizang) =>
  stands.filter(unit => whyNotForUnit(policy, purpose, unit) === null)

test('a unit sends its certificate while it completes its data and after a refusal of them, the picture after any refusal', () => {
  expect(open('unitCertificate')).toEqual([
    { status: 'incomplete', refusedFrom: null },
    { status: 'refused', refusedFrom: 'resubmitted' },
  ])
  expect(open('unitPicture').map(unit => unit.status)).toEqual(['refused', 'refused'])
})

test('an authority with one review asks units for neither, nor visitors for a picture', () => {
  expect([...open('unitCertificate', wuhan), ...open('unitPicture', wuhan)]).toEqual([])
  expect(asksVisitorsFor(wuhan, 'unitPicture')).toBe(false)
})

test('every refusal says what to do', () => {
  for (const policy of [wuhan, xizang])
    for (const unit of stands)
      for (const purpose of ['unitPicture', 'unitCertificate'] as const)
        expect(whyNotForUnit(policy, purpose, unit) ?? '请。').toMatch(/请.*。$/)
})

test('visitors may upload the picture of their registration, proof of an objection, and nothing else', () => {
  const keys = Object.keys(purposes) as UploadPurpose[]
  expect(keys.filter(purpose => asksVisitorsFor(xizang, purpose))).toEqual(['unitPicture', 'objectionProof'])
  expect(keys).toEqual(Object.keys(defaultUploads))
  expect(['constructor', 'toString', ''].some(isPurpose)).toBe(false)
})

test('an installed policy that knows fewer purposes keeps its own limits and gets the others', () => {
  const evidence = { ...wuhan.uploads.evidence, maxCount: 3 }
  const { uploads } = policySchema.parse({ ...wuhan, uploads: { evidence } })
  expect(uploads).toEqual({ ...defaultUploads, evidence })
})
