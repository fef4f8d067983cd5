import { charLength } from '../text'
import { type Atom, atom, please } from './atom'

/**
 * `dengbao`: GB/T 22239-2019 as the bureaus apply it, 10 characters of three kinds. `nist`: SP 800-63B, 15
 * characters and no kinds asked for. Both: at most 128, nothing common, nothing of the person in it (trust D7, AU16).
 */
export type PasswordMode = 'dengbao' | 'nist'

const most = 128

/** All that differs between the two modes. `maxAgeDays` null: a good password need not be changed (SP 800-63B). */
export type PasswordRule = { least: number; kinds: number; maxAgeDays: number | null; history: number }
export const passwordRules: Record<PasswordMode, PasswordRule> = {
  dengbao: { least: 10, kinds: 3, maxAgeDays: 90, history: 5 },
  nist: { least: 15, kinds: 0, maxAgeDays: null, history: 0 },
}

/** What holds in either mode: all that a form can say before the server has asked the policy. */
const common: Pick<PasswordRule, 'least' | 'kinds'> = { least: 10, kinds: 0 }

const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/u]

/** What a password is built on too often; compared after signs that stand for letters are undone. */
const wellKnown = new Set(
  (
    'password passwd pass admin administrator root user guest test welcome letmein login master hello iloveyou woaini ' +
    'qwerty qwertyuiop qwer asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc abc abcd abcde abcdef abcdefg ' +
    'aa aaa aaaa a q qq changeme default secret dragon monkey sunshine princess football superman system manager'
  ).split(' '),
)
const lookalikes: Record<string, string> = {
  '@': 'a',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  $: 's',
  '!': 'i',
}

/**
 * Everything that is wrong with a new password, as sentences; none when it may be used.
 * @param options.mode without one, only what holds in both
 * @param words what must not be in it: login, phone, name, its pinyin, the bureau's name; blanks are ignored
 */
export function passwordProblems(
  password: string,
  options: { mode?: PasswordMode; words?: readonly (string | null | undefined)[] },
): string[] {
  const { mode, words = [] } = options
  if (password.length > most * 2) return [`密码最多 ${most} 个字符`]
  const problems: string[] = []
  const length = charLength(password)
  const rule = mode ? passwordRules[mode] : common
  if (length < rule.least) problems.push(`密码至少 ${rule.least} 个字符，现在是 ${length} 个`)
  if (length > most) problems.push(`密码最多 ${most} 个字符`)
  if (kinds.filter(kind => kind.test(password)).length < rule.kinds)
    problems.push('密码要包含大写字母、小写字母、数字、其他符号中的至少三种')
  if (isCommon(password)) problems.push('这个密码太常见，容易被猜到，请换一个')
  if (words.some(word => holds(password, word))) problems.push('密码中不要包含登录名、手机号码、姓名或单位名称')
  return problems
}

function isCommon(password: string): boolean {
  const lower = password.toLowerCase()
  if (new Set(lower).size < 5) return true
  const core = lower.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')
  const undone = Array.from(core, sign => lookalikes[sign] ?? sign).join('')
  return core === '' || wellKnown.has(core) || wellKnown.has(undone)
}

/** Short words are let pass where they would forbid too much: two letters of a login, one character of a name. */
function holds(password: string, word: string | null | undefined): boolean {
  const wanted = (word ?? '').normalize('NFKC').trim().toLowerCase()
  const enough = /\p{Script=Han}/u.test(wanted) ? 2 : 4
  return charLength(wanted) >= enough && password.toLowerCase().includes(wanted)
}

const unusable = /[\p{Cc}\p{Cs}]/u

function passwordText(label: string, check: (password: string) => string | undefined): Atom {
  return atom(label, typed => {
    if (typed === '') return { problem: please(label) }
    if (typed.length > most * 2) return { problem: `${label}最多 ${most} 个字符` }
    // SP 800-63B: the same password typed on another keyboard must give the same hash
    const password = typed.normalize('NFKC')
    if (unusable.test(password)) return { problem: `${label}中有不能使用的字符，请重新输入` }
    const problem = check(password)
    return problem ? { problem } : { value: password }
  })
}

/**
 * A password somebody chooses, by what holds in either mode; the data function asks for the policy's own rule. Schemas that know more about the person check `passwordProblems` again with words.
 * Never trimmed; NFKC; blanks, emoji and Chinese are welcome.
 */
export const newPassword = (label = '密码', mode?: PasswordMode): Atom =>
  passwordText(label, password => passwordProblems(password, { mode })[0])

/** A password somebody logs in with: normalised like a new one, without saying what a good one looks like. */
export const currentPassword = (label = '密码'): Atom => passwordText(label, () => undefined)
