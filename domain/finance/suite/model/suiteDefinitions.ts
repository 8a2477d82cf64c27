import type { ProcessShape } from "../../../platform/processes/model/index.ts"
import { advanceInvoice } from "./advanceInvoice.ts"
import { collect } from "./collect.ts"
import { pay, payCheckedLate } from "./pay.ts"

/** Every version of every process of the suite that may still run. A changed process is a new version beside the old. */
export const suiteDefinitions: ReadonlyArray<ProcessShape> = [collect, advanceInvoice, pay, payCheckedLate]
