import type { Reporter } from "knip"

/** A reporter for knip that says how many modules it looked at: knip itself is silent when it found none. */
const countModules: Reporter = ({ counters }) => {
  process.stdout.write(`looked at ${counters.total} modules\n`)
}

export default countModules
