import { Cause, DateTime, Effect, Exit } from "effect"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import type { BenchCompany } from "../support/companies.ts"
import { openBooks } from "./booksOf.ts"
import {
  askOnce,
  bookPayment,
  bookTransfer,
  connect,
  sendPayment,
  sendTransfer,
  settleLater
} from "./flows.ts"

/** At the same time, over all companies. */
export const concurrency = 24

/** The companies with their books and their connections. */
export const prepared = (companies: ReadonlyArray<BenchCompany>) =>
  Effect.forEach(companies, ({ scope }) =>
    Effect.andThen(openBooks(years), connect).pipe(
      Effect.provideService(TenantScope, scope),
      Effect.map((connected) => ({ ...connected, scope }))
    )
  )

/** Sends all, of each company in turn, amounts from 1.00 to 9.99; settles what nobody knows, and books; answers what could not be done. */
export const played = Effect.fnUntraced(function* (
  companies: ReadonlyArray<Company>,
  { payments, transfers }: { readonly payments: number; readonly transfers: number }
) {
  const turns = Array.from({ length: Math.max(transfers, payments) }, (_, turn) => turn)
  const orders = turns.flatMap((turn) => {
    const company = companies[turn % companies.length]
    const cents = BigInt(100 + ((turn * 37) % 900))
    return company === undefined
      ? []
      : [
          ...(turn < transfers ? [{ company, cents, kind: "transfer" as const }] : []),
          ...(turn < payments ? [{ company, cents, kind: "payment" as const }] : [])
        ]
  })
  const sent = yield* Effect.forEach(orders, (order) => Effect.exit(send(order)), { concurrency })
  const away = sent.filter(Exit.isSuccess).map(({ value }) => value)
  const settled = yield* Effect.forEach(away, (one) => Effect.exit(settle(one)), { concurrency })
  const booked = yield* Effect.forEach(away, (one) => Effect.exit(book(one)), { concurrency })
  return { sending: failuresOf(sent), settling: failuresOf(settled), booking: failuresOf(booked) }
})

export type Company = Effect.Success<typeof connect> & { readonly scope: TenantScope["Service"] }

interface Order {
  readonly company: Company
  readonly kind: "payment" | "transfer"
  readonly cents: bigint
}

const send = ({ cents, company: { account, gateway, scope }, kind }: Order) =>
  Effect.gen(function* () {
    if (kind === "payment") return { kind, scope, ...(yield* sendPayment(gateway, cents)) }
    return { kind, scope, ...(yield* sendTransfer(account, cents)) }
  }).pipe(Effect.provideService(TenantScope, scope))

type Sent = Effect.Success<ReturnType<typeof send>>

const settle = ({ intentId, scope }: Sent) =>
  Effect.andThen(askOnce(intentId), settleLater(intentId)).pipe(Effect.provideService(TenantScope, scope))

const book = (sent: Sent) =>
  Effect.gen(function* () {
    if (sent.kind === "payment") yield* bookPayment(sent.id)
    else yield* bookTransfer(sent.id)
  }).pipe(Effect.provideService(TenantScope, sent.scope))

const failuresOf = (exits: ReadonlyArray<Exit.Exit<unknown, unknown>>) => {
  const failures = exits.filter(Exit.isFailure).map(({ cause }) => Cause.pretty(cause).slice(0, 200))
  return { count: failures.length, first: failures.slice(0, 3) }
}

const thisYear = DateTime.getPartUtc(DateTime.nowUnsafe(), "year")
const years = [thisYear, thisYear + 1]
