import { assert, describe, it } from "@effect/vitest"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { isTargetDay, targetDayFrom } from "../../../domain/shared/TargetDays.ts"

const day = (text: string) => LocalDate.make(text)

describe("days on which TARGET is open", () => {
  it.each([
    ["2026-01-01", "New Year's Day"],
    ["2026-04-03", "Good Friday"],
    ["2026-04-06", "Easter Monday"],
    ["2026-05-01", "Labour Day"],
    ["2026-12-25", "Christmas"],
    ["2028-12-26", "26 December"],
    ["2026-11-28", "a Saturday"],
    ["2026-11-29", "a Sunday"],
    ["2024-03-29", "Good Friday in March"],
    ["2038-04-23", "Good Friday, the latest of the century"]
  ])("%s is none: %s", (date) => assert.isFalse(isTargetDay(day(date))))

  it.each([
    ["2026-05-14", "Ascension"],
    ["2026-07-14", "a French holiday"],
    ["2026-12-24", "24 December"],
    ["2024-02-29", "29 February"]
  ])("%s is one: %s", (date) => assert.isTrue(isTargetDay(day(date))))

  it("goes on to the next one", () => {
    assert.strictEqual(targetDayFrom(day("2026-04-03")), "2026-04-07")
    assert.strictEqual(targetDayFrom(day("2026-12-25")), "2026-12-28")
    assert.strictEqual(targetDayFrom(day("2026-04-07")), "2026-04-07")
  })

  it("closes at most six days a year beside week-ends", () => {
    for (let year = 2002; year < 2100; year++) {
      const Easter = [3, 4].flatMap((month) =>
        Array.from({ length: month === 3 ? 31 : 30 }, (_, at) =>
          day(`${year}-0${month}-${String(at + 1).padStart(2, "0")}`)
        )
      )
      const closed = Easter.filter((date) => {
        const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
        return weekday !== 0 && weekday !== 6 && !isTargetDay(date)
      })
      assert.strictEqual(closed.length, 2, String(year))
    }
  })
})
