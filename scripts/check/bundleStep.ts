import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Step } from "./Step.ts"

/** The Worker's bundle is checked from the day `wrangler.toml` exists. */
export const bundleStep = (root: string): ReadonlyArray<Step> =>
  existsSync(join(root, "wrangler.toml"))
    ? [
        {
          name: "bundle",
          command: ["node", "scripts/checkBundle.ts"],
          looked: /bundled (\d+) modules/,
          unit: "modules"
        }
      ]
    : []
