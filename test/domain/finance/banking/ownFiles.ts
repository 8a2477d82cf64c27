import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..", "..", "..", "..")

/** One week of one invented account in each format; the demonstration companies' files. */
export const ownFiles = (
  folder: "demo" | "test/fixtures/banking"
): ReadonlyArray<readonly [string, Uint8Array]> =>
  readdirSync(join(root, folder))
    .filter((name) => /\.(?:txt|xml|sta|ofx)$/.test(name))
    .map((name) => [name, new Uint8Array(readFileSync(join(root, folder, name)))] as const)
