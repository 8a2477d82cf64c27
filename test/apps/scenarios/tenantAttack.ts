import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Ref } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { isId, type Operation, operations, payloadsOf } from "../../support/contract.ts"
import { call, type Host } from "../../support/hosts.ts"
import { idPlaces, withIdAt } from "../../support/idPlaces.ts"
import { jobPorts } from "../../support/jobs/jobPorts.ts"
import { type Departure, requestOf } from "../../support/requests.ts"
import { seededCompany, seeds } from "../../support/seeds.ts"
import type { TenantSql } from "../../../adapters/postgres/TenantSql.ts"

type Company = Effect.Success<ReturnType<typeof seededCompany>>

class Attack extends Context.Service<
  Attack,
  {
    readonly victim: Company
    readonly attacker: Company
    readonly secrets: ReadonlyArray<string>
    /** The victim's rows when they were last looked at: nothing but the attack may change them. */
    readonly kept: Ref.Ref<string>
  }
>()("test/Attack") {}

/** What a company's rows are, whoever may see them: see `fingerprintOn`. */
export class Victims extends Context.Service<
  Victims,
  { readonly rowsOf: (tenantId: string) => Effect.Effect<string> }
>()("test/Victims") {}

/** Two companies with rows of every kind; the second then uses every route with the ids of the first. */
export const tenantAttack = <E>(title: string, host: Layer.Layer<Host | TenantSql | Victims, E>) => {
  const world = Layer.provideMerge(attack, Layer.provideMerge(jobPorts, host))
  layer(world, { excludeTestServices: true, timeout: "120 seconds" })(title, (it) => {
    it.effect.each(operations.filter(reads))("$name shows its owner what it holds", (operation) =>
      Effect.gen(function* () {
        const { victim } = yield* Attack
        const { status, text } = yield* ask(operation, victim, { ids: victim.ids })
        assert.strictEqual(status, 200, text)
      })
    )

    it.effect.each(operations)("$name tells a stranger nothing", (operation) =>
      Effect.gen(function* () {
        const { attacker, kept, victim } = yield* Attack
        const { rowsOf } = yield* Victims
        for (const { foreign, sentIds, unknown } of variants(operation, attacker, victim)) {
          const answer = yield* ask(operation, attacker, foreign)
          if (unknown !== undefined) {
            const reference = yield* ask(operation, attacker, unknown)
            assert.deepStrictEqual(plain(answer, sentIds), plain(reference, sentIds))
          }
          yield* nothingOfTheVictim(answer.text, sentIds)
        }
        const rows = yield* rowsOf(victim.scope.tenantId)
        const before = yield* Ref.getAndSet(kept, rows)
        assert.strictEqual(rows, before, "a row of the victim has changed")
      })
    )

    it.effect.each(operations.filter(byId))("$name answers a foreign id with 404", (operation) =>
      Effect.gen(function* () {
        const { attacker, victim } = yield* Attack
        for (const name of pathIds(operation)) {
          const answer = yield* ask(operation, attacker, {
            ids: { ...attacker.ids, [name]: idOf(victim, name) }
          })
          assert.strictEqual(answer.status, 404, answer.text)
        }
      })
    )

    it.effect("would notice: the victim's own answers hold what must not leak", () =>
      Effect.gen(function* () {
        const { secrets, victim } = yield* Attack
        const texts = yield* Effect.forEach(operations.filter(reads), (operation) =>
          Effect.map(
            ask(operation, victim, { ids: victim.ids, ...largestPage(operation) }),
            ({ text }) => text
          )
        )
        const seen = secrets.filter((secret) => texts.some((text) => text.includes(secret)))
        assert.isAtLeast(seen.length, Object.keys(seeds).length)
      })
    )
  })
}

const attack = Layer.effect(
  Attack,
  Effect.gen(function* () {
    const victim = yield* seededCompany(`Victime ${uuidV7()}`)
    const attacker = yield* seededCompany(`Attaquant ${uuidV7()}`)
    const secrets = [victim.marker, victim.scope.tenantId, ...Object.values(victim.ids)]
    const { rowsOf } = yield* Victims
    const kept = yield* Ref.make(yield* rowsOf(victim.scope.tenantId))
    return Attack.of({ victim, attacker, secrets, kept })
  })
)

const reads = ({ endpoint, streams }: Operation) => endpoint.method === "GET" && !streams

const pathIds = ({ parameters }: Operation) =>
  parameters.filter((one) => one.in === "path").map(({ name }) => name)

const byId = (operation: Operation) => pathIds(operation).length > 0

/** All of a list that its largest page holds: a victim has more rows than a page has by itself. */
const largestPage = ({ parameters }: Operation): Departure =>
  parameters.some(({ name }) => name === "limit") ? { query: { limit: "200" } } : {}

const ask = (operation: Operation, { key }: Company, departure: Departure) => {
  const { method, path, ...options } = requestOf(operation, departure)
  return call(method, path, { ...options, key, brief: operation.streams })
}

interface Variant {
  readonly foreign: Departure
  readonly unknown: Departure | undefined
  readonly sentIds: ReadonlyArray<string>
}

/** The same request with an id of the victim and with one that nobody has, for each place that takes one. */
const variants = (operation: Operation, attacker: Company, victim: Company): ReadonlyArray<Variant> => {
  const own = { ids: attacker.ids }
  const example = payloadsOf(operation)[0]?.examples[0]
  const at = (name: string, departure: (id: string) => Departure): Variant => {
    const [theirs, nobodys] = [idOf(victim, name), uuidV7()]
    return { foreign: departure(theirs), unknown: departure(nobodys), sentIds: [theirs, nobodys] }
  }
  const queries = operation.parameters.filter((one) => one.in === "query")
  return [
    ...(byId(operation) ? [] : [{ foreign: own, unknown: undefined, sentIds: [] }]),
    ...pathIds(operation).map((name) => at(name, (id) => ({ ids: { ...attacker.ids, [name]: id } }))),
    ...idPlaces(operation).map(({ name, path }) =>
      at(name, (id) => ({ ...own, body: withIdAt(example, path, id) }))
    ),
    ...queries
      .filter(({ schema }) => isId(schema))
      .map(({ name }) => at(name, (id) => ({ ...own, query: { [name]: id } }))),
    ...queries.filter(isFreeText).map(({ name }) => {
      const [theirs, nobodys] = [victim.marker, `Personne ${uuidV7()}`]
      return {
        foreign: { ...own, query: { [name]: theirs } },
        unknown: { ...own, query: { [name]: nobodys } },
        sentIds: [theirs, nobodys]
      }
    })
  ]
}

const isFreeText = ({ schema }: Operation["parameters"][number]) =>
  "type" in schema && schema.type === "string" && !("pattern" in schema) && !("enum" in schema)

const idOf = ({ ids }: Company, name: string): string =>
  ids[name] ?? assert.fail(`add to test/support/seeds.ts how a row is made that "${name}" identifies`)

/** What an answer says, but for the ids sent and what differs from any request to the next. */
const plain = (
  { status, text }: { readonly status: number; readonly text: string },
  sent: ReadonlyArray<string>
) => ({
  status,
  text: sent
    .reduce((rest, id) => rest.replaceAll(id, "<sent>"), text)
    .replaceAll(/"(id|requestId|postedAt|requestedAt|hash)":"[^"]*"/g, '"$1":"<own>"')
})

const nothingOfTheVictim = (text: string, sent: ReadonlyArray<string>) =>
  Effect.map(Attack, ({ secrets }) => {
    const leaked = secrets.filter((secret) => !sent.includes(secret) && text.includes(secret))
    assert.deepStrictEqual(leaked, [])
  })
