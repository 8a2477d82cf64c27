import { Effect, Schema } from "effect"
import {
  type Capability,
  NotSupported,
  type OpenConnection,
  OutcomeUnknown
} from "../../domain/finance/providers/model/index.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import { consentsDocument } from "./documents/consents.ts"
import { resumeMandateDocument, returnDebitDocument, suspendMandateDocument } from "./documents/mandates.ts"
import { transactionDocument } from "./documents/transactions.ts"
import { backWith, keyIn } from "./backWith.ts"
import { everyPage } from "./everyPage.ts"
import { needsUser } from "./needsUser.ts"
import type { SwanClient } from "./swanClient.ts"
import { mostPerPage, SwanInstant, SwanPage } from "./swanValues.ts"

type Part = Pick<BankingProvider, "findConsent" | "resumeMandate" | "returnDebit" | "suspendMandate">

/**
 * Received mandates that are suspended and resumed, and debits that come back. None of these takes a key: each is sent
 * once, with the key in the way back from its consent.
 */
export const swanMandates = (client: SwanClient): Part => ({
  suspendMandate: (connection, receivedDirectDebitMandateId) =>
    Effect.asVoid(
      send(client, connection, Schema.Struct({ receivedDirectDebitMandate: Mandate }), {
        operation: "suspend-mandate",
        capability: "banking.change-mandates",
        document: suspendMandateDocument,
        input: { receivedDirectDebitMandateId }
      })
    ),

  resumeMandate: (connection, receivedDirectDebitMandateId, returnUrl, key) =>
    Effect.gen(function* () {
      const { receivedDirectDebitMandate } = yield* send(
        client,
        connection,
        Schema.Struct({ receivedDirectDebitMandate: Mandate }),
        {
          operation: "resume-mandate",
          capability: "banking.change-mandates",
          document: resumeMandateDocument,
          input: { receivedDirectDebitMandateId, consentRedirectUrl: backWith("request", returnUrl, key) }
        }
      )
      const { consent, status } = receivedDirectDebitMandate.statusInfo
      if (consent !== undefined) return toConsent(consent)
      if (status === "Enabled") return null
      return yield* new OutcomeUnknown({
        provider: connection.provider,
        operation: "resume-mandate",
        reason: "bad-answer"
      })
    }),

  returnDebit: (connection, transactionId, returnUrl, key) =>
    Effect.gen(function* () {
      yield* comesBack(client, connection, transactionId)
      const { consent } = yield* send(client, connection, Schema.Struct({ consent: Consent }), {
        operation: "return-debit",
        capability: "banking.return-debit",
        document: returnDebitDocument,
        input: { transactionId, consentRedirectUrl: backWith("request", returnUrl, key) }
      })
      return toConsent(consent)
    }),

  findConsent: (...asked) => find(client, ...asked)
})

/** Looks through the consents of the connection's user. */
const find = (client: SwanClient, ...[connection, key, since]: Parameters<BankingProvider["findConsent"]>) =>
  everyPage((after) =>
    Effect.map(
      client.ask(
        connection,
        {
          operation: "consents",
          capability: "banking.accounts",
          document: consentsDocument,
          variables: {
            first: mostPerPage,
            after,
            filters: { userId: connection.settings["userId"] ?? null }
          },
          as: "project"
        },
        Schema.Struct({ consents: SwanPage(Listed) })
      ),
      ({ consents }) => consents
    )
  ).pipe(
    Effect.map((listed) => {
      const found = listed.find(
        ({ createdAt, redirectUrl }) =>
          createdAt.epochMilliseconds >= since.epochMilliseconds && keyIn("request", redirectUrl) === key
      )
      return found === undefined ? null : toConsent(found)
    })
  )

const Consent = Schema.Struct({ id: Schema.String, consentUrl: Schema.String })

const Listed = Schema.Struct({ ...Consent.fields, redirectUrl: Schema.String, createdAt: SwanInstant })

const toConsent = ({ consentUrl, id }: typeof Consent.Type) => ({ reference: id, url: consentUrl })

const Mandate = Schema.Struct({
  id: Schema.String,
  statusInfo: Schema.Struct({ status: Schema.String, consent: Schema.optionalKey(Consent) })
})

/** Swan documents the return of SEPA debits alone, and refuses those of B2B mandates itself. */
const comesBack = Effect.fnUntraced(function* (client: SwanClient, connection: OpenConnection, id: string) {
  const { transaction } = yield* client.ask(
    connection,
    {
      operation: "transaction",
      capability: "banking.return-debit",
      document: transactionDocument,
      variables: { id },
      as: "project"
    },
    Schema.Struct({ transaction: Schema.Struct({ type: Schema.String }) })
  )
  if (transaction.type === "SepaDirectDebitOut") return
  return yield* new NotSupported({
    provider: connection.provider,
    capability: "banking.return-debit",
    missing: {
      fr: "Swan ne documente le retour que des prélèvements SEPA Core comptabilisés.",
      en: "Swan documents the return of booked SEPA Core debits only."
    }
  })
})

interface Mutation {
  readonly operation: string
  readonly capability: Capability
  readonly document: string
  readonly input: Schema.JsonObject
}

const send = <A, I>(
  client: SwanClient,
  connection: OpenConnection,
  success: Schema.Codec<A, I>,
  { input, ...call }: Mutation
) =>
  Effect.andThen(
    needsUser(connection, call.capability),
    client.send(connection, { ...call, variables: { input }, as: "user" }, "once", success)
  )
