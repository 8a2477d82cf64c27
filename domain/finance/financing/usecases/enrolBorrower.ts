import { Effect, Option } from "effect"
import type { Iban } from "../../../shared/Iban.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import { type Borrower, type CompanyIdentity, enrolBorrowerKind } from "../model/index.ts"
import { financingOf } from "./financingOf.ts"
import { financingPerformer } from "./financingPerformer.ts"

/** Enrols a company as a borrower of a financer, once for one company and account. */
export const enrolBorrower = (connectionId: ConnectionId, company: CompanyIdentity, iban: Iban) =>
  openIntent(enrolBorrowerKind, {
    connectionId,
    businessKey: `${connectionId}:${company.number}`,
    amount: null,
    payload: { company, iban }
  })

export const enrolBorrowerPerformer = financingPerformer(enrolBorrowerKind, {
  send: ({ connection, payload }) =>
    Effect.gen(function* () {
      const { enrol } = yield* financingOf(connection, "financing.borrowers")
      return settled(yield* enrol(connection, payload.company, payload.iban))
    }),
  ask: ({ connection, payload }) =>
    Effect.gen(function* () {
      const { borrower } = yield* financingOf(connection, "financing.borrowers")
      return Option.match(yield* borrower(connection, payload.company), {
        onNone: () => ({ _tag: "Absent" as const }),
        onSome: (found) => ({ _tag: "Found" as const, settlement: settled(found) })
      })
    }),
  settled: () => Effect.void,
  absentAfter: "10 minutes"
})

const settled = ({ reference, state: { is, word } }: Borrower) => ({
  reference,
  outcome: { reference, state: is, word }
})
