import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { Host } from "./hosts.ts"

const demo = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "../../demo", name)))

/** January 2026 of the demo company, CFONB 120, 26 lines. */
export const demoStatement = demo("menuiserie-lemaire-2026-01.cfonb120.txt")

/** The month that follows, CAMT.053, 25 lines. */
export const nextStatement = demo("menuiserie-lemaire-2026-02.camt053.xml")

export const uploadStatement = (key: string, bytes: Uint8Array, name = "releve") =>
  sendBytes(key, bytes, `/v2/banking/statements?name=${encodeURIComponent(name)}`)

export const previewStatement = (key: string, bytes: Uint8Array) =>
  sendBytes(key, bytes, "/v2/banking/statements/preview")

export const sendBytes = (key: string, bytes: Uint8Array, path: string) =>
  Effect.gen(function* () {
    const { url } = yield* Host
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": "application/octet-stream",
      "idempotency-key": uuidV7()
    }
    const body = new Blob([new Uint8Array(bytes)])
    const response = yield* Effect.promise(() => fetch(`${url}${path}`, { method: "POST", headers, body }))
    const text = yield* Effect.promise(() => response.text())
    const json: unknown = JSON.parse(text)
    return { status: response.status, json, text }
  })
