import { assert, describe, it } from "@effect/vitest"
import { Predicate, Schema } from "effect"
import { PostedEntry } from "../../domain/finance/accounting/model/index.ts"
import { document, mediaOf, operations } from "../support/contract.ts"

interface Place {
  readonly at: string
  readonly value: Record<string, unknown>
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  Predicate.isObject(value) && !Array.isArray(value)

/** Every object of the document with the path that leads to it; what stands under an example is data. */
const places = (value: unknown, at = ""): ReadonlyArray<Place> => {
  if (Array.isArray(value)) return value.flatMap((item, index) => places(item, `${at}/${index}`))
  if (!isRecord(value)) return []
  const inner = Object.entries(value).filter(([key]) => key !== "example" && key !== "examples")
  return [{ at, value }, ...inner.flatMap(([key, part]) => places(part, `${at}/${key}`))]
}

const all = places(document)

/** What the library says to its own client of how a stream fails is no schema of ours. */
const libraryOwn = /\/x-effect-stream\//

const schemasAt = all.filter(
  ({ at }) => /\/schema$|\/items$|\/(anyOf|oneOf)\/\d+$|\/properties\/[^/]+$/.test(at) && !libraryOwn.test(at)
)

describe("the OpenAPI document", () => {
  it("is 3.1 and says what it is", () => {
    assert.strictEqual(document.openapi, "3.1.0")
    assert.isAtLeast((document.info.description ?? "").length, 40)
    assert.match(document.info.version, /^\d+\.\d+\.\d+$/)
    assert.isAtLeast(Object.keys(document.paths).length, 1)
  })

  it("refers to nothing that is not there", () => {
    const refs = all.flatMap(({ at, value }) =>
      typeof value["$ref"] === "string" ? [[at, value["$ref"]]] : []
    )
    assert.isAtLeast(refs.length, 1)
    const known = new Set(
      Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)
    )
    assert.deepStrictEqual(
      refs.filter(([, ref]) => !known.has(String(ref))),
      []
    )
  })

  it("names each operation once", () => {
    const ids = operations.map((operation) => operation.document.operationId)
    assert.strictEqual(new Set(ids).size, ids.length)
    assert.deepStrictEqual(
      ids.filter((id) => !/^[a-z]\w*\.[a-z]\w*$/.test(id)),
      []
    )
  })

  it("names each schema once: a second one of the same identifier would carry a number", () => {
    const names = Object.keys(document.components.schemas)
    assert.deepStrictEqual(
      names.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name)),
      []
    )
    const numbered = names.filter((name) => /\d$/.test(name) && names.includes(name.replace(/\d+$/, "")))
    assert.deepStrictEqual(numbered, [])
  })

  it("gives every tag a description, and every operation a declared tag and scheme", () => {
    for (const { description, name } of document.tags) {
      assert.isAtLeast((description ?? "").length, 10, `add OpenApi.Description to the group ${name}`)
    }
    const tags = new Set(document.tags.map(({ name }) => name))
    const schemes = Object.keys(document.components.securitySchemes)
    for (const { document: operation, name } of operations) {
      assert.isTrue(
        operation.tags.every((tag) => tags.has(tag)),
        name
      )
      assert.deepStrictEqual(operation.security.flatMap(Object.keys), schemes, name)
    }
  })

  it("names every tag in words for a person", () => {
    const names = document.tags.map(({ name }) => name)
    assert.strictEqual(new Set(names).size, names.length)
    const bare = names.filter((name) => !/^[A-Z][A-Za-z]+(,? ([a-z]+|[A-Z]{2,}s?))*$/.test(name))
    assert.deepStrictEqual(bare, [], "add OpenApi.Title to the group")
  })

  it("gives no bound that only says that an integer fits a double", () => {
    const bounds: ReadonlyArray<unknown> = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
    const idle = all.filter(
      ({ value }) => bounds.includes(value["minimum"]) || bounds.includes(value["maximum"])
    )
    assert.deepStrictEqual(
      idle.map(({ at }) => at),
      []
    )
  })

  it("shows a posted entry that balances, as it is answered", () => {
    const [answer] = mediaOf(document.paths["/v2/accounting/entries"]?.post?.responses["201"]?.content)
    const [entry] = answer?.examples ?? []
    const { lines } = Schema.decodeUnknownSync(PostedEntry)(entry)
    const sum = (side: "debit" | "credit") =>
      lines.reduce((total, line) => total + (line[side]?.minor ?? 0n), 0n)
    assert.isTrue(sum("debit") > 0n)
    assert.strictEqual(sum("debit"), sum("credit"))
  })

  it("declares each parameter of a path, and no parameter twice", () => {
    for (const { endpoint, name, parameters } of operations) {
      const inPath = parameters.filter((one) => one.in === "path").map((one) => one.name)
      const named = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, one]) => String(one))
      assert.deepStrictEqual(inPath.toSorted(), named.toSorted(), name)
      const keys = parameters.map((one) => `${one.in} ${one.name}`)
      assert.strictEqual(new Set(keys).size, keys.length, name)
    }
  })

  it("leaves no value open by accident: a schema says its type, or in words that it takes any JSON", () => {
    assert.isAtLeast(schemasAt.length, 10)
    const says = ["$ref", "type", "anyOf", "oneOf", "allOf", "enum", "const", "description"]
    const open = schemasAt.filter(({ value }) => !says.some((key) => key in value)).map(({ at }) => at)
    assert.deepStrictEqual(open, [])
  })

  it("refuses unknown fields in every object", () => {
    const objects = schemasAt.concat(
      Object.entries(document.components.schemas).map(([at, value]) => ({ at, value }))
    )
    const loose = objects.filter(
      ({ value }) =>
        value["type"] === "object" && "properties" in value && value["additionalProperties"] !== false
    )
    assert.deepStrictEqual(
      loose.map(({ at }) => at),
      []
    )
  })

  it("holds patterns and limits that a validator takes", () => {
    for (const { at, value } of schemasAt) {
      const { maxLength, minLength, pattern, required } = value
      if (typeof pattern === "string") assert.doesNotThrow(() => new RegExp(pattern, "u"), at)
      if (typeof minLength === "number" && typeof maxLength === "number") {
        assert.isAtMost(minLength, maxLength, at)
      }
      if (Array.isArray(required)) {
        const properties = isRecord(value["properties"]) ? Object.keys(value["properties"]) : []
        assert.deepStrictEqual(
          required.filter((name) => !properties.includes(String(name))),
          [],
          at
        )
      }
    }
  })
})
