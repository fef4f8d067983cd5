export default async function tearDown() {
  await globalThis.expertPoolSystem?.stop()
}
