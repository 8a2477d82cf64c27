import { execFileSync, spawn } from "node:child_process"
import { cpSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

const root = join(import.meta.dirname, "..", "..")

/** A copy of the project in a folder that only its owner may enter, with the packages of this one. */
export const projectCopy = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "azals-start-"))
  const rooms = ["adapters", "apps", "demo", "domain", "ports", "scripts", "simulators"]
  const parts = [...rooms, "package.json", "tsconfig.json"]
  for (const part of readdirSync(root).filter((name) => parts.includes(name))) {
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"))
  return folder
}

/** `apps/cli/start.ts` of a copy, as `npm start` runs it. */
export const startService = (folder: string, env: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, [join(folder, "apps", "cli", "start.ts")], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: folder,
      NODE_COMPILE_CACHE: join(folder, ".cache"),
      ...env
    },
    stdio: ["ignore", "pipe", "pipe"]
  })
  let stdout = ""
  let stderr = ""
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve))
  const saysOn = (stream: "stdout" | "stderr", text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const all = stream === "stdout" ? stdout : stderr
        if (all.includes(text)) resolve(all)
      }
      look()
      child[stream].on("data", look)
      void ended.then((code) => reject(new Error(`ended with ${code} before it said ${text}: ${stderr}`)))
    })
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()))
  return { child, ended, saysOn, stdout: () => stdout, stderr: () => stderr }
}

/** The processes whose command line names the folder. */
export const processesOf = (folder: string): ReadonlyArray<number> =>
  execFileSync("ps", ["-axww", "-o", "pid=,command="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(folder))
    .map((line) => Number.parseInt(line, 10))

/** A port that is taken until `free` is called; with `free` called at once, one that nobody uses. */
export const takenPort = () =>
  new Promise<{ readonly port: number; readonly free: () => Promise<void> }>((resolve) => {
    const server = createServer()
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address()
      resolve({
        port: typeof bound === "object" && bound !== null ? bound.port : 0,
        free: () => new Promise((done) => server.close(() => done()))
      })
    })
  })
