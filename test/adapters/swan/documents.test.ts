import { assert, describe, it } from "@effect/vitest"
import { parse, validate } from "graphql"
import { expect } from "vitest"
import * as accounts from "../../../adapters/swan/documents/accounts.ts"
import * as cards from "../../../adapters/swan/documents/cards.ts"
import * as consents from "../../../adapters/swan/documents/consents.ts"
import * as events from "../../../adapters/swan/documents/events.ts"
import * as mandates from "../../../adapters/swan/documents/mandates.ts"
import * as members from "../../../adapters/swan/documents/members.ts"
import * as onboardings from "../../../adapters/swan/documents/onboardings.ts"
import * as payments from "../../../adapters/swan/documents/payments.ts"
import * as standingOrders from "../../../adapters/swan/documents/standingOrders.ts"
import * as statements from "../../../adapters/swan/documents/statements.ts"
import * as transactions from "../../../adapters/swan/documents/transactions.ts"
import * as testing from "../../../simulators/swan/testingDocuments.ts"
import { projectSchemas } from "../../../simulators/swan/swanSimulator.ts"
import { sourceFiles } from "../../support/sourceFiles.ts"
import { projectedSchema } from "../../support/swan/projectedSchema.ts"
import { publishedSchema } from "../../support/swan/publishedSchema.ts"

const { subscribeDocument, ...testingDocuments } = testing

/** Every GraphQL document of the project, by name. A new file of documents is one line here. */
const documents = Object.entries({
  ...accounts,
  ...cards,
  ...consents,
  ...events,
  ...mandates,
  ...members,
  ...onboardings,
  ...payments,
  ...standingOrders,
  ...statements,
  ...transactions,
  subscribeDocument
}).filter(([name]) => name.endsWith("Document"))

const published = { partner: publishedSchema("partner"), testing: publishedSchema("partner-admin") }
const own = projectSchemas()
const state = published.partner === undefined ? "absent: nothing to compare with" : "present"

describe(`Swan's published schema (${state})`, () => {
  it.each(documents)("has every field of %s", (_, document) => {
    for (const schema of [published.partner ?? own.partner, own.partner]) {
      assert.deepStrictEqual(
        validate(schema, parse(document)).map(({ message }) => message),
        []
      )
    }
  })

  it.each(Object.entries(testingDocuments))("of the Testing API has every field of %s", (_, document) => {
    for (const schema of [published.testing ?? own.testing, own.testing]) {
      assert.deepStrictEqual(
        validate(schema, parse(document)).map(({ message }) => message),
        []
      )
    }
  })

  it.each(documents)("is asked for no number and no code of a card by %s", (_, document) =>
    assert.notMatch(document, /\b(?:confidential|pan|cvv)\b/i)
  )

  it("would be told of a field that it has not", () =>
    assert.isNotEmpty(validate(own.partner, parse("query Q { accounts(first: 1) { unheardOf } }"))))

  it("is what the simulator's schema is a part of: `vitest -u` writes it again", async () => {
    if (published.partner === undefined || published.testing === undefined) return
    const texts = documents.map(([, document]) => document)
    const partner = projectedSchema(published.partner, texts)
    const testingApi = projectedSchema(published.testing, Object.values(testingDocuments))
    await expect(partner).toMatchFileSnapshot("../../../simulators/swan/partner.graphql")
    await expect(testingApi).toMatchFileSnapshot("../../../simulators/swan/testing.graphql")
  })
})

describe("GraphQL documents", () => {
  it("stand where the test above finds them", () => {
    const known = /^(?:adapters\/swan\/documents\/|simulators\/swan\/testingDocuments|test\/adapters\/swan\/)/
    const found = sourceFiles(["domain", "ports", "adapters", "apps", "simulators", "bench", "test"])
      .filter(({ path, text }) => /`\s*(?:query|mutation|fragment) [A-Z]\w*/.test(text) && !known.test(path))
      .map(({ path }) => path)
    assert.deepStrictEqual(found, [])
  })
})
