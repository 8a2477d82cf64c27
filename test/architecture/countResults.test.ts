import { assert, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { projectRoot } from "../support/lintTree.ts"

/** The closing line and the exit code of .ci/run for what the two commands left behind; null is no file. */
const closing = (tests: object | null, check: string, testsExit = 0, checkExit = 0) => {
  const folder = mkdtempSync(join(tmpdir(), "results-"))
  try {
    if (tests !== null) writeFileSync(join(folder, "tests.json"), JSON.stringify(tests))
    writeFileSync(join(folder, "check.txt"), check)
    const ran = spawnSync(
      process.execPath,
      [
        "scripts/countResults.mjs",
        join(folder, "tests.json"),
        join(folder, "check.txt"),
        `${testsExit}`,
        `${checkExit}`
      ],
      { cwd: projectRoot, encoding: "utf8" }
    )
    return `${ran.stdout.trim()}, exit ${ran.status}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const counted = (numPassedTests: number, numFailedTests = 0, numFailedTestSuites = 0) => ({
  numPassedTests,
  numFailedTests,
  numFailedTestSuites
})
const clean = "ok lint\ncheck: 6 passed, 0 failed\n"

it.each([
  ["all is well", closing(counted(40), clean), "46 passed, 0 failed, exit 0"],
  ["a test failed", closing(counted(39, 1, 2), clean, 1), "45 passed, 1 failed, exit 1"],
  ["a test file did not load", closing(counted(30, 0, 2), clean, 1), "36 passed, 2 failed, exit 1"],
  ["a step failed", closing(counted(40), "check: 5 passed, 1 failed\n", 0, 1), "45 passed, 1 failed, exit 1"],
  ["the runner failed beside its tests", closing(counted(40), clean, 1), "46 passed, 1 failed, exit 1"],
  ["nothing was written", closing(null, "", 1, 1), "0 passed, 2 failed, exit 1"],
  ["no test ran", closing(null, clean, 0, 0), "6 passed, 1 failed, exit 1"]
])("when %s", (_when, said, expected) => assert.strictEqual(said, expected))
