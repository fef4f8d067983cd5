import fc from 'fast-check'
import { registerPersonSchema, registerSchemaFor } from '@/lib/person/person.schema'
import { fixtureId, fixturePassport, fixturePhone, fixtureTravelPermit } from '../support/fixtures-ids'

const good = {
  docType: 'mainlandId',
  docNumber: fixtureId(1, { birth: '1979-06-18', sex: 'female' }),
  name: '路遥之',
  email: 'luyao@Example.com',
  regionCode: '420111',
  phone: fixturePhone(1),
  smsCode: '123456',
  unitId: '00000000-0000-4000-8000-000000000001',
  password: 'Shanshui#88lian',
  passwordAgain: 'Shanshui#88lian',
  agreed: true,
} as const

const errorsOf = (change: object): Record<string, string> => {
  const issues = registerPersonSchema.safeParse({ ...good, ...change }).error?.issues ?? []
  return Object.fromEntries(issues.map(issue => [issue.path.join('.'), issue.message]))
}

test('sex and birth date are read out of the number, never taken from the form (trust IN4)', () => {
  const parsed = registerPersonSchema.parse({ ...good, sex: '1', birthDate: '2001-01-01' })
  expect(parsed).toMatchObject({ sex: '2', birthDate: '1979-06-18', email: 'luyao@example.com', name: '路遥之' })
  expect(Object.keys(parsed)).not.toContain('passwordAgain')
})

test('everything wrong is said at once, the check digit too', () => {
  const wrong = good.docNumber.slice(0, 17) + (good.docNumber[17] === '0' ? '1' : '0')
  const errors = errorsOf({ docNumber: wrong, email: 'x', password: 'short', passwordAgain: '', agreed: false })
  expect(Object.keys(errors).sort()).toEqual(['agreed', 'docNumber', 'email', 'password', 'passwordAgain'])
  expect(errors.docNumber).toContain('校验位不对')
})

test('an empty form asks for everything, in Chinese', () => {
  const issues = registerSchemaFor(true).safeParse({}).error!.issues
  const without = registerSchemaFor(false).safeParse({}).error!.issues
  expect(issues.length - without.length).toBe(1)
  expect(issues.map(issue => issue.path[0]).sort()).toEqual(
    [
      'agreed',
      'docNumber',
      'docType',
      'email',
      'name',
      'password',
      'passwordAgain',
      'phone',
      'regionCode',
      'smsCode',
      'unitId',
    ].sort(),
  )
  for (const issue of issues) expect(issue.message).toMatch(/^请/)
})

test.each([
  ['hkmotPermit', fixtureTravelPermit(3)],
  ['passport', fixturePassport(3)],
])('%s tells neither sex nor birth date, so both are asked for', (docType, docNumber) => {
  expect(errorsOf({ docType, docNumber })).toEqual({ sex: '请选择性别', birthDate: '请填写出生日期' })
  expect(registerPersonSchema.parse({ ...good, docType, docNumber, sex: '1', birthDate: '1980/2/3' })).toMatchObject({
    docNumber,
    sex: '1',
    birthDate: '1980-02-03',
  })
})

test('a number is judged by its type', () => {
  expect(errorsOf({ docType: 'passport', sex: '1', birthDate: '1980-01-01' }).docNumber).toContain('护照资料页')
  expect(errorsOf({ docType: 'driver' }).docType).toBe('请选择证件类型')
})

test('nothing of the person may stand in the password', () => {
  const password = `Yuan#${good.name}2026`
  expect(errorsOf({ password, passwordAgain: password }).password).toContain('不要包含')
  expect(errorsOf({ passwordAgain: 'Shanshui#88lianX' }).passwordAgain).toContain('不一致')
})

test('is total and drops what it does not know (trust IN1, AC6)', () => {
  expect(registerPersonSchema.parse({ ...good, role: 'staff', status: 'admitted' })).not.toHaveProperty('role')
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(good)), fc.anything(), (key, value) => {
      const issues = registerPersonSchema.safeParse({ ...good, [key]: value }).error?.issues ?? []
      for (const issue of issues) expect(issue.message).toMatch(/\p{Script=Han}/u)
    }),
    { numRuns: 500 },
  )
})
