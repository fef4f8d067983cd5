import ExcelJS from 'exceljs'
import { encode } from 'next-auth/jwt'
import { POST } from '@/app/api/profile-import/[section]/route'
import { GET } from '@/app/api/profile-template/[section]/route'
import type { SignedInActor } from '@/lib/access/actor'
import { createSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import type { Found } from '@/lib/profile/import.dto'
import { useDatabase } from '../support/database'
import { inRequest } from '../support/next-headers'
import { newPerson, type Person } from '../support/people'
import { rowsXml, workbookBytes } from '../support/small-zip'
import { makeReviewer, unitOf } from '../support/units'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
process.env.PUBLIC_URL = 'http://127.0.0.1:3000'
useDatabase()

let person: Person
let cookie: string
beforeAll(async () => {
  person = await newPerson('示例甲')
  cookie = await cookieOf(person)
})

async function cookieOf(actor: SignedInActor): Promise<string> {
  const sid = await createSession(db(), { accountId: actor.accountId, address: '127.0.0.1', userAgent: 'test' })
  return `session=${await encode({ token: { sid }, secret: env().SESSION_SECRET })}`
}

async function send(section: string, body: Buffer | string, headers: Record<string, string> = {}) {
  const request = new Request(`${env().PUBLIC_URL}/api/profile-import/${section}`, {
    method: 'POST',
    headers: {
      'content-type': typeof body === 'string' ? 'text/plain' : 'application/octet-stream',
      origin: env().PUBLIC_URL,
      cookie,
      ...headers,
    },
    body: body as BodyInit,
  })
  const answer = await inRequest(request, () => POST(request, { params: Promise.resolve({ section }) }))
  return { status: answer.status, body: (await answer.json()) as Found & { code?: string } }
}
async function template(section: string, who = cookie) {
  const request = new Request(`${env().PUBLIC_URL}/api/profile-template/${section}`, { headers: { cookie: who } })
  return inRequest(request, () => GET(request, { params: Promise.resolve({ section }) }))
}

test('the template opens: two sheets that are seen, lists of choices, text everywhere; its grey row is no row', async () => {
  const answer = await template('projects')
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('科研项目导入模板.xlsx'))
  const bytes = Buffer.from(await answer.arrayBuffer())
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  expect(book.worksheets.filter(sheet => sheet.state === 'visible').map(sheet => sheet.name)).toEqual([
    '科研项目',
    '填写说明',
  ])
  const [sheet] = book.worksheets
  const headers = (sheet!.getRow(1).values as string[]).slice(1)
  expect(headers).toEqual(
    expect.arrayContaining(['项目名称＊', '级别＊', '开始时间＊', '结束时间＊', '承担单位＊', '项目组成员']),
  )
  const level = sheet!.getCell(3, headers.indexOf('级别＊') + 1)
  expect(level.dataValidation).toMatchObject({ type: 'list' })
  expect(level.numFmt ?? sheet!.getColumn(1).numFmt).toBe('@')
  expect(sheet!.getCell(2, 1).font).toMatchObject({ italic: true })
  expect(await send('projects', bytes)).toEqual({
    status: 200,
    body: { rows: [], notes: ['表头下面没有内容。灰色的一行是示例，不会导入'] },
  })
})

test('rows of a file: a unit that is registered once is known, what is owed is said, nothing is saved', async () => {
  const unit = await unitOf('active')
  const { name } = await db().unit.findUniqueOrThrow({ where: { id: unit.unitId } })
  const file = workbookBytes(
    rowsXml([
      ['项目名称', '承担单位', '项目组成员'],
      ['甲项目', name, '示例甲、示例乙'],
      ['乙项目', '没有注册的示例单位', ''],
    ]),
  )
  const { status, body } = await send('projects', file)
  expect(status).toBe(200)
  expect(body.rows.map(row => row.data.unit)).toEqual([
    { unitId: unit.unitId, name },
    { unitId: '', name: '没有注册的示例单位' },
  ])
  expect(body.rows[0]!.data.members).toEqual([
    { name: '示例甲', unit: '', self: true },
    { name: '示例乙', unit: '', self: false },
  ])
  expect(body.rows[0]!.problems).toEqual(['还要补填：级别、本人角色、起止时间'])
  expect(await db().applicationSection.count({ where: { applicationId: person.applicationId } })).toBe(0)
})

test('a pasted list of papers, numbered as the person sees it', async () => {
  const text = '%0 Journal Article\n%A 示例甲\n\n%0 Journal Article\n%T 某题\n%A 示例乙;示例甲\n%J 示范学报\n%D 2020'
  const { status, body } = await send('papers', text)
  expect(status).toBe(200)
  expect(body.rows).toMatchObject([
    { place: '第 2 条', data: { title: '某题', date: '2020' }, problems: ['还要补填：发表时间'] },
  ])
  expect(body.notes).toEqual(['第 1 条：没有题名，没有加入，请手工填写'])
})

test('who may not, what has no rows, what is too long', async () => {
  const unit = await cookieOf(await unitOf('active'))
  const reviewer = await cookieOf(await makeReviewer('示例丙'))
  expect((await template('papers', '')).status).toBe(401)
  expect((await template('papers', unit)).status).toBe(404)
  expect((await template('basic')).status).toBe(404)
  expect((await template('nothing')).status).toBe(404)
  expect((await send('papers', 'x', { cookie: '' })).status).toBe(401)
  expect((await send('papers', 'x', { cookie: reviewer })).status).toBe(404)
  expect((await send('papers', 'x', { origin: 'http://elsewhere.example' })).status).toBe(403)
  expect((await send('basic', Buffer.from('x'))).status).toBe(404)
  expect((await send('papers', Buffer.alloc(2 * 1024 * 1024 + 1))).status).toBe(413)
  expect((await send('projects', 'TY  - JOUR')).body.notes).toEqual([expect.stringContaining('不是 Excel 文件')])
})
