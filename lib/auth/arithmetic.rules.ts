/** A sum or difference of two digits, and what it is asked as. The result is never below nothing. */
export type Question = { left: number; sign: '+' | '-'; right: number }

/** @param draw a random whole number below a limit */
export function newQuestion(draw: (below: number) => number): Question {
  const [one, other] = [draw(10), draw(10)]
  if (draw(2) === 0) return { left: one, sign: '+', right: other }
  return { left: Math.max(one, other), sign: '-', right: Math.min(one, other) }
}

export const questionText = ({ left, sign, right }: Question): string => `${left}${sign}${right}=?`

export function answerOf({ left, sign, right }: Question): string {
  return String(sign === '+' ? left + right : left - right)
}

/** `3+5=?` back into a question; null for anything else. */
export function readQuestion(text: string): Question | null {
  const found = /^(\d)([+-])(\d)=\?$/.exec(text)
  if (!found) return null
  return { left: Number(found[1]), sign: found[2] as '+' | '-', right: Number(found[3]) }
}

/** What was typed, in any width; null when it is no whole number of two digits at most. */
export function readAnswer(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/\s/g, '')
  return /^\d{1,2}$/.test(digits) ? String(Number(digits)) : null
}
