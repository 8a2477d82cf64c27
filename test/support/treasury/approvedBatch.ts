import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import type { BankAccountId } from "../../../domain/finance/banking/model/index.ts"
import type { DueItemId, NewDueItem } from "../../../domain/finance/treasury/model/index.ts"
import {
  approveBatch,
  enterDueItem,
  prepareBatch,
  submitBatch
} from "../../../domain/finance/treasury/usecases/index.ts"
import { Iban } from "../../../domain/shared/Iban.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { ActorId, TenantScope } from "../../../domain/shared/TenantScope.ts"

/** A free item of this many euros. */
export const owed = (euros: number, part: Partial<NewDueItem> = {}) =>
  enterDueItem({
    payee: { name: "Dupont SARL", iban: Iban.make("FR1420041010050500013M02606") },
    amount: money(BigInt(euros) * 100n, EUR),
    dueDate: LocalDate.make("2026-12-15"),
    reference: `Facture de ${euros} euros`,
    ...part
  } as const)

/** Somebody else of the same company. */
export const byAnother = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.flatMap(TenantScope, (scope) =>
    Effect.provideService(effect, TenantScope, { ...scope, actorId: ActorId.make(uuidV7()) })
  )

/** A batch of these items from an account, submitted and approved by another. */
export const approvedBatch = (
  bankAccountId: BankAccountId,
  dueItemIds: ReadonlyArray<DueItemId>,
  requestedOn?: LocalDate
) =>
  Effect.gen(function* () {
    const { id, version } = yield* prepareBatch({
      label: "Fournisseurs",
      bankAccountId,
      dueItemIds,
      ...(requestedOn === undefined ? {} : { requestedOn })
    })
    const submitted = yield* submitBatch(id, version)
    return yield* byAnother(approveBatch(id, submitted.version))
  })
