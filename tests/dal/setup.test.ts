import { systemActor } from '@/lib/access/actor'
import { login } from '@/lib/auth/login.dal'
import { createSetupLink, runSetup, setupState } from '@/lib/auth/setup.dal'
import type { Setup } from '@/lib/auth/setup.schema'
import { whyNotStart } from '@/lib/auth/start-check'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { makeIndividual, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'

useDatabase()
afterEach(() => setClock(null))

const tokenIn = (link: string) => new URL(link).searchParams.get('token')!
const newLink = async () => tokenIn(await createSetupLink(systemActor('setup')))

const three = (token: string, mark = ''): Setup => {
  const one = (login: string, name: string) => ({
    login: `${login}${mark}`,
    name,
    password: `Guan-Li-Yuan-${login}`,
    passwordAgain: `Guan-Li-Yuan-${login}`,
  })
  return {
    token,
    systemAdmin: one('xitong', '甲测试'),
    securityAdmin: one('anquan', '乙测试'),
    auditAdmin: one('shenji', '丙测试'),
  }
}

test('AU20 the link is open for 24 hours; a newer one replaces it; only its hash is stored', async () => {
  const older = await newLink()
  const token = await newLink()
  expect(await setupState(visitor(), older)).toBe('expired')
  expect(await setupState(visitor(), token)).toBe('open')
  expect(await setupState(visitor(), 'made-up')).toBe('unknown')
  expect(JSON.stringify(await db().setupToken.findMany())).not.toContain(token)
  setClock(new Date(Date.now() + 24 * 3600_000 + 1000))
  expect(await setupState(visitor(), token)).toBe('expired')
  await expect(runSetup(visitor(), three(token))).rejects.toMatchObject({ code: 'refused' })
})

test('nobody but the command line makes links', async () => {
  await expect(createSetupLink(visitor())).rejects.toMatchObject({ code: 'signedOut' })
})

test('AU20 used ten times at once the link creates three administrators once, then it is dead', async () => {
  const token = await newLink()
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) => runSetup(visitor(), three(token, `${n}`))),
  )
  expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
  const grants = await db().staffGrant.findMany({ include: { account: true } })
  expect(grants.map(grant => grant.role).sort()).toEqual(['auditAdmin', 'securityAdmin', 'systemAdmin'])
  expect(new Set(grants.map(grant => grant.accountId)).size).toBe(3)
  expect(await setupState(visitor(), token)).toBe('used')
  await expect(runSetup(visitor(), three(token, 'x'))).rejects.toMatchObject({ code: 'refused' })
  await expect(createSetupLink(systemActor('setup'))).rejects.toMatchObject({ code: 'refused' })
  const admin = grants.find(grant => grant.role === 'systemAdmin')!.account.login!
  const visit = { userAgent: '', sid: null }
  expect(await login(visitor(), { kind: 'staff', name: admin, password: 'Guan-Li-Yuan-xitong' }, visit)).toMatchObject({
    ok: true,
    home: '/login/enrol',
  })
})

test('AU20 production does not start on a database with demo accounts', async () => {
  expect(await whyNotStart()).toBeNull()
  await makeIndividual({ isDemo: true })
  const mode = env().APP_MODE
  env().APP_MODE = 'production'
  try {
    expect(await whyNotStart()).toMatch(/1 个演示账号/)
  } finally {
    env().APP_MODE = mode
  }
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
