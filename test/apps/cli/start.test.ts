import { assert, describe, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { afterAll, vi } from "vitest"
import { processesOf, projectCopy, startService, takenPort } from "../../support/startedService.ts"

const folder = projectCopy()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const freePort = async () => {
  const { free, port } = await takenPort()
  await free()
  return port
}

const running = async (env: Readonly<Record<string, string>> = {}) => {
  const port = await freePort()
  const service = startService(folder, { PORT: String(port), ...env })
  const welcome = await service.saysOn("stdout", "Ctrl-C")
  const keys = [...welcome.matchAll(/^ +clé +(azk_\S+)$/gm)].map(([, key]) => key)
  return { ...service, welcome, keys, url: `http://127.0.0.1:${port}` }
}

const ask = async (url: string, key: string | undefined, path: string): Promise<unknown> => {
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } })
  return answer.json()
}

const tenantOf = (url: string, key: string | undefined) => ask(url, key, "/v2/tenant")

const eur = (amount: string) => ({ amount, currency: "EUR" })

const gone = () => vi.waitUntil(() => processesOf(folder).length === 0, { timeout: 10_000 })

describe("npm start", { timeout: 300_000 }, () => {
  it("starts everything, and Ctrl-C stops everything; the data survives", async () => {
    const first = await running()
    assert.include(first.welcome, `${first.url}/docs`)
    const lemaire = await tenantOf(first.url, first.keys[0])
    assert.containSubset(lemaire, { name: "Menuiserie Lemaire SARL" })
    assert.strictEqual(statSync(join(folder, ".data", "demo-keys.json")).mode & 0o777, 0o600)
    assert.strictEqual(statSync(join(folder, ".data", "postgres")).mode & 0o777, 0o700)
    const rules = await ask(first.url, first.keys[1], "/v2/accounting/posting-rules")
    assert.containSubset(rules, {
      items: [{ eventType: "transfers.booked" }, { eventType: "cards.purchase", netAccount: "606" }]
    })
    const connections = await ask(first.url, first.keys[0], "/v2/finance/connections")
    const simulated = (provider: string) => ({ provider, environment: "simulation", state: "enabled" })
    assert.containSubset(connections, { items: ["swan", "nmi", "defacto", "solaris"].map(simulated) })
    assert.match(first.welcome, /reliées à des fournisseurs simulés[^]+ swan +http:/)
    const [books, bank, files] = await Promise.all([
      ask(first.url, first.keys[0], "/v2/accounting/reports/bank-balances?at=2026-01-31"),
      ask(first.url, first.keys[0], "/v2/banking/accounts"),
      ask(first.url, first.keys[0], "/v2/banking/statements")
    ])
    assert.containSubset(books, { total: eur("22458.34") })
    assert.containSubset(bank, [{ balance: { date: "2026-02-28", amount: eur("25447.11") } }])
    first.child.kill("SIGINT")
    assert.strictEqual(await first.ended, 0)
    assert.deepStrictEqual(processesOf(folder), [])

    const second = await running()
    assert.deepStrictEqual(second.keys, first.keys)
    assert.deepStrictEqual(await tenantOf(second.url, first.keys[0]), lemaire)
    assert.deepStrictEqual(await ask(second.url, first.keys[0], "/v2/banking/statements"), files)
    assert.deepStrictEqual(await ask(second.url, first.keys[1], "/v2/accounting/posting-rules"), rules)
    assert.deepStrictEqual(await ask(second.url, first.keys[0], "/v2/finance/connections"), connections)
    const another = startService(folder, { PORT: String(await freePort()) })
    assert.strictEqual(await another.ended, 1)
    assert.include(another.stderr(), "Un autre AZALSCORE utilise déjà ce dossier")
    second.child.kill("SIGTERM")
    assert.strictEqual(await second.ended, 0)
    assert.deepStrictEqual(processesOf(folder), [])
  })

  it("leaves nothing behind when it is killed, and starts again", async () => {
    const killed = await running()
    killed.child.kill("SIGKILL")
    const again = await running()
    assert.containSubset(await tenantOf(again.url, killed.keys[1]), { name: "Garage Dumont SAS" })
    again.child.kill("SIGKILL")
    assert.isTrue(await gone())
  })

  it("goes on when the worker dies, says so, and starts it again", async () => {
    const service = await running({ LOG_LEVEL: "Warn" })
    const worker = processesOf(join(folder, "apps", "worker"))[0]
    assert.isDefined(worker)
    process.kill(worker ?? Number.NaN, "SIGKILL")
    await service.saysOn("stderr", "Le worker s'est arrêté de lui-même (SIGKILL)")
    assert.containSubset(await tenantOf(service.url, service.keys[0]), { name: "Menuiserie Lemaire SARL" })
    const restarted = () => processesOf(join(folder, "apps", "worker")).length > 0
    assert.isTrue(await vi.waitUntil(restarted, { timeout: 10_000 }))
    service.child.kill("SIGINT")
    assert.strictEqual(await service.ended, 0)
  })

  it.each([
    [
      "an unreachable database",
      { DATABASE_URL: "postgres://a:b@127.0.0.1:1/c" },
      /aucun PostgreSQL ne répond/
    ],
    ["no port number", { PORT: "abc" }, /La valeur donnée au réglage PORT n'est pas acceptée/],
    ["a foreign address", { HOST: "192.0.2.1" }, /192\.0\.2\.1 n'est pas une adresse de cette machine/]
  ])("says in one sentence that it cannot start with %s", async (_, env, sentence) => {
    const service = startService(folder, { PORT: String(await freePort()), ...env })
    assert.strictEqual(await service.ended, 1)
    assert.match(service.stderr(), sentence)
    assert.notMatch(service.stderr(), /\n +at /)
    assert.strictEqual(service.stdout(), "")
  })

  it("says in one sentence that the port is taken, in the language of the terminal", async () => {
    const { free, port } = await takenPort()
    const french = startService(folder, { PORT: String(port) })
    assert.strictEqual(await french.ended, 1)
    assert.match(french.stderr(), new RegExp(`^Le port ${port} est déjà pris[^\\n]+\\n$`))
    const english = startService(folder, { PORT: String(port), LANG: "en_GB.UTF-8" })
    assert.strictEqual(await english.ended, 1)
    assert.match(english.stderr(), new RegExp(`^Port ${port} is taken already[^\\n]+\\n$`))
    await free()
  })

  it("says in one sentence that the disk is full (where this account may mount one)", async () => {
    const copy = projectCopy()
    const data = join(copy, ".data")
    mkdirSync(data)
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", data]).status === 0
    if (mounted) {
      const service = startService(copy, { PORT: String(await freePort()) })
      assert.strictEqual(await service.ended, 1)
      assert.match(service.stderr(), /Le disque est plein[^\n]+\n(AZALSCORE est arrêté\.\n)?$/)
      spawnSync("umount", [data])
    }
    rmSync(copy, { recursive: true, force: true })
  })
})
