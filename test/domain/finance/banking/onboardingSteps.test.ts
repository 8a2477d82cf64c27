import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import {
  afterOnboarding,
  Onboarding,
  OnboardingId,
  OnboardingState,
  type ProvidedOnboarding,
  sameOnboarding
} from "../../../../domain/finance/banking/model/index.ts"
import { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"

const onboarding = (state: OnboardingState) =>
  Onboarding.make({
    id: OnboardingId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1b21"),
    connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
    accountName: "Compte principal",
    country: "FR",
    company: { registrationNumber: "552100554", name: "Menuiserie Lemaire SARL" },
    administrator: {
      firstName: "Claire",
      lastName: "Lemaire",
      email: "claire@example.fr",
      represents: "power-of-attorney"
    },
    returnUrl: "https://erp.example.fr/onboardings",
    state,
    url: "https://banking.example.com/ob-1",
    missing: [],
    documents: null,
    accountReference: null,
    reason: null,
    intentId: null,
    reference: "ob-1",
    createdAt: DateTime.makeUnsafe("2026-11-23T14:05:00Z"),
    version: 2
  })

const shownAs = (is: ProvidedOnboarding["state"]["is"]): ProvidedOnboarding => ({
  reference: "ob-1",
  state: { is, word: "Word" },
  url: "https://banking.example.com/ob-1",
  missing: [{ part: "company.address", faults: [{ is: "other", word: "Strange" }] }],
  documents: null,
  accountReference: is === "finalized" ? "acc-1" : null
})

describe("an onboarding after a reading", () => {
  it("goes where the institution has it, back as well, but never out of its end", () => {
    const after = (from: OnboardingState, is: ProvidedOnboarding["state"]["is"]) =>
      afterOnboarding(onboarding(from), shownAs(is)).state
    assert.strictEqual(after("asked", "incomplete"), "incomplete")
    assert.strictEqual(after("unknown", "finalized"), "finalized")
    assert.strictEqual(after("complete", "incomplete"), "incomplete")
    assert.strictEqual(after("finalized", "incomplete"), "finalized")
    assert.strictEqual(after("refused", "finalized"), "refused")
    assert.strictEqual(after("incomplete", "other"), "incomplete")
  })

  it("keeps what is missing in the institution's own words, and the account that is opened", () => {
    const { missing } = afterOnboarding(onboarding("incomplete"), shownAs("incomplete"))
    assert.deepStrictEqual(missing, shownAs("incomplete").missing)
    const { accountReference } = afterOnboarding(onboarding("finalized"), shownAs("finalized"))
    assert.strictEqual(accountReference, "acc-1")
    assert.isTrue(sameOnboarding(onboarding("complete"), onboarding("complete")))
    assert.isFalse(sameOnboarding(onboarding("complete"), { ...onboarding("complete"), missing }))
  })

  it("has come to nothing where the institution shows it no more, unless it had opened an account", () => {
    for (const from of OnboardingState.literals) {
      const { reason, state } = afterOnboarding(onboarding(from), null)
      const ends = from === "finalized" || from === "refused"
      assert.strictEqual(state, ends ? from : "refused")
      assert.strictEqual(reason?.code, ends ? undefined : "azals.onboarding-gone")
    }
  })
})
