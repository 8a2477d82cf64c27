import { assert, describe, it } from "@effect/vitest"
import { Client } from "pg"
import { azals, jsonIn } from "../../support/azals.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"

const changed = (url: string, change: (url: URL) => void) => {
  const copy = new URL(url)
  change(copy)
  return copy.href
}

const asAdmin = async (statement: string) => {
  const client = new Client(adminUrl())
  await client.connect()
  await client.query(statement)
  await client.end()
}

describe("azals migrate", () => {
  it("migrates an empty database, once", async () => {
    await asAdmin("create database migrate_test")
    const admin = changed(adminUrl(), (url) => (url.pathname = "/migrate_test"))
    const service = changed(serviceUrl(), (url) => (url.pathname = "/migrate_test"))
    const env = { DATABASE_URL: service, DATABASE_ADMIN_URL: admin }
    const first = await azals(["migrate"], env)
    assert.deepStrictEqual([first.stderr, first.code], ["", 0])
    assert.include(first.stdout, '"0001_roles"')
    const second = await azals(["migrate"], env)
    assert.deepStrictEqual(jsonIn(second.stdout), { applied: [] })
    await asAdmin("drop database migrate_test with (force)")
  })

  it.each([
    ["a port where nobody listens", (url: URL) => void (url.port = "1"), "aucun PostgreSQL ne répond"],
    ["an unknown host", (url: URL) => void (url.hostname = "nowhere.invalid"), "introuvable"],
    ["a wrong password", (url: URL) => void (url.password = "wrong"), "refuse ce compte"],
    ["an unknown database", (url: URL) => void (url.pathname = "/nothing"), "n'existe pas"]
  ])("says in one sentence what is wrong with %s", async (_, change, sentence) => {
    const { code, stderr, stdout } = await azals(["migrate"], {
      DATABASE_URL: changed(serviceUrl(), change)
    })
    assert.deepStrictEqual([code, stdout], [1, ""])
    assert.include(stderr, sentence)
    assert.match(stderr, /^DATABASE_URL : [^\n]+\n$/)
  })

  it("says what is wrong with an address that is none", async () => {
    const { code, stderr } = await azals(["--lang", "en", "migrate"], { DATABASE_URL: "nonsense" })
    assert.deepStrictEqual([code, stderr.split("\n").length], [1, 2])
    assert.include(stderr, "the address is malformed")
  })

  it("says when the account may not migrate", async () => {
    const { code, stderr } = await azals(["migrate"], {
      DATABASE_URL: changed(serviceUrl(), (url) => (url.pathname = "/postgres"))
    })
    assert.strictEqual(code, 1)
    assert.match(stderr, /^La base de données n'a pas pu être mise à jour[^\n]+permission denied[^\n]+\n$/)
  })
})
