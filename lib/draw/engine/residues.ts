/** Below it a product of two and a sum stay exact in a number of the machine. */
const LIMIT = 2 ** 26

const known: number[] = []

function isPrime(number: number): boolean {
  for (let by = 2; by * by <= number; by += 1) if (number % by === 0) return false
  return true
}

/** The greatest primes below 2^26, one after the other, until their product is beyond a number. */
export function primesBeyond(most: bigint): number[] {
  const primes: number[] = []
  for (let product = 1n; product <= most; product *= BigInt(primes.at(-1)!)) {
    let candidate = known[primes.length] ?? (known.at(-1) ?? LIMIT) - 1
    while (!isPrime(candidate)) candidate -= 1
    known[primes.length] = candidate
    primes.push(candidate)
  }
  return primes
}

/** `sum + one · other` modulo a prime below 2^26, of numbers from 0 below it; exact. */
export function addProduct(sum: number, one: number, other: number, prime: number, inverse: number): number {
  const whole = sum + one * other
  // the quotient may be wrong by one
  const rest = whole - Math.floor(whole * inverse) * prime
  return rest < 0 ? rest + prime : rest >= prime ? rest - prime : rest
}

/** What gives 1 when it is multiplied by a number, modulo a prime. */
export function inverseOf(number: number, prime: number): number {
  let [result, base] = [1n, BigInt(number)]
  const modulus = BigInt(prime)
  for (let power = modulus - 2n; power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % modulus
    base = (base * base) % modulus
  }
  return Number(result)
}

/** Puts a number together from what it leaves over at each prime (Garner): the one from 0 below their product. */
export function chineseRemainder(primes: readonly number[]): (rests: readonly number[]) => bigint {
  const inverses = primes.map((prime, at) => primes.slice(0, at).map(before => inverseOf(before % prime, prime)))
  const big = primes.map(BigInt)
  return rests => {
    const digits: number[] = []
    primes.forEach((prime, at) => {
      let digit = rests[at]!
      for (let before = 0; before < at; before += 1) {
        const less = (digit - (digits[before]! % prime) + prime) % prime
        digit = addProduct(0, less, inverses[at]![before]!, prime, 1 / prime)
      }
      digits.push(digit)
    })
    return digits.reduceRight((sum, digit, at) => sum * big[at]! + BigInt(digit), 0n)
  }
}
