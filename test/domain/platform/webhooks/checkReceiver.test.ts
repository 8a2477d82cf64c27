import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { checkReceiver, publicReceivers } from "../../../../domain/platform/webhooks/model/index.ts"

const cases = [
  ["https://hooks.example.fr/in?team=1", "taken"],
  ["https://hooks.example.fr:8443/in", "taken"],
  ["https://1.1.1.1/in", "taken"],
  ["https://[2606:4700:4700::1111]/in", "taken"],
  ["https://hooks.example.fr:443/in", "taken"],
  ["http://hooks.example.fr/in", "not-https"],
  ["ftp://hooks.example.fr/in", "not-https"],
  ["file:///etc/passwd", "not-an-address"],
  ["javascript:alert(1)", "not-an-address"],
  ["https://hooks.example.fr:22/in", "port"],
  ["https://me@hooks.example.fr/in", "credentials"],
  ["https://:word@hooks.example.fr/in", "credentials"],
  ["https://hooks.example.fr/in#a", "fragment"],
  ["https://127.0.0.1/", "not-public"],
  ["https://127.1/", "not-public"],
  ["https://2130706433/", "not-public"],
  ["https://0x7f000001/", "not-public"],
  ["https://0177.0.0.1/", "not-public"],
  ["https://127.0.0.1./", "not-public"],
  ["https://１２７.0.0.1/", "not-public"],
  ["https://[::ffff:127.0.0.1]/", "not-public"],
  ["https://[64:ff9b::a9fe:a9fe]/", "not-public"],
  ["https://localhost/", "not-public"],
  ["https://LOCALHOST./", "not-public"],
  ["https://a.localhost/", "not-public"],
  ["https://printer.local/", "not-public"],
  ["https://metadata.google.internal/", "not-public"],
  ["https://database/", "not-public"]
] as const

const verdict = (address: string, loopback: boolean) =>
  Result.match(checkReceiver(address, { ...publicReceivers, loopback }), {
    onSuccess: () => "taken",
    onFailure: ({ reason }) => reason
  })

describe("a receiver's address", () => {
  it.each(cases)("%s: %s", (address, expected) => {
    assert.strictEqual(verdict(address, false), expected)
  })

  it("may be of this machine only where that is allowed, and nothing else is then", () => {
    for (const address of ["http://127.0.0.1:4000/", "http://localhost:4000/", "https://[::1]:9/"]) {
      assert.strictEqual(verdict(address, true), "taken", address)
      assert.notStrictEqual(verdict(address, false), "taken", address)
    }
    assert.strictEqual(verdict("http://10.0.0.1/", true), "not-https")
    assert.strictEqual(verdict("https://10.0.0.1/", true), "not-public")
    assert.strictEqual(verdict("https://169.254.169.254/", true), "not-public")
  })
})
