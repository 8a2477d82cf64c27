import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { azals } from "../../support/azals.ts"
import { serviceUrl } from "../../support/database.ts"

const Created = Schema.Struct({
  tenant: Schema.Struct({ id: Schema.String, name: Schema.String, status: Schema.String }),
  key: Schema.Struct({ id: Schema.String, secret: Schema.String })
})
const Issued = Schema.Struct({
  key: Schema.Struct({ id: Schema.String, prefix: Schema.String, role: Schema.String }),
  secret: Schema.String
})
const read = <S extends Schema.ConstraintDecoder<unknown>>(schema: S, text: string) =>
  Schema.decodeUnknownSync(schema)(JSON.parse(text))

const run = (...args: ReadonlyArray<string>) => azals(args, { DATABASE_URL: serviceUrl() })

describe("azals tenants and keys", () => {
  it("opens a company, suspends it, resumes it, and lists it", async () => {
    const opened = await run(
      "tenants",
      "create",
      "Scierie Vidal",
      "--owner-name",
      "Anne Vidal",
      "--owner-subject",
      "auth0|anne"
    )
    assert.deepStrictEqual([opened.stderr, opened.code], ["", 0])
    const { key, tenant } = read(Created, opened.stdout)
    assert.match(key.secret, /^azk_/)
    assert.include((await run("tenants", "suspend", tenant.id)).stdout, '"status": "suspended"')
    assert.include((await run("tenants", "list")).stdout, tenant.id)
    assert.include((await run("tenants", "resume", tenant.id)).stdout, '"status": "active"')
  })

  it("issues a key, lists it without its secret, and revokes it once", async () => {
    const opened = await run(
      "tenants",
      "create",
      "Garage Ruiz",
      "--owner-name",
      "Paul",
      "--owner-subject",
      "paul"
    )
    const { tenant } = read(Created, opened.stdout)
    const issued = await run(
      "keys",
      "issue",
      tenant.id,
      "--name",
      "Till",
      "--role",
      "operator",
      "--expires",
      "2031-01-31T00:00:00Z"
    )
    assert.deepStrictEqual([issued.stderr, issued.code], ["", 0])
    const { key, secret } = read(Issued, issued.stdout)
    const listed = await run("keys", "list", tenant.id)
    assert.include(listed.stdout, key.prefix)
    assert.notInclude(listed.stdout, secret)
    assert.strictEqual((await run("keys", "revoke", tenant.id, key.id)).code, 0)
    const again = await run("keys", "revoke", tenant.id, key.id)
    assert.deepStrictEqual([again.code, again.stderr], [1, `La clé ${key.id} est déjà révoquée.\n`])
  })

  it("says in one sentence what it does not know", async () => {
    const nobody = "0193d5a0-ffff-7000-8000-00000000ffff"
    const unknown = await run("tenants", "suspend", nobody)
    assert.deepStrictEqual([unknown.code, unknown.stdout], [1, ""])
    assert.match(unknown.stderr, new RegExp(`^Aucune société n'a l'identifiant ${nobody}[^\\n]+\\n$`))
    const malformed = await run("keys", "list", "x")
    assert.include(malformed.stderr, "Valeur refusée pour tenant : x.")
  })
})
