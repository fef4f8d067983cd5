import databaseSetUp from './database-setup.mjs'
import systemSetUp from './system-setup.mjs'

/** Tests of faults and big sizes use the system, databases of their own, or both. */
export default async function setUp() {
  await systemSetUp()
  await databaseSetUp()
}
