import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { eur } from "./paymentRequests.ts"

export const processes = "/v2/suite/processes"

export const collecting = `${processes}/collect`

/** A collection by card to start over HTTP. */
export const collection = (connectionIds: ReadonlyArray<string>, part: object = {}) => ({
  businessKey: `collect-${uuidV7()}`,
  input: {
    amount: eur("12.00"),
    label: "Facture F-1",
    sources: connectionIds.map((connectionId) => ({ connectionId, token: "sim-abcdefgh" }))
  },
  ...part
})
