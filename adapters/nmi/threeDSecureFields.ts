import type { PaymentOrder } from "../../domain/finance/payments/model/index.ts"

/**
 * The payer's authentication as `transact.php` takes it. The fields are those that two clients send; the values go
 * through as the gateway's own page gave them.
 */
export const threeDSecureFields = (given: PaymentOrder["threeDSecure"]): Record<string, string> => {
  if (given === null) return {}
  const { cavv, directoryServerId, eci, outcome, version, xid } = given
  const fields = { cavv, xid, eci, three_ds_version: version, directory_server_id: directoryServerId }
  return {
    cardholder_auth: outcome,
    ...Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
    )
  }
}
