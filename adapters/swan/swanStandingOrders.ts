import { Effect, Schema } from "effect"
import type {
  PayeeCheck,
  ProvidedStandingOrder,
  StandingOrderWanted
} from "../../domain/finance/banking/model/index.ts"
import type { OpenConnection } from "../../domain/finance/providers/model/index.ts"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import { worded } from "../../domain/shared/Worded.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import {
  cancelStandingOrderDocument,
  scheduleStandingOrderDocument,
  standingOrderDocument,
  standingOrdersDocument
} from "./documents/standingOrders.ts"
import { everyPage } from "./everyPage.ts"
import { needsUser } from "./needsUser.ts"
import type { SwanClient } from "./swanClient.ts"
import { payeeAnswers } from "./payeeAnswers.ts"
import { endOfDay, mostPerPage, startOfDay, swanAmount, SwanPage } from "./swanValues.ts"
import { there } from "./there.ts"

type Part = Pick<
  BankingProvider,
  "cancelStandingOrder" | "scheduleStandingOrder" | "standingOrder" | "standingOrders"
>

/** Standing orders. Swan takes no key with one: our mark is the reference that goes with its payments. */
export const swanStandingOrders = (client: SwanClient): Part => ({
  scheduleStandingOrder: (connection, order) =>
    Effect.map(
      send(client, connection, Scheduled, {
        operation: "schedule-standing-order",
        document: scheduleStandingOrderDocument,
        variables: { input: inputOf(order) }
      }),
      ({ beneficiaryVerificationResult, standingOrder }) => ({
        ...orderOf(standingOrder),
        check: beneficiaryVerificationResult === null ? null : checkOf(beneficiaryVerificationResult)
      })
    ),

  cancelStandingOrder: (connection, standingOrderId) =>
    Effect.asVoid(
      send(client, connection, Schema.Struct({ standingOrder: SwanStandingOrder }), {
        operation: "cancel-standing-order",
        document: cancelStandingOrderDocument,
        variables: { input: { standingOrderId } }
      })
    ),

  standingOrder: (connection, id) =>
    Effect.flatMap(
      client.ask(
        connection,
        {
          operation: "standing-order",
          capability,
          document: standingOrderDocument,
          variables: { id },
          as: "project"
        },
        Schema.Struct({ standingOrder: Schema.NullOr(SwanStandingOrder) })
      ),
      ({ standingOrder }) => there(connection, "standing-order", standingOrder, orderOf)
    ),

  standingOrders: (connection, accountId) =>
    everyPage((after) =>
      Effect.flatMap(
        client.ask(
          connection,
          {
            operation: "standing-orders",
            capability,
            document: standingOrdersDocument,
            variables: { accountId, first: mostPerPage, after },
            as: "project"
          },
          Schema.Struct({
            account: Schema.NullOr(Schema.Struct({ standingOrders: SwanPage(SwanStandingOrder) }))
          })
        ),
        ({ account }) =>
          there(connection, "standing-orders", account?.standingOrders ?? null, (found) => found)
      )
    ).pipe(Effect.map((found) => found.map(orderOf)))
})

const capability = "banking.standing-orders"

const SwanStandingOrder = Schema.Struct({
  id: Schema.String,
  reference: Schema.NullOr(Schema.String),
  nextExecutionDate: Schema.NullOr(LocalDate),
  statusInfo: Schema.Struct({
    status: Schema.String,
    consent: Schema.optionalKey(Schema.Struct({ id: Schema.String, consentUrl: Schema.String }))
  })
})

const Check = Schema.Struct({
  status: Schema.String,
  nameSuggestion: Schema.optionalKey(Schema.NullOr(Schema.String))
})

const Scheduled = Schema.Struct({
  standingOrder: SwanStandingOrder,
  beneficiaryVerificationResult: Schema.NullOr(Check)
})

const orderOf = ({
  id,
  nextExecutionDate,
  reference,
  statusInfo: { consent, status }
}: typeof SwanStandingOrder.Type): ProvidedStandingOrder => ({
  reference: id,
  mark: reference,
  state: states(status),
  consent: consent === undefined ? null : { reference: consent.id, url: consent.consentUrl },
  check: null,
  nextDate: nextExecutionDate
})

const states = worded({ ConsentPending: "consent-needed", Enabled: "active", Canceled: "cancelled" } as const)

const checkOf = ({
  nameSuggestion,
  status
}: typeof Check.Type): Pick<PayeeCheck, "answer" | "suggestedName"> => ({
  answer: payeeAnswers(status),
  suggestedName: nameSuggestion ?? null
})

const periods = { day: "Daily", week: "Weekly", month: "Monthly" } as const

const inputOf = (order: StandingOrderWanted) => ({
  accountId: order.accountReference,
  amount: swanAmount(order.amount),
  period: periods[order.period],
  firstExecutionDate: startOfDay(order.firstDate),
  ...(order.lastDate === null ? {} : { lastExecutionDate: endOfDay(order.lastDate) }),
  sepaBeneficiary: { iban: order.payee.account, name: order.payee.name },
  label: order.label,
  reference: order.mark,
  consentRedirectUrl: order.consentReturnUrl
})

const send = <A, I>(
  client: SwanClient,
  connection: OpenConnection,
  success: Schema.Codec<A, I>,
  call: { readonly operation: string; readonly document: string; readonly variables: Schema.JsonObject }
) =>
  Effect.andThen(
    needsUser(connection, capability),
    client.send(connection, { ...call, capability, as: "user" }, "once", success)
  )
