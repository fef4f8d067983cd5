import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner, real } from './gate-calls'

const nobody = { name: '某人', unitName: '某院', division: null, docNumber: null, phone: null }
const inTx = inner('takes the transaction of its caller')

/** Of subjects, avoidance, conflicts and leave: every function and the permission it must ask for. */
export const drawTies = (): Record<string, Call | string> => ({
  'privacy/own-draws leaveData': inner('its caller has asked for the export of his own data'),
  'draw/avoidance-desk avoidancesWaiting': asks('draw.approve'),
  'draw/tie keepTies': inTx,
  'draw/tie readTies': asks('expert.words'),
  'draw/subject-units unitsNamed': inTx,
  'draw/subject-units unitsCoded': inTx,
  'draw/subject-units familiesOf': inTx,
  'draw/subject-open lockOwnOpen': inTx,
  'draw/subject saveSubject': asks('draw.request', { requestId: newId() }),
  'draw/subject writeSubjects': inTx,
  'draw/subject removeSubject': asks('draw.request', { requestId: newId(), id: newId() }),
  'draw/subject subjectsOf': asks('draw.view', newId()),
  'draw/subject listSubjects': asks('draw.view', newId(), { size: 5 }),
  'draw/subject subjectChoices': asks('draw.view', newId()),
  'draw/subject-import importSubjects': asks('draw.request', newId(), Buffer.from(''), false),
  'draw/subject-import subjectTemplate': asks('draw.request'),
  'draw/avoidance declareAvoidance': asks(['draw.request', 'draw.approve'], { requestId: newId() }),
  'draw/avoidance decideAvoidance': asks('draw.approve', { id: newId(), version: 0, accept: true, why: 'x' }),
  'draw/avoidance withdrawAvoidance': asks(['draw.request', 'draw.approve'], { id: newId(), version: 0 }),
  'draw/avoidance recuse': inTx,
  'draw/avoidance listAvoidances': asks('draw.view', newId()),
  'draw/conflict findConflicts': inTx,
  'draw/conflict keepConflicts': asks('draw.clock'),
  'draw/conflict-facts factsOf': inTx,
  'draw/conflict-list conflictSummary': asks('draw.view', newId()),
  'draw/conflict-list listConflicts': asks('draw.conflicts', newId(), { size: 5, sort: 'asc' }),
  'draw/conflict-list giveVerdict': asks('draw.approve', { requestId: newId(), id: newId() }),
  'draw/conflict-check expertsNamed': asks('draw.conflicts', '某'),
  'draw/conflict-check checkOne': asks('draw.conflicts', { ...nobody, requestId: newId() }),
  'draw/leave ownLeaves': asks('expert.leave'),
  'draw/leave leavesOf': asks('expert.leaves', real.expert),
  'draw/leave takeLeave': asks('expert.leave', { from: '2099-01-01', to: '2099-01-02', note: null }),
  'draw/leave endLeave': asks('expert.leave', { id: newId() }),
})
