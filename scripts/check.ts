import { spawnSync } from "node:child_process"
import { delimiter, join } from "node:path"
import { report } from "./check/report.ts"
import type { Step } from "./check/Step.ts"

const root = join(import.meta.dirname, "..")

/** Everything `npm run check` holds the sources to, in the order it is run. All steps run even when one fails. */
const steps: ReadonlyArray<Step> = [
  { name: "format", command: ["oxfmt", "--check", "."], looked: /on (\d+) files/, unit: "files" },
  {
    name: "types",
    command: ["tsc", "--noEmit", "--listFiles"],
    looked: /^(?!.*node_modules).+\.ts$/gm,
    unit: "files"
  },
  { name: "lint", command: ["oxlint", "."], looked: /on (\d+) files with [1-9]\d* rules/, unit: "files" },
  {
    name: "boundaries",
    command: ["oxlint", "-c", "oxlint.boundaries.json", "."],
    looked: /on (\d+) files with [1-9]\d* rules/,
    unit: "files"
  },
  {
    name: "dead code",
    command: ["knip", "--reporter", "symbols", "--reporter", "./scripts/check/countModules.ts"],
    looked: /looked at (\d+) modules/,
    unit: "modules"
  },
  {
    name: "bundle",
    command: ["node", "scripts/checkBundle.ts"],
    looked: /bundled (\d+) modules/,
    unit: "modules"
  }
]

const env = {
  ...process.env,
  PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}`,
  NO_COLOR: "1"
}

const runStep = (step: Step) => {
  const started = performance.now()
  const [tool, ...options] = step.command
  const ran = spawnSync(tool, options, { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 28 })
  const output = `${ran.stdout ?? ""}${ran.stderr ?? ""}${ran.error?.message ?? ""}`
  return report(step, { exitCode: ran.status, output, milliseconds: performance.now() - started })
}

const reports = steps.map((step) => {
  const outcome = runStep(step)
  process.stdout.write(`${outcome.text}\n`)
  return outcome
})
const failed = reports.filter(({ passed }) => !passed).length
process.stdout.write(`check: ${reports.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
