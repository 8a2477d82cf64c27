import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { emptyBook, timeAt } from "../../../simulators/defacto/book.ts"

describe("the clock of the simulated financer", () => {
  afterEach(() => void vi.useRealTimers())

  it("runs, also once it was set ahead", () => {
    vi.useFakeTimers({ now: new Date("2026-02-01T12:00:00Z") })
    const book = emptyBook()
    vi.setSystemTime(new Date("2026-02-03T12:00:00Z"))
    assert.strictEqual(timeAt(book).toISOString(), "2026-02-03T12:00:00.000Z")
    book.ahead = 86_400_000
    vi.setSystemTime(new Date("2026-02-04T12:00:00Z"))
    assert.strictEqual(timeAt(book).toISOString(), "2026-02-05T12:00:00.000Z")
  })
})
