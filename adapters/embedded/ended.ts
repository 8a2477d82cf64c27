import type { ChildProcess } from "node:child_process"

/** How a program ended, and the last of what it said. Rejects when it could not be started. */
export const ended = (child: ChildProcess) =>
  new Promise<{ readonly code: number | null; readonly output: string }>((resolve, reject) => {
    const output = lastOutput(child)
    child.once("error", reject)
    child.once("close", (code) => resolve({ code, output: output() }))
  })

/** The last 4000 characters that a program wrote, or why it could not be started. */
export const lastOutput = (child: ChildProcess) => {
  let text = ""
  const note = (chunk: Buffer | string) => void (text = (text + chunk.toString()).slice(-4000))
  child.stdout?.on("data", note)
  child.stderr?.on("data", note)
  child.on("error", (fault) => note(fault.message))
  return () => text
}
