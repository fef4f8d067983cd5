import '@testing-library/jest-dom'
import { TextDecoder, TextEncoder } from 'node:util'
import { configure } from '@testing-library/react'

Object.assign(globalThis, { TextDecoder, TextEncoder })

// One second, which is usual, is not much on a machine that does other work as well.
configure({ asyncUtilTimeout: 10_000 })
