'use server'
import { defineAction } from '@/lib/access/define-action'
import { nothingSchema } from './account.schema'
import { currentSession } from './current'
import { askForPhone, cancelPhone, changePhone, changePhoneByOne, finishPhone, sendPhoneCode } from './phone.dal'
import { askPhoneSchema, changePhoneByOneSchema, changePhoneSchema, phoneCodeSchema } from './phone.schema'

export const sendPhoneCodeAction = defineAction(phoneCodeSchema, sendPhoneCode)

export const changePhoneAction = defineAction(changePhoneSchema, async (actor, input) =>
  changePhone(actor, input, (await currentSession())?.idHash ?? null),
)

export const changePhoneByOneAction = defineAction(changePhoneByOneSchema, async (actor, input) =>
  changePhoneByOne(actor, input, (await currentSession())?.idHash ?? null),
)

export const askForPhoneAction = defineAction(askPhoneSchema, askForPhone)

export const finishPhoneAction = defineAction(nothingSchema, async actor =>
  finishPhone(actor, (await currentSession())?.idHash ?? null),
)

export const cancelPhoneAction = defineAction(nothingSchema, cancelPhone)
