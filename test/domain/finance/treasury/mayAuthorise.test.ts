import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { BankAccountId } from "../../../../domain/finance/banking/model/index.ts"
import { mayAuthorise, type SigningAuthority } from "../../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"
import { ActorId } from "../../../../domain/shared/TenantScope.ts"

const actor = (last: string) => ActorId.make(`019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a${last}`)

const [claire, rotated, paul] = [actor("01"), actor("02"), actor("03")]

const day = (text: string) => LocalDate.make(text)

const authority = (part: Partial<SigningAuthority> = {}) => ({
  person: "Claire",
  actor: claire,
  from: day("2026-01-01"),
  to: null,
  limit: money(100_000n, EUR),
  manner: "alone" as const,
  ...part
})

const asked = (
  register: ReadonlyArray<ReturnType<typeof authority> | SigningAuthority>,
  total = 100_000n,
  before: ReadonlyArray<ActorId> = [],
  on = "2026-06-01"
) =>
  Result.match(
    mayAuthorise(register, {
      bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
      total: money(total, EUR),
      day: day(on),
      hand: new Set([claire, rotated]),
      before
    }),
    { onFailure: ({ reason }) => reason, onSuccess: (isEnough) => isEnough }
  )

describe("who may authorise a batch", () => {
  it("is anybody where the account has no register", () => assert.strictEqual(asked([]), true))

  it("is who stands in it, up to the limit, also by another key of the same line", () => {
    assert.strictEqual(asked([authority()]), true)
    assert.strictEqual(asked([authority()], 100_001n), "limit")
    assert.strictEqual(asked([authority({ limit: null })], 999_999_999n), true)
    assert.strictEqual(asked([authority({ actor: rotated })]), true)
    assert.strictEqual(asked([authority({ actor: paul })]), "none")
    assert.strictEqual(asked([authority({ actor: null })]), "none")
    assert.strictEqual(asked([authority({ limit: money(100_000n, CurrencyCode.make("USD")) })]), "limit")
  })

  it("on the days of the authority, both included; an ended register still is one", () => {
    const short = [authority({ to: day("2026-06-30") })]
    assert.strictEqual(asked(short, 1n, [], "2026-01-01"), true)
    assert.strictEqual(asked(short, 1n, [], "2025-12-31"), "none")
    assert.strictEqual(asked(short, 1n, [], "2026-06-30"), true)
    assert.strictEqual(asked(short, 1n, [], "2026-07-01"), "none")
  })

  it("jointly: the second person, never the same hand twice", () => {
    const ofPaul = authority({ person: "Paul", actor: paul, manner: "jointly" })
    const joint = [authority({ manner: "jointly" }), ofPaul]
    assert.strictEqual(asked(joint), false)
    assert.strictEqual(asked(joint, 1n, [rotated]), false)
    assert.strictEqual(asked(joint, 1n, [paul]), true)
    assert.strictEqual(asked([...joint, authority({ limit: money(50n, EUR) })], 51n), false)
    assert.strictEqual(asked([...joint, authority({ limit: money(50n, EUR) })], 50n), true)
  })

  it("jointly with nobody whose authority is over, too small or of the same person", () => {
    const own = authority({ manner: "jointly" })
    const beside = (part: Partial<SigningAuthority>) =>
      asked([own, authority({ person: "Paul", actor: paul, manner: "jointly", ...part })], 100n, [paul])
    assert.strictEqual(beside({}), true)
    assert.strictEqual(beside({ to: day("2026-05-31") }), false)
    assert.strictEqual(beside({ limit: money(99n, EUR) }), false)
    assert.strictEqual(beside({ person: "Claire" }), false)
    assert.strictEqual(asked([own], 100n, [paul]), false)
  })
})
