import { Result } from "effect"
import { addDays, type LocalDate } from "../../../../shared/LocalDate.ts"
import { IllegalTransition } from "../../../../shared/errors.ts"
import type { Covenant } from "./Covenant.ts"
import type { CovenantTest } from "./CovenantTest.ts"
import { CovenantNotTestable } from "./errors.ts"

type Tested = Pick<CovenantTest, "id" | "on" | "outcome" | "waiver">

/** Whether a covenant can be tested on a day: one of its own, that is over, and before its end. */
export const mayTest = (
  { endedOn, id, testDates }: Pick<Covenant, "endedOn" | "id" | "testDates">,
  on: LocalDate,
  today: LocalDate
): Result.Result<void, CovenantNotTestable> => {
  const because = !testDates.includes(on)
    ? "not-a-test-day"
    : endedOn !== null && on > endedOn
      ? "ended"
      : on >= today
        ? "not-over"
        : undefined
  return because === undefined
    ? Result.succeed(undefined)
    : Result.fail(new CovenantNotTestable({ covenantId: id, on, because }))
}

/** The latest test of a day: the one that counts. Tests are in the order in which they were made. */
export const latestTest = <T extends Tested>(tests: ReadonlyArray<T>, on: LocalDate): T | undefined =>
  tests.findLast((test) => test.on === on)

/** A breach is waived once, in the test of its day that counts. */
export const mayWaive = (
  tests: ReadonlyArray<Tested>,
  test: Tested
): Result.Result<void, IllegalTransition> => {
  const counts = latestTest(tests, test.on)?.id === test.id
  const from = !counts ? "superseded" : test.waiver === null ? test.outcome : "waived"
  return from === "breached"
    ? Result.succeed(undefined)
    : Result.fail(
        new IllegalTransition({ entity: "CovenantTest", id: test.id, from, attempted: "waive", allowed: [] })
      )
}

/** The first test day from today on. Null where none is left, or the covenant ends before it. */
export const nextTestOn = (
  { endedOn, testDates }: Pick<Covenant, "endedOn" | "testDates">,
  today: LocalDate
): LocalDate | null => {
  const next = testDates.find((on) => on >= today)
  return next === undefined || (endedOn !== null && next > endedOn) ? null : next
}

/** Whether the next test is near enough to be told of. */
export const isAhead = (
  { warnDays }: Pick<Covenant, "warnDays">,
  next: LocalDate,
  today: LocalDate
): boolean => next <= addDays(today, warnDays)
