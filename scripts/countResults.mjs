// Prints the closing line of .ci/run, `N passed, N failed`, from what vitest and the check wrote. A run that left no
// count behind is one failure: silence is not success.
import { existsSync, readFileSync } from "node:fs"

const [testsFile, checkFile, testsExit, checkExit] = process.argv.slice(2)

const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "")

const tests = () => {
  const text = read(testsFile)
  if (text === "") return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(text)
  // A file that does not even load has failed without a failed test in it.
  return { passed: numPassedTests, failed: numFailedTests === 0 ? numFailedTestSuites : numFailedTests }
}

const check = () => {
  const counts = /^check: (\d+) passed, (\d+) failed$/m.exec(read(checkFile))
  return counts === null ? { passed: 0, failed: 1 } : { passed: Number(counts[1]), failed: Number(counts[2]) }
}

/** What was counted, and at least one failure where the exit code says so. */
const judged = ({ passed, failed }, exit) => ({ passed, failed: exit === "0" ? failed : Math.max(failed, 1) })

const parts = [judged(tests(), testsExit), judged(check(), checkExit)]
const sum = (key) => parts.reduce((total, part) => total + part[key], 0)
process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`)
process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1
