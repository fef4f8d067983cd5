import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner } from './gate-calls'

const hex = 'a'.repeat(64)
const read = inner('its callers have asked for the request')
const told = inner('a message of a step, in its transaction')

/** Of sealed draws: every function and the permission it must ask for. */
export const sealing = (): Record<string, Call | string> => ({
  'draw/contribute contribute': asks('draw.contribute', {
    ...{ sealId: newId(), role: 'bureau', keeper: 'self', commitment: hex, nonce: null, contribution: null },
  }),
  'draw/contribute reveal': asks('draw.contribute', { sealId: newId(), nonce: hex, contribution: 'x' }),
  'draw/contribute contributorRoles': read,
  'draw/contribute ownContribution': read,
  'draw/nobody rolesNobodyHas': inner('which roles nobody has: for desks and pages that have asked, and no name'),
  'draw/nobody rolesNobodyAddsFor': read,
  'draw/receipt ownDraws': asks('application.viewOwn', { size: 20 }),
  'draw/receipt ownReceipt': asks('application.viewOwn', newId()),
  'draw/receipt receiptFile': asks('application.viewOwn', newId()),
  'draw/sheet staffSheet': asks('draw.view', { requestId: newId(), number: 'CQ2026-0001-1-1' }),
  'draw/seal-check brokenSeal': inner('for the look through the whole database, which has asked'),
  'draw/seal-check brokenSeals': inner('for the look through the whole database, which has asked'),
  'draw/seal-check sealedRecordOf': inner('for the look through the whole database and the operator of the machine'),
  'draw/seal-deeds endSealByHand': asks('draw.seal', { sealId: newId(), opinion: '测试原因' }),
  'draw/reckoning beginReckoning': inner('for a lottery that its caller has asked for'),
  'draw/reckoning clearReckonings': inner('for the turn of the worker, which has asked'),
  'draw/reckoning endReckoning': inner('for a lottery that its caller has asked for'),
  'draw/reckoning reckonLottery': inner('for a lottery that its caller has asked for'),
  'draw/reckoning reckoningOf': inner('how far a lottery is, for callers who have asked for the round'),
  'draw/seal-deeds sealAgain': asks('draw.seal', { roundId: newId() }),
  'draw/seal-deeds stopSealing': asks('draw.seal', { roundId: newId() }),
  'draw/seal-end endIfOther': inner('takes the transaction of its caller'),
  'draw/seal-end endSeal': inner('takes the transaction of its caller'),
  'draw/seal-file sealFile': asks('draw.view', newId()),
  'draw/seal-keep keepSeals': asks('draw.clock'),
  'draw/seal-open openSeal': read,
  'draw/seal-open shownBy': read,
  'draw/seal-open shownSeal': read,
  'draw/seal-open storedSeal': read,
  'draw/seal-open unlocked': read,
  'draw/seal-tell tellReady': told,
  'draw/seal-tell tellSealed': told,
  'draw/seal-tell tellToShow': told,
  'draw/seal-tell tellTrouble': told,
  'draw/seal-view viewSeals': asks('draw.view', newId()),
  'draw/seal-view sealsWaiting': asks('draw.contribute'),
  'draw/sealed-run chooseSealed': inner('takes the transaction of its caller'),
  'draw/sealed-run readySeal': inner('its caller has asked for the draw'),
  'draw/sealed-run whyNotFromSeal': read,
  'draw/staff-tell staffToTell': told,
  'draw/succession successionOf': inner('takes the transaction of its caller'),
})
