import { TestEnvironment } from 'jest-environment-jsdom'

/** The browser of the component tests with what jsdom leaves out and every real browser has. */
export default class DomWithFetch extends TestEnvironment {
  async setup() {
    await super.setup()
    const { Blob, FileReader } = this.global
    Object.assign(this.global, { fetch, Headers, Request, Response })
    Blob.prototype.arrayBuffer = function read() {
      return new Promise(resolve => {
        const reader = new FileReader()
        reader.onload = () => resolve(reader.result)
        reader.readAsArrayBuffer(this)
      })
    }
  }
}
