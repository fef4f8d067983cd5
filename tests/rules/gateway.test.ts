import { composeRequest, type GatewaySettings, judgeAnswer } from '@/lib/message/gateway.rules'
import { smsFormat, smsTemplates } from '@/lib/platform/message-settings'

const at = new Date('2026-03-01T00:00:00.500Z')
const sms = {
  id: '01a1fd0e-bc39-7bea-9329-503d3694bdfd',
  to: '19900000077',
  text: '验证码 135790，5 分钟内有效。',
  template: 'code.register',
  params: { code: '135790', minutes: '5', site: '示范{token}专家库' },
}
const compose = (settings: GatewaySettings, message: Parameters<typeof composeRequest>[0] = sms) =>
  composeRequest(message, settings, at)

test('without settings: id, number and text as JSON, with the token', () => {
  const request = compose({ token: 'secret-token' })
  expect(JSON.parse(request.body)).toEqual({ id: sms.id, to: sms.to, text: sms.text })
  expect(request).toMatchObject({
    contentType: 'application/json',
    headers: { 'idempotency-key': sms.id, authorization: 'Bearer secret-token' },
    sign: null,
  })
})

test('a signature stands in front of the text, where the format gives it no place of its own', () => {
  expect(JSON.parse(compose({ signature: '示范科技局' }).body).text).toBe(`【示范科技局】${sms.text}`)
  const format = smsFormat.parse({ body: { sign: '{signature}', text: '{text}' } })
  expect(JSON.parse(compose({ signature: '示范科技局', format }).body)).toEqual({ sign: '示范科技局', text: sms.text })
})

test('a template of the gateway: its id and its parameters, as object, list, JSON in a text, under its own names', () => {
  const format = smsFormat.parse({
    type: 'json',
    templateBody: {
      phones: ['+86{to}'],
      tpl: '{template}',
      params: '{params}',
      list: '{paramList}',
      json: '{paramsJson}',
      one: '码 {params.code}',
    },
  })
  const templates = smsTemplates.parse({
    'code.register': { id: 'SMS_1', params: { 验证码: 'code', 时限: 'minutes' } },
  })
  expect(JSON.parse(compose({ format, templates }).body)).toEqual({
    phones: ['+8619900000077'],
    tpl: 'SMS_1',
    params: { 验证码: '135790', 时限: '5' },
    list: ['135790', '5'],
    json: '{"验证码":"135790","时限":"5"}',
    one: '码 135790',
  })
})

test('a message without a template id, or from before parameters were kept, goes as text', () => {
  const templates = smsTemplates.parse({ 'code.register': 'SMS_1' })
  expect(JSON.parse(compose({ templates }, { ...sms, template: 'unit.approved' }).body).text).toBe(sms.text)
  expect(JSON.parse(compose({ templates }, { ...sms, params: null }).body).text).toBe(sms.text)
})

test('form fields, and what a value says is not taken for a placeholder', () => {
  const format = smsFormat.parse({ type: 'form', body: { mobile: '{to}', content: '{params.site}' } })
  const request = compose({ format, token: 'secret-token' })
  expect(request.contentType).toBe('application/x-www-form-urlencoded')
  expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
    mobile: sms.to,
    content: '示范{token}专家库',
  })
})

test('what is signed: time and body, by the usual way or the gateway’s own', () => {
  const usual = compose({ secret: 's' })
  expect(usual.sign).toMatchObject({ header: 'x-signature', over: `1772323200.${usual.body}`, encoding: 'hex' })
  expect(usual.headers['x-timestamp']).toBe('1772323200')
  const format = smsFormat.parse({
    headers: { 'X-Time': '{timestampMs}' },
    sign: { header: 'X-Sign', over: '{timestampMs}\n{body}', encoding: 'base64' },
  })
  const own = compose({ secret: 's', format })
  expect(own.headers['x-time']).toBe('1772323200500')
  expect(own.sign).toMatchObject({ header: 'X-Sign', over: `1772323200500\n${own.body}`, encoding: 'base64' })
})

const success = { field: 'result.code', is: ['0', 'OK'] }
test.each<[number, string, typeof success | undefined, string | null]>([
  [200, '', undefined, null],
  [204, '', undefined, null],
  [200, '{"ok":true}', undefined, null],
  [200, '{"ok":false}', undefined, 'refused:'],
  [200, '{"error":"BALANCE_EMPTY"}', undefined, 'refused:BALANCE_EMPTY'],
  [200, '{"error":"phone 19900000077 is blocked"}', undefined, 'refused:'],
  [500, '{"ok":true}', undefined, 'http:500'],
  [200, '{"result":{"code":0}}', success, null],
  [200, '{"result":{"code":"OK"}}', success, null],
  [200, '{"result":{"code":-7}}', success, 'refused:-7'],
  [200, '<html>maintenance</html>', success, 'unreadable'],
  [200, '{"result":null}', success, 'unreadable'],
  [502, '{"result":{"code":0}}', success, 'http:502'],
])('an answer of %d with %j, judged by %j: %j', (status, text, rule, problem) => {
  expect(judgeAnswer(status, text, rule)).toBe(problem)
})
