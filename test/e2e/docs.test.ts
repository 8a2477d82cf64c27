import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { createHash } from "node:crypto"
import type { Page } from "playwright-core"
import { browserNote, openBrowser } from "../support/chromium.ts"
import { call, Host, nodeHost } from "../support/hosts.ts"
import { companyWithKey, tenantSqlLayer } from "../support/tenants.ts"

/** The reference of the running host, drawn once for all tests here; not where there is no browser. */
class Reference extends Context.Service<
  Reference,
  { readonly page: Page | undefined; readonly faults: ReadonlyArray<string> }
>()("test/Reference") {}

/** It may talk to nobody but its own host. */
const drawn = Layer.effect(
  Reference,
  Effect.gen(function* () {
    const { url } = yield* Host
    const faults: Array<string> = []
    const browser = yield* Effect.acquireRelease(Effect.promise(openBrowser), (opened) =>
      Effect.promise(async () => opened?.close())
    )
    const page = yield* Effect.promise(async () => {
      const opened = await browser?.newPage({ locale: "en-GB", viewport: { width: 1300, height: 900 } })
      opened?.on("console", (message) => message.type() === "error" && faults.push(message.text()))
      opened?.on("pageerror", (error) => faults.push(error.message))
      opened?.on("request", (request) => request.url().startsWith(url) || faults.push(request.url()))
      await opened?.goto(`${url}/docs`, { timeout: 90_000 })
      await opened?.getByRole("heading", { name: "AZALSCORE", level: 1 }).waitFor()
      return opened
    })
    return { page, faults }
  })
)

const look = (work: (page: Page) => Promise<void>) =>
  Effect.gen(function* () {
    const { faults, page } = yield* Reference
    if (page === undefined) return
    yield* Effect.promise(() => work(page))
    assert.deepStrictEqual(
      faults.filter((fault) => !fault.startsWith("data:")),
      []
    )
  })

const visible = (page: Page, selector: string) => page.locator(selector).filter({ visible: true })

/** The browser draws the whole reference by itself: seconds alone, minutes where others use the processors. */
const patience = 300_000

layer(Layer.provideMerge(drawn, Layer.merge(nodeHost, tenantSqlLayer)), {
  excludeTestServices: true,
  timeout: "300 seconds"
})(`the reference in Chromium${browserNote}`, (it) => {
  it.effect("comes with a policy under which only its own scripts run, and talk to this service alone", () =>
    Effect.gen(function* () {
      const { headers, status, text } = yield* call("GET", "/docs")
      assert.strictEqual(status, 200)
      assert.strictEqual(headers.get("x-frame-options"), "DENY")
      const policy = headers.get("content-security-policy") ?? ""
      assert.include(policy, "default-src 'none'; script-src 'sha256-")
      assert.include(policy, "connect-src 'self'; form-action 'none'")
      assert.notMatch(policy, /unsafe-eval|https?:|script-src[^;]*unsafe/)
      assert.strictEqual(policy.match(/'sha256-/g)?.length, text.match(/<script /g)?.length)
      assert.notMatch(text, /<script(?! src="\/assets\/reference\/[0-9a-f]{32}\.js" integrity="sha256-)/)
    })
  )

  it.effect("weighs little, and its scripts are kept by the browser and travel compressed", () =>
    Effect.gen(function* () {
      const page = yield* call("GET", "/docs")
      assert.isBelow(page.text.length, 5_000)
      assert.strictEqual(page.headers.get("cache-control"), "no-store")
      const { url } = yield* Host
      for (const [, path = "", hash = ""] of page.text.matchAll(
        /src="([^"]+)" integrity="sha256-([^"]+)"/g
      )) {
        for (const [accepted, encoding] of [
          ["gzip, deflate, br, zstd", "br"],
          ["gzip;q=1.0", "gzip"],
          ["br;q=0, gzip", "gzip"],
          ["identity", null]
        ] as const) {
          const answer = yield* Effect.promise(() =>
            fetch(`${url}${path}`, { headers: { "accept-encoding": accepted } })
          )
          assert.strictEqual(answer.headers.get("content-encoding"), encoding)
          assert.strictEqual(answer.headers.get("cache-control"), "public, max-age=31536000, immutable")
          assert.strictEqual(answer.headers.get("vary"), "accept-encoding")
          if (encoding === "br") assert.isBelow(Number(answer.headers.get("content-length")), 1_200_000)
          const body = yield* Effect.promise(() => answer.arrayBuffer())
          assert.strictEqual(createHash("sha256").update(new Uint8Array(body)).digest("base64"), hash)
        }
      }
      const unknown = yield* call("GET", "/assets/reference/none.js")
      assert.strictEqual(unknown.status, 404)
      assert.include(unknown.json, { type: "/problems/route-not-found" })
    })
  )

  it.effect(
    "shows groups in words, where the demo keys are, and nothing that leads to another host",
    () =>
      look(async (page) => {
        await page.getByRole("button", { name: "Journal entries" }).first().waitFor()
        await page.getByText("npm start").first().waitFor()
        const controls = await visible(page, "button, a").allInnerTexts()
        assert.deepStrictEqual(
          controls.filter((text) =>
            /Developer Tools|Share|SDK|Configure|API Client|Scalar|\bAI\b/.test(text)
          ),
          []
        )
        const links = await Promise.all(
          (await visible(page, "a[href]").all()).map((link) => link.getAttribute("href"))
        )
        const own = new URL(page.url()).origin
        assert.deepStrictEqual(
          links.filter((href) => new URL(href ?? "", own).origin !== own),
          []
        )
      }),
    patience
  )

  it.effect(
    "answers Post an entry with its real example, and sends a request with the key that is pasted",
    () =>
      Effect.gen(function* () {
        const { key } = yield* companyWithKey("owner")
        yield* look(async (page) => {
          await page.getByPlaceholder("Token").first().fill(key)
          await page.getByRole("button", { name: /Test Request.*get \/v2\/tenant/i }).click()
          const [answered] = await Promise.all([
            page.waitForResponse((response) => response.url().endsWith("/v2/tenant")),
            page.getByRole("button", { name: /^Send get request/i }).click()
          ])
          assert.strictEqual(answered.status(), 200)
          await page.getByText("200 OK").first().waitFor()
          await page.keyboard.press("Escape")
          await page.getByRole("button", { name: "Journal entries" }).first().click()
          await page
            .getByRole("button", { name: /^Post an entry/ })
            .first()
            .click()
          const shown = page.locator("section", { hasText: "Post an entry" })
          await shown.getByText('"Facture F-2026-001"').first().waitFor()
          assert.notInclude(await page.locator("body").innerText(), "9007199254740991")
        })
      }),
    patience
  )

  it.effect(
    "does not move sideways on a telephone",
    () =>
      look(async (page) => {
        await page.setViewportSize({ width: 360, height: 740 })
        await page.getByText("Journal entries").first().waitFor({ state: "attached" })
        assert.strictEqual(await page.evaluate("scrollTo(200, 0), scrollX"), 0)
      }),
    patience
  )
})
