import { format } from 'node:util'

process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = 'true'
process.env.LOG_LEVEL ??= 'silent'

/** Whatever the code complains about on the console fails the test that made it complain. */
let complaints: string[] = []

beforeEach(() => {
  complaints = []
  for (const level of ['error', 'warn'] as const)
    jest.spyOn(console, level).mockImplementation((...words) => {
      complaints.push(format(...words))
    })
})

afterEach(() => {
  jest.restoreAllMocks()
  if (complaints.length > 0) throw new Error(`the console was used for complaints:\n${complaints.join('\n')}`)
})
