import { randomBytes } from 'node:crypto'
import { parseEnv } from '@/lib/platform/env'

const key = () => randomBytes(32).toString('base64')
const demo = (): Record<string, string> => ({
  APP_MODE: 'demo',
  DATABASE_URL: 'postgresql://localhost/x',
  PUBLIC_URL: 'http://127.0.0.1:3000',
  SESSION_SECRET: key(),
  FIELD_KEYS: JSON.stringify({ 1: key() }),
  INDEX_KEY: key(),
  UPLOAD_SECRET: key(),
})
const production = (): Record<string, string> => ({
  ...demo(),
  APP_MODE: 'production',
  PUBLIC_URL: 'https://expert.example.cn',
  SMS_ADAPTER: 'http',
  SMS_HTTP_URL: 'https://sms.example.cn/send',
  SCANNER: 'none',
})

test('a complete demo and a complete production setting are accepted', () => {
  expect(parseEnv(demo()).CAPTCHA).toBe('on')
  expect(parseEnv(production()).APP_MODE).toBe('production')
  expect(parseEnv({ ...demo(), PUBLIC_URL: 'http://127.0.0.1:3000/anything' }).PUBLIC_URL).toBe('http://127.0.0.1:3000')
})

const same = Buffer.alloc(32, 7).toString('base64')
test.each<[string, Record<string, string>, string]>([
  ['captcha off', { CAPTCHA: 'off' }, 'CAPTCHA'],
  ['plain http', { PUBLIC_URL: 'http://expert.example.cn' }, 'PUBLIC_URL'],
  ['messages kept instead of sent', { SMS_ADAPTER: 'inbox' }, 'SMS_ADAPTER'],
  ['a gateway without address', { SMS_HTTP_URL: '' }, 'SMS_HTTP_URL'],
  ['an address that is none', { SMS_HTTP_URL: 'sms.example.cn' }, 'SMS_HTTP_URL：需要完整的地址'],
  ['a format that is no JSON', { SMS_HTTP_FORMAT: '{body' }, 'SMS_HTTP_FORMAT：需要写在一行里的 JSON'],
  ['a format with a field nobody knows', { SMS_HTTP_FORMAT: '{"bodi":{}}' }, 'SMS_HTTP_FORMAT'],
  ['a placeholder nobody knows', { SMS_HTTP_FORMAT: '{"body":{"m":"{phone}"}}' }, '不认识占位符 {phone}'],
  [
    'a signature without its key',
    { SMS_HTTP_FORMAT: '{"sign":{"header":"x-sign","over":"{body}"}}' },
    'SMS_HTTP_SECRET',
  ],
  ['templates that are a list', { SMS_TEMPLATES: '["a"]' }, 'SMS_TEMPLATES'],
  ['a mail server without sender', { SMTP_URL: 'smtps://mail.example.cn' }, 'SMTP_FROM'],
  ['a sender with a second header', { SMTP_URL: 'smtps://m.cn', SMTP_FROM: 'a@b.cn\nBcc: c@d.cn' }, 'SMTP_FROM'],
  ['no word about a scanner', { SCANNER: '' }, 'SCANNER'],
  ['a scanner without address', { SCANNER: 'clamd' }, 'CLAMD'],
  ['a scanner at an odd address', { SCANNER: 'clamd', CLAMD: 'http://clamd' }, 'CLAMD'],
  ['a default key', { SESSION_SECRET: same }, 'SESSION_SECRET'],
  ['a short key', { INDEX_KEY: 'c2hvcnQ=' }, 'INDEX_KEY'],
  ['a missing key version', { FIELD_KEY_CURRENT: '2' }, 'FIELD_KEY_CURRENT'],
  ['keys that are no JSON', { FIELD_KEYS: '{' }, 'FIELD_KEYS'],
])('production refuses %s and names the setting (trust PR15)', (_what, change, setting) => {
  expect(() => parseEnv({ ...production(), ...change })).toThrow(setting)
})

test('production refuses one key used twice', () => {
  const settings = production()
  expect(() => parseEnv({ ...settings, INDEX_KEY: settings.SESSION_SECRET! })).toThrow('密钥')
})

test('production may do without a gateway, if it says so; empty settings are none', () => {
  expect(parseEnv({ ...production(), SMS_ADAPTER: 'none', SMS_HTTP_URL: '', SMTP_URL: '' })).toMatchObject({
    SMS_ADAPTER: 'none',
    SMS_HTTP_URL: undefined,
    SMTP_URL: undefined,
  })
})
