/** Combining signs by the accent command of LaTeX. */
const accents: Record<string, string> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
  t: '\u0361',
}

const greek =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω'
const letters = 'ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i i j j dh ð DH Ð th þ TH Þ dj đ DJ Đ'
const signs =
  'textendash – textemdash — ldots … dots … textellipsis … times × pm ± cdot · circ ° degree ° textdegree ° textmu μ le ≤ leq ≤ ge ≥ geq ≥ neq ≠ approx ≈ sim ~ infty ∞ to → rightarrow → leftarrow ← textregistered ® texttrademark ™ copyright © textbackslash \\ textasciitilde ~'
const commands = new Map<string, string>()
const words = [greek, letters, signs].join(' ').split(' ')
for (let at = 0; at + 1 < words.length; at += 2) commands.set(words[at]!, words[at + 1]!)

const subscripts = '₀₁₂₃₄₅₆₇₈₉'
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const scripts = (table: string) => (_: string, braced?: string, single?: string) =>
  Array.from(braced ?? single ?? '', sign => table[Number(sign)] ?? sign).join('')

const math = /\$([^$]{1,400})\$/g
const token =
  /\\([`'^"~=.])\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\([ij])(?![A-Za-z])|([A-Za-z]))|\\([uvHtcdbrk])(?:\s*\{\s*\\?([A-Za-z])\s*\}|\s+([A-Za-z])(?![A-Za-z]))|\\([A-Za-z]+)\s*(?:\{\})?|\\(.)|[{}]|~|---?|``|''/g

/**
 * Text as BibTeX holds it, as people read it: accents and Greek letters to Unicode, digits below and above the line in
 * formulas, braces and commands gone, what they held kept. Total.
 */
export function latexText(text: string): string {
  if (!/[\\{}~$]|--|``|''/.test(text)) return text
  return text
    .replace(math, (_, formula: string) =>
      formula
        .replace(/_(?:\{(\d+)\}|(\d))/g, scripts(subscripts))
        .replace(/\^(?:\{(\d+)\}|(\d))/g, scripts(superscripts)),
    )
    .replace(token, (whole, sign, a, b, c, letter, d, e, command, escaped) => {
      if (sign) return (a ?? b ?? c) + accents[sign]
      if (letter) return (d ?? e) + accents[letter]
      if (command) return commands.get(command) ?? ''
      if (escaped) return /[&%$#_{}]/.test(escaped) ? escaped : ' '
      return plain[whole] ?? ''
    })
    .normalize('NFC')
}

const plain: Record<string, string> = { '~': ' ', '--': '–', '---': '—', '``': '“', "''": '”' }
