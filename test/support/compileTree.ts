import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { projectRoot } from "./lintTree.ts"

/** What the compiler said of each file: its errors, one text each; a file without errors has none. */
export type CompileReport = ReadonlyMap<string, ReadonlyArray<string>>

/**
 * Compiles files that exist only here, under the project's own options: they stand in a folder `planted` of a
 * temporary tree beside the project's folders, so `../domain/...` is the project's code. Throws when the compiler
 * does not run or finds fault with a file that was not planted.
 */
export const compileTree = (plants: Record<string, string>): CompileReport => {
  const folder = mkdtempSync(join(tmpdir(), "planted-"))
  try {
    for (const name of linked) symlinkSync(join(projectRoot, name), join(folder, name))
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(options))
    for (const [path, text] of Object.entries(plants)) {
      mkdirSync(dirname(join(folder, "planted", path)), { recursive: true })
      writeFileSync(join(folder, "planted", path), text)
    }
    const tsc = join(projectRoot, "node_modules", ".bin", "tsc")
    const ran = spawnSync(tsc, ["--pretty", "false"], { cwd: folder, encoding: "utf8" })
    return errorsOf(Object.keys(plants), `${ran.stdout}${ran.stderr}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const linked = ["package.json", "node_modules", "domain", "ports", "adapters", "apps", "simulators"]

const options = { extends: join(projectRoot, "tsconfig.json"), include: ["planted"] }

/** An error starts in the first column with its file; the lines after it that are indented belong to it. */
const errorsOf = (names: ReadonlyArray<string>, output: string): CompileReport => {
  const report = new Map<string, Array<string>>(names.map((name) => [name, []]))
  let current: Array<string> | undefined
  for (const line of output.split("\n")) {
    const name = /^planted\/(.+)\(\d+,\d+\): error TS/.exec(line)?.[1]
    if (name !== undefined) {
      current = report.get(name)
      current?.push(line)
    } else if (line.startsWith(" ") && current !== undefined) {
      current.push(`${current.pop() ?? ""}\n${line}`)
    } else if (line !== "") throw new Error(`the compiler says of something else: ${output.slice(0, 2000)}`)
  }
  return report
}
