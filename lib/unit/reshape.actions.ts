'use server'

import { defineAction } from '@/lib/access/define-action'
import { markDistinct } from './double.dal'
import { enterUnit } from './enter.dal'
import { mergeUnits } from './merge.dal'
import { setParent } from './parent.dal'
import { addAlias, correctCode, removeAlias, renameUnit, undoRename } from './rename.dal'
import {
  addAliasSchema,
  correctCodeSchema,
  distinctUnitsSchema,
  enterUnitSchema,
  mergeUnitsSchema,
  removeAliasSchema,
  renameUnitSchema,
  setParentSchema,
  splitUnitSchema,
  undoRenameSchema,
} from './reshape.schema'
import { previewSplit, splitUnit } from './split.dal'

export const renameUnitAction = defineAction(renameUnitSchema, renameUnit)
export const undoRenameAction = defineAction(undoRenameSchema, undoRename)
export const addAliasAction = defineAction(addAliasSchema, addAlias)
export const removeAliasAction = defineAction(removeAliasSchema, removeAlias)
export const setParentAction = defineAction(setParentSchema, setParent)
export const correctCodeAction = defineAction(correctCodeSchema, correctCode)
export const mergeUnitsAction = defineAction(mergeUnitsSchema, mergeUnits)
export const previewSplitAction = defineAction(splitUnitSchema, previewSplit)
export const splitUnitAction = defineAction(splitUnitSchema, splitUnit)
export const enterUnitAction = defineAction(enterUnitSchema, enterUnit)
export const markDistinctAction = defineAction(distinctUnitsSchema, markDistinct)
