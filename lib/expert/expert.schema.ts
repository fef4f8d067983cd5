import { z } from 'zod'

/** 核对无误，没有变化: there is nothing to fill in. */
export const confirmProfileSchema = z.object({})
