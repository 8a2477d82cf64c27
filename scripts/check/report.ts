import type { Step } from "./Step.ts"

/** What a finished command left behind; `exitCode` is null when it could not be started or was killed. */
export interface Outcome {
  readonly exitCode: number | null
  readonly output: string
  readonly milliseconds: number
}

/**
 * Judges one step. A step that says it looked at nothing has failed, whatever its exit code: a checker that reads no
 * file passes on anything. The output is shown when the step failed.
 */
export const report = (step: Step, { exitCode, output, milliseconds }: Outcome) => {
  const count = countLooked(step.looked, output)
  const passed = exitCode === 0 && count > 0
  const line = `${passed ? "ok  " : "FAIL"} ${step.name.padEnd(10)} ${seconds(milliseconds)}  ${count} ${step.unit}`
  if (passed) return { passed, text: line }
  const reason = exitCode === 0 ? `${line}\nIt looked at nothing, so its silence means nothing.` : line
  return { passed, text: `${reason}\n${withoutListedFiles(output)}` }
}

const countLooked = (looked: RegExp, output: string): number =>
  looked.global ? (output.match(looked) ?? []).length : Number(looked.exec(output)?.[1] ?? 0)

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1).padStart(5)} s`

/** `tsc --listFiles` names hundreds of library files between its errors. */
const withoutListedFiles = (output: string): string => output.replaceAll(/^\/.*\.ts\n/gm, "").trim()
