import { assert, describe, it } from "@effect/vitest"
import { Context, Schema } from "effect"
import { Credential } from "../../adapters/http/contract/Credential.ts"
import { problems } from "../../adapters/http/contract/problem.ts"
import { Requires } from "../../adapters/http/contract/rules.ts"
import { Permission } from "../../domain/shared/Permission.ts"
import { isId, mediaOf, type Operation, operations, payloadsOf } from "../support/contract.ts"

const parameter = ({ parameters }: Operation, place: string, name: string) =>
  parameters.find((one) => one.in === place && one.name === name)

const isJson = ({ type }: { readonly type: string }) => type.includes("json")

const successes = ({ document }: Operation) =>
  Object.entries(document.responses).filter(([status]) => Number(status) < 400)

const failures = ({ document }: Operation) =>
  Object.entries(document.responses).filter(([status]) => Number(status) >= 400)

describe.each(operations)("$name", (operation) => {
  const { document, endpoint, middleware, parameters, streams } = operation
  const writes = endpoint.method !== "GET"

  it("asks for a permission, behind the credential", () => {
    assert.isTrue(middleware.has(Credential), "add .middleware(Credential) to its group")
    const required = Context.getOrUndefined(endpoint.annotations, Requires)
    assert.isTrue(Schema.is(Permission)(required), 'add .annotate(Requires, "<permission>")')
  })

  it("says in a sentence what it does", () => {
    assert.match(document.summary ?? "", /^[A-Z].{5,110}[^.\s]$/, "add .annotate(OpenApi.Summary, ...)")
  })

  it("is safe to repeat when it writes, and names the version that it changes", () => {
    if (!writes) return assert.isUndefined(document.requestBody, "a GET has no body")
    assert.isFalse(streams, "only a route that reads may stream")
    assert.isDefined(parameter(operation, "header", "idempotency-key"), "add headers: WriteHeaders")
    if (!["PUT", "PATCH"].includes(endpoint.method)) return
    assert.strictEqual(
      parameter(operation, "header", "if-match")?.required,
      true,
      "add headers: UpdateHeaders"
    )
  })

  it("names what it is about by ids", () => {
    for (const { name, schema } of parameters.filter((one) => one.in === "path")) {
      assert.match(name, /^[a-z]\w*Id$/, `name the path parameter after what it identifies: ${name}`)
      assert.isTrue(isId(schema), `${name} is a branded Uuid`)
    }
  })

  it("describes each parameter, and shows those that must be there", () => {
    for (const { description, example, name, required, schema } of parameters) {
      const said = "enum" in schema || (description ?? "").length >= 5
      assert.isTrue(said, `add a description annotation to ${name}`)
      if (required) assert.isDefined(example, `add an examples annotation to ${name}`)
    }
  })

  it("shows an example of what it takes and of what it answers", () => {
    for (const { examples, type } of payloadsOf(operation).filter(isJson)) {
      assert.isAtLeast(examples.length, 1, `add examples to the payload's schema or its parts (${type})`)
    }
    assert.isAtLeast(successes(operation).length, 1)
    for (const [status, { content }] of successes(operation)) {
      for (const { examples, type } of mediaOf(content).filter(isJson)) {
        const stream = "x-effect-stream" in (content?.[type] ?? {})
        assert.isTrue(stream || examples.length > 0, `add examples to the schema answered with ${status}`)
      }
    }
  })

  it("answers every failure with a problem document that is shown", () => {
    for (const [status, { content }] of failures(operation)) {
      const media = mediaOf(content)
      assert.deepStrictEqual(
        media.map(({ type }) => type),
        ["application/problem+json"],
        `${status}: make the error with problem(...)`
      )
      for (const { examples } of media) {
        assert.isAtLeast(examples.length, 1, `${status}: add examples to the error's fields`)
      }
    }
  })
})

describe("the problems", () => {
  it.each([...problems])("%s says what happened and what to do, in French and in English", (_, problem) => {
    for (const text of [problem.title.fr, problem.title.en]) assert.match(text, /^[A-ZÀÉ].{2,60}[^.]$/)
    for (const text of [problem.next.fr, problem.next.en]) assert.match(text, /^[A-ZÀÉ].{10,}\.$/s)
    assert.notStrictEqual(problem.next.fr, problem.next.en)
    assert.isTrue(problem.status >= 400 && problem.status < 600)
  })
})
