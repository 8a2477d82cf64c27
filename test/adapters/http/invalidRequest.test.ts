import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { HttpApiError } from "effect/http-api"
import { invalidRequest } from "../../../adapters/http/server/invalidRequest.ts"
import { FinancingQuestion } from "../../../domain/finance/financing/model/index.ts"
import { NewPayment } from "../../../domain/finance/payments/model/index.ts"
import type { Language } from "../../../domain/shared/Language.ts"

const refusals = (schema: Schema.Codec<unknown, unknown>, sent: unknown, language: Language) =>
  Effect.map(Effect.flip(Schema.decodeUnknownEffect(schema, { errors: "all" })(sent)), (cause) =>
    Object.fromEntries(
      invalidRequest(
        new HttpApiError.HttpApiSchemaError({ kind: "Payload", cause }),
        language,
        true
      ).errors.map(({ message, path }) => [path.join("."), message])
    )
  )

describe("a request that is not as the contract says", () => {
  it.effect("names the cases of a union, not its type", () =>
    Effect.gen(function* () {
      const question = Schema.Struct({ question: FinancingQuestion })
      assert.deepStrictEqual(yield* refusals(question, { question: "lines" }, "fr"), {
        "payload.question":
          'Attendu : un objet dont _tag est "Eligibility" | "Borrower" | "Lines" | "Counterparty", avec les champs de ce cas'
      })
      assert.include(
        (yield* refusals(question, { question: { _tag: "Line" } }, "en"))["payload.question"],
        'Expected an object whose _tag is "Eligibility"'
      )
    })
  )

  it.effect("shows an example beside a pattern, and says object in French", () =>
    Effect.gen(function* () {
      const sent = { kind: "sale", connectionId: "12", amount: 12, label: "", initiatedBy: "payer" }
      const french = yield* refusals(NewPayment, sent, "fr")
      assert.match(
        french["payload.connectionId"] ?? "",
        /^Attendu : un texte de la forme .* ; par exemple 019ab1c2-/
      )
      assert.match(french["payload.label"] ?? "", / ; par exemple \S/)
      assert.strictEqual(french["payload.amount"], "Attendu : un objet")
      assert.match(
        (yield* refusals(NewPayment, { kind: "sale" }, "fr"))["payload.label"] ?? "",
        /^Champ obligatoire absent ; par exemple \S/
      )
      const english = yield* refusals(NewPayment, sent, "en")
      assert.match(english["payload.connectionId"] ?? "", /; for example 019ab1c2-/)
    })
  )
})
