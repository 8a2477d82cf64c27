import { Result } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { Money } from "../../../../shared/Money.ts"
import type { ActorId } from "../../../../shared/TenantScope.ts"
import type { BankAccountId } from "../../../banking/model/index.ts"
import { NotSignatory, type SigningAuthority } from "./SigningAuthority.ts"

/** What is approved, by whom, and who has approved it before. */
export interface Approval {
  readonly bankAccountId: BankAccountId
  readonly total: Money
  readonly day: LocalDate
  /** The acting one: of a key, all those of its line. */
  readonly hand: ReadonlySet<ActorId>
  readonly before: ReadonlyArray<ActorId>
}

type Authority = Pick<SigningAuthority, "actor" | "from" | "limit" | "manner" | "person" | "to">

/**
 * Whether a batch is approved by this approval (true) or waits for another person's (false). An account without any
 * authority asks for one approval; one with a register asks for a person who may alone, or two persons who may, each within
 * the limit and on the day of the last approval. Two authorities of one person count as the larger.
 */
export const mayAuthorise = (
  register: ReadonlyArray<Authority>,
  { bankAccountId, before, day, hand, total }: Approval
): Result.Result<boolean, NotSignatory> => {
  if (register.length === 0) return Result.succeed(true)
  const today = register.filter(({ from, to }) => from <= day && (to === null || to >= day))
  const own = today.filter(({ actor }) => actor !== null && hand.has(actor))
  if (own.length === 0) return Result.fail(new NotSignatory({ bankAccountId, reason: "none" }))
  const enough = own.filter(({ limit }) => within(limit, total))
  if (enough.length === 0) return Result.fail(new NotSignatory({ bankAccountId, reason: "limit" }))
  if (enough.some(({ manner }) => manner === "alone")) return Result.succeed(true)
  const persons = new Set(own.map(({ person }) => person))
  return Result.succeed(
    today.some(
      ({ actor, limit, person }) =>
        actor !== null &&
        before.includes(actor) &&
        !hand.has(actor) &&
        !persons.has(person) &&
        within(limit, total)
    )
  )
}

const within = (limit: Money | null, total: Money) =>
  limit === null || (limit.currency === total.currency && limit.minor >= total.minor)
