import { assert, describe, it } from "@effect/vitest"
import { report } from "../../scripts/check/report.ts"
import type { Step } from "../../scripts/check/Step.ts"

const lint: Step = { name: "lint", command: ["oxlint", "."], looked: /on (\d+) files/, unit: "files" }
const types: Step = { name: "types", command: ["tsc"], looked: /^(?!.*node_modules).+\.ts$/gm, unit: "files" }

const ran = (step: Step, exitCode: number | null, output: string) =>
  report(step, { exitCode, output, milliseconds: 1234 })

describe("a step of the check", () => {
  it("passes when it looked at something and found nothing", () => {
    const { passed, text } = ran(lint, 0, "Finished in 1s on 42 files")
    assert.isTrue(passed)
    assert.strictEqual(text, "ok   lint         1.2 s  42 files")
  })

  it("fails when it looked at nothing, whatever its exit code", () => {
    assert.isFalse(ran(lint, 0, "Finished in 1s on 0 files").passed)
    assert.isFalse(ran(lint, 0, "").passed)
    assert.isFalse(ran(types, 0, "/project/node_modules/effect/dist/Effect.d.ts\n").passed)
  })

  it("fails with its tool, and shows what the tool said", () => {
    const { passed, text } = ran(lint, 1, "a.ts: broken\nFinished in 1s on 42 files")
    assert.isFalse(passed)
    assert.include(text, "a.ts: broken")
  })

  it("fails when its tool could not be started", () => assert.isFalse(ran(lint, null, "on 42 files").passed))

  it("counts listed files, and does not repeat them", () => {
    const output = "/project/a.ts\n/project/b.ts\n/project/node_modules/x.d.ts\n"
    assert.include(ran(types, 0, output).text, " 2 files")
    assert.strictEqual(
      ran(types, 1, `a.ts(1,1): error\n${output}`).text,
      "FAIL types        1.2 s  2 files\na.ts(1,1): error"
    )
  })
})
