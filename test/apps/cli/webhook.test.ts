import { assert, describe, it } from "@effect/vitest"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"
import { azals, jsonIn } from "../../support/azals.ts"
import { nmiVectors, reasonsOf } from "../../support/nmiVectors.ts"

const folder = mkdtempSync(join(tmpdir(), "azals-webhook-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const verify = (provider: string, secret: string, header: string, body: string) =>
  azals([
    "webhook",
    "verify",
    `--provider=${provider}`,
    `--secret=${secret}`,
    `--header=${header}`,
    `--body=${body}`
  ])

const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe("azals webhook verify", () => {
  const vectors = nmiVectors()
  it(`decides NMI's published vectors (${vectors.length === 0 ? "absent on this machine" : vectors.length})`, async () => {
    for (const vector of vectors) {
      const body = file(vector.name, vector.payload_base64)
      const { code, stdout } = await verify("nmi", vector.signing_key, vector.sig_header ?? "", body)
      const answer = jsonIn(stdout)
      assert.deepPropertyVal(answer, "valid", vector.expect === "event", vector.name)
      assert.strictEqual(code, vector.expect === "event" ? 0 : 1, vector.name)
      const reasons = reasonsOf[vector.expect].map((reason) => ({ valid: reason === "ok", reason }))
      assert.deepInclude(reasons, answer, vector.name)
    }
  }, 60_000)

  it("takes the header's name too, and says where no proof is documented", async () => {
    const swan = file(
      "swan.json",
      '{"eventType":"Account.Updated","eventId":"1","eventDate":"2026-11-22T10:00:00Z","resourceId":"a"}'
    )
    const named = await verify("swan", "secret", "X-Swan-Secret: secret", swan)
    assert.deepStrictEqual([named.code, jsonIn(named.stdout)], [0, { valid: true, reason: "ok" }])
    const defacto = await verify("defacto", "-", "", swan)
    assert.deepStrictEqual(
      [defacto.code, jsonIn(defacto.stdout)],
      [1, { valid: false, reason: "no-proof-documented" }]
    )
  })

  it("refuses a provider that it does not know, and a file that is not there", async () => {
    const unknown = await verify("nobody", "s", "h", file("x", "{}"))
    assert.strictEqual(unknown.code, 1)
    assert.include(unknown.stderr, "Fournisseur inconnu : nobody")
    const absent = await verify("nmi", "s", "h", join(folder, "absent"))
    assert.include(absent.stderr, "Le fichier n'existe pas")
  })
})
