import { assert, layer } from "@effect/vitest"
import { Effect, type Layer } from "effect"
import { problems } from "../../../adapters/http/contract/problem.ts"
import { call, type Host } from "../../support/hosts.ts"

/** What every host serves besides the contract: the home page, the problem pages and the probes. */
export const siteScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(host, { excludeTestServices: true, timeout: "60 seconds" })(`site on ${name}`, (it) => {
    it.effect("says that it lives and that it is ready", () =>
      Effect.gen(function* () {
        assert.deepStrictEqual((yield* call("GET", "/health")).json, { status: "ok" })
        const ready = yield* call("GET", "/ready")
        assert.deepStrictEqual([ready.status, ready.json], [200, { status: "ready" }])
      })
    )

    it.effect(
      "serves the home page in the reader's language, with nothing inline and nothing from elsewhere",
      () =>
        Effect.gen(function* () {
          const french = yield* call("GET", "/")
          assert.include(french.text, '<html lang="fr">')
          const policy = french.headers.get("content-security-policy") ?? ""
          assert.include(policy, "default-src 'none'; script-src 'self'; style-src 'self'")
          assert.notInclude(policy, "unsafe")
          assert.notMatch(french.text, /<script(?![^>]*src=")|<style|\son\w+=|style="|https?:\/\//u)
          const english = yield* call("GET", "/", { headers: { "accept-language": "en" } })
          assert.include(english.text, '<html lang="en">')
          assert.include((yield* call("GET", "/?lang=en")).text, '<html lang="en">')
          for (const [path, type] of [
            ["/assets/home.js", "text/javascript; charset=utf-8"],
            ["/assets/site.css", "text/css; charset=utf-8"],
            ["/assets/icon.svg", "image/svg+xml"]
          ] as const) {
            const asset = yield* call("GET", path)
            assert.deepStrictEqual([asset.status, asset.headers.get("content-type")], [200, type])
          }
        })
    )

    it.effect("explains every problem type at its own address, to a person and to a program", () =>
      Effect.gen(function* () {
        assert.isAbove(problems.size, 10)
        for (const [slug, { next, title }] of problems) {
          const json = yield* call("GET", `/problems/${slug}`, {
            headers: { accept: "application/json", "accept-language": "en" }
          })
          assert.include(json.json, { type: `/problems/${slug}`, title: title.en, next: next.en })
        }
        const page = yield* call("GET", "/problems/not-found", { headers: { accept: "text/html" } })
        assert.include(page.text, "<h1>Introuvable</h1>")
        const list = yield* call("GET", "/problems?lang=en", { headers: { accept: "text/html" } })
        assert.include(list.text, '<a href="/problems/not-found">Not found</a>')
        assert.strictEqual((yield* call("GET", "/problems/nothing")).status, 404)
      })
    )
  })
