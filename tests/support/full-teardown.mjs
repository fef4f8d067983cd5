import databaseTearDown from './database-teardown.mjs'
import systemTearDown from './system-teardown.mjs'

export default async function tearDown() {
  await Promise.all([systemTearDown(), databaseTearDown()])
}
